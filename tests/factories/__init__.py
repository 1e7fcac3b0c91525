"""Makers of records, one file a room."""
