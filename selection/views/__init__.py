"""The pages of the selection, by what they are about."""
