"""Agencies and people entered from a spreadsheet: tried first, then entered whole, and undone."""
