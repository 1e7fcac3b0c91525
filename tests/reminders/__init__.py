"""Tests of reminders: rules, the job, what is to come, and holding back."""
