"""By what a task list is filtered, and how many lines each choice holds."""

from collections import Counter
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock

A_WEEK = timedelta(days=7)


class View(TextChoices):
    """Where a line stands."""

    NOW = "now", _("Waits for me")
    LATER = "later", _("Put off")
    GIVEN = "given", _("Handed on")


class When(TextChoices):
    """By when a line is due."""

    LATE = "late", _("Overdue")
    WEEK = "week", _("Within 7 days")
    AHEAD = "ahead", _("Later than 7 days")
    NONE = "none", _("Without a date")


class Room(TextChoices):
    """Where a line comes from."""

    PROPOSALS = "proposals", _("Proposals")
    SELECTION = "selection", _("Selection")
    COHORTS = "cohorts", _("Lab and follow-up")
    ACCOUNTS = "accounts", _("People and agencies")
    PAPERS = "papers", _("Files")
    OUTBOX = "outbox", _("E-mail")
    REMINDERS = "reminders", _("Reminders")
    PRIVACY = "privacy", _("Personal data")
    SERVING = "serving", _("Work behind the pages")
    YEARS = "years", _("Year settings")


def when_of(todo):
    """In which span of time a line is due."""
    if todo.due is None:
        return When.NONE
    if todo.due < clock.now():
        return When.LATE
    return When.WEEK if todo.due < clock.now() + A_WEEK else When.AHEAD


def filtered(lines, asked):
    """The lines that fit what was asked."""
    return [
        line
        for line in lines
        if asked["when"] in ("", when_of(line.todo)) and asked["room"] in ("", line.todo.room)
    ]


def chips(lines, asked):
    """For each filter its choices that hold lines: (value, label, how many), within the other."""
    by_when = Counter(when_of(line.todo) for line in filtered(lines, asked | {"when": ""}))
    by_room = Counter(line.todo.room for line in filtered(lines, asked | {"room": ""}))
    return {
        "when": [(one.value, one.label, by_when[one]) for one in When if by_when[one]],
        "room": [(one.value, one.label, by_room[one]) for one in Room if by_room[one]],
    }
