"""Steps before and after a due moment: which of them is next, and at which moment it goes out.

Messages that can wait go out from 8.30 to 16.30 on working days. A step over which another
has been reached is never told: after an outage nobody gets three at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from pyp_portal import clock, thai


@dataclass(frozen=True)
class Step:
    """A step of a ladder: its name in the occasion, and from which moment on it is due."""

    name: str
    reached: Callable  # takes the due moment or date
    any_hour: bool = False  # does not wait for the office
    is_silent: bool = False  # from here on nothing is said any more


def midnight(day):
    """The first moment of a date; a moment stays as it is."""
    if isinstance(day, datetime):
        return day
    return timezone.make_aware(datetime.combine(day, time()))


def date_of(due):
    return clock.localdate(due) if isinstance(due, datetime) else due


def before(name, *, any_hour=False, **how_long):
    """So long before a moment: ``before("-3h", hours=3)``."""
    return Step(name, lambda due: midnight(due) - timedelta(**how_long), any_hour)


def on_day(days, name="", *, is_silent=False):
    """The day that lies so many days after the due one (before it: negative)."""
    reached = lambda due: midnight(date_of(due) + timedelta(days))  # noqa: E731
    return Step(name or str(days), reached, is_silent=is_silent)


def early(days, name=""):
    """The same; where that day is no working day, the last one before it."""
    reached = lambda due: thai.opening_of(  # noqa: E731
        thai.last_working_day(date_of(due) + timedelta(days))
    )
    return Step(name or str(days), reached)


def on_working_day(days, name, *, is_silent=False):
    """The working day that lies so many working days after the due one."""
    reached = lambda due: midnight(thai.add_working_days(date_of(due), days))  # noqa: E731
    return Step(name, reached, is_silent=is_silent)


def climb(steps, due, now, until, ends=None):
    """(step, moment) of the last step that was reached, and of those to come until a moment.

    The moment lies at or before ``now`` where the step can be told at once. Nothing is told
    from ``ends`` on.
    """
    marks = [step.reached(due) for step in steps]
    nexts = [*marks[1:], ends]
    for step, reached, over in zip(steps, marks, nexts, strict=True):
        if reached > until:
            return
        moment = max(reached, now)
        moment = moment if step.any_hour else thai.next_office_moment(moment)
        is_over = (over and over <= moment) or (ends and ends <= moment)
        if not (step.is_silent or is_over or moment > until):
            yield step, moment
