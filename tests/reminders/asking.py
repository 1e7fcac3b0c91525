"""Asking a ladder which of its steps is told."""

from datetime import timedelta

from pyp_portal import thai
from pyp_portal.reminders.ladders import climb

LATER = timedelta(days=10)  # over any row of days off


def told_at(steps, due, now, ends=None):
    """The step that is told at this moment, or None."""
    climbed = climb(steps, due, now, now, ends=ends)
    return next((step.name for step, moment in climbed if moment <= now), None)


def reached_on(steps, due, day):
    """The last step that was reached on a day, told that day or when offices open again."""
    now = thai.opening_of(day)
    climbed = climb(steps, due, now, now + LATER)
    return next((step.name for step, _moment in climbed if step.reached(due) <= now), None)
