"""Days on which offices are closed or work otherwise than the calendar says (domain 8.5)."""
