"""The days that count, asked of the database once in half a minute by each process.

So counting working days costs a page nothing, and every process knows a new day in time.
"""

import time

from django.db import DatabaseError

from pyp_portal.offdays.models import OffDay

LASTS = 30  # seconds for which a process takes its own word
FOR_EVER = float("inf")
_kept = {"days": {}, "until": 0.0}


def special():
    """{day: whether offices work}; while the database is away, as it was before."""
    if time.monotonic() >= _kept["until"]:
        _kept["until"] = time.monotonic() + LASTS  # first, so that others need not ask too
        try:
            _kept["days"] = read()
        except DatabaseError:
            return _kept["days"]
    return _kept["days"]


def read():
    """One statement: a handful of rows a year."""
    return dict(OffDay.objects.standing().values_list("day", "is_worked"))


def forget():
    """Ask again next time: a day was entered or taken back in this process."""
    _kept["until"] = 0.0


def suppose(days=None, lasts=FOR_EVER):
    """Take this to be so without asking: tests and measurements count their own statements."""
    _kept.update(days=days or {}, until=time.monotonic() + lasts)
