"""What holds for every request, asked of the database once in three seconds by each process.

So a page costs nothing more, and what somebody turned or wrote in one process is seen by
all of them within these seconds.
"""

import time
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.db import DatabaseError

from pyp_portal.evening.models import Banner, Switch

LASTS = 3  # seconds for which a process takes its own word
FOR_EVER = float("inf")


@dataclass(frozen=True)
class Standing:
    """Whether the switch is on, since when, and the banners that stand or will."""

    is_on: bool = False
    since: datetime | None = None
    banners: tuple = ()


_kept = {"standing": Standing(), "until": 0.0}


def standing():
    """How things stand; while the database is away, as they stood before."""
    if time.monotonic() >= _kept["until"]:
        _kept["until"] = time.monotonic() + LASTS  # first, so that others need not ask too
        try:
            _kept["standing"] = read()
        except DatabaseError:
            return _kept["standing"]
    return _kept["standing"]


def read():
    """Two statements: the switch, and the banners that are not over."""
    switch = Switch.objects.first() or Switch()
    return Standing(switch.is_on, switch.turned_at, tuple(Banner.objects.to_come()))


def forget():
    """Ask again next time: something was turned or written in this process."""
    _kept["until"] = 0.0


def suppose(known=None, lasts=FOR_EVER):
    """Take this to be so without asking: tests and measurements count their own statements."""
    _kept.update(standing=known or Standing(), until=time.monotonic() + lasts)


def is_on():
    """True while search, dashboards, papers and exports rest."""
    return standing().is_on


def banners():
    """The banners of this moment, the latest first."""
    return [banner for banner in standing().banners if banner.stands]


def waits(job):
    """A job that rests while the switch is on; its rows wait, and the timetable finds them."""

    @wraps(job)
    def unless_resting(*args, **kwargs):
        return None if is_on() else job(*args, **kwargs)

    return unless_resting
