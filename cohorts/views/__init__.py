"""The pages of room 3."""
