"""The pages of people and agencies."""
