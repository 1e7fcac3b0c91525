"""Reminders R1 to R11: one shape for every rule, one job, and a page of what is to come."""
