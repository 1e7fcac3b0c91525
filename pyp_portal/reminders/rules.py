"""The shape of a reminder rule, and where all of them are found.

A room writes each of its rules once; the job that sends and the page that shows what is to
come ask the same rule.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache

from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pyp_portal import rooms
from pyp_portal.templatetags.thai import closing_moment, thai_date, thai_datetime

NUMBERED = re.compile(r"([+-]?)(\d+)(h?)")


@dataclass(frozen=True)
class Letter:
    """One reminder about one thing: when it goes out, why, and how it is told.

    ``key`` is the occasion of all its messages: it is told once. ``tell`` posts them, from the
    record as it is then, and writes nothing else, for it is rehearsed too; where it answers
    False there was nothing to tell any more. ``thing`` is what it reminds of, whatever the day:
    the same when its due day moves, another for the next question. A hold is meant for it
    (``moving``).
    """

    key: str
    thing: str
    at: datetime
    step: str
    due: date | datetime
    about: str
    tell: Callable
    url: str = ""
    code: str = ""  # of the proposal, where it is about one
    receivers: str = ""  # the same for letters that go to the same people
    is_urgent: bool = False  # waits neither for the office nor for others
    done: Callable | None = None  # writes down at the record that it was told


@dataclass(frozen=True)
class Rule:
    """Whom it reminds, when, of what; ``letters(now, until)`` gives those with work left.

    Among them are the last step that was reached and those that come until a moment.
    """

    code: str
    name: Promise
    who: Promise
    when: Promise
    letters: Callable[[datetime, datetime], Iterable[Letter]]
    is_must: bool = True  # nobody can choose not to get it; what people chose needs no yes
    steps: dict = field(default_factory=dict)  # the steps that are named, in words


@cache
def rules():
    """{code: rule} of all rooms, in the order of the programme."""
    found = [rule for name in rooms.REMINDER_RULES for rule in import_string(name)]
    return {rule.code: rule for rule in found}


def words_of(rule, step, due, has_hour):
    """Why a reminder is sent: "7 days before 6 January 2568"."""
    named = {"due": moment_of(due) if has_hour else thai_date(due)}
    if rule and step in rule.steps:
        return f"{rule.steps[step]} ({named['due']})"
    found = NUMBERED.fullmatch(step.removesuffix("d"))
    if found is None or not int(found[2]):
        return _("on %(due)s") % named
    count = int(found[2])
    return _counted(found[1], found[3], count) % (named | {"n": count})


def moment_of(due):
    """A moment as people say it; an end at midnight is the last minute of the day before."""
    ends = localtime(due).time() == time()
    return closing_moment(due) if ends else thai_datetime(due)


def _counted(sign, hours, count):
    if hours:
        return ngettext("%(n)d hour before %(due)s", "%(n)d hours before %(due)s", count)
    if sign == "-":
        return ngettext("%(n)d day before %(due)s", "%(n)d days before %(due)s", count)
    return ngettext("%(n)d day after %(due)s", "%(n)d days after %(due)s", count)


def unknown(code):
    """What stands for a rule that a later release no longer has."""
    return _("Rule %(code)s") % {"code": code}
