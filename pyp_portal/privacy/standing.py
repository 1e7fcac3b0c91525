"""The notice that holds, asked of the database once in half a minute by each process.

So the short words beside a form cost a page nothing.
"""

import time

from django.db import DatabaseError

from pyp_portal import clock
from pyp_portal.privacy.models import Notice
from pyp_portal.privacy.notice_parts import shipped

LASTS = 30  # seconds for which a process takes its own word
FOR_EVER = float("inf")
_kept = {"notice": None, "until": 0.0}


def current():
    """The version that holds today; while the database is away, the one that held before."""
    if time.monotonic() >= _kept["until"]:
        _kept["until"] = time.monotonic() + LASTS  # first, so that others need not ask too
        try:
            _kept["notice"] = Notice.objects.in_force().first()
        except DatabaseError:
            return _kept["notice"] or first()
    return _kept["notice"] or first()


def first():
    """The version with which the portal comes."""
    return Notice(number=1, words=shipped(), written_at=clock.now(), published_at=clock.now())


def forget():
    """Ask again next time: a version was published in this process."""
    _kept["until"] = 0.0


def suppose(notice=None, lasts=FOR_EVER):
    """Take this to be so without asking: tests and measurements count their own statements."""
    _kept.update(notice=notice, until=time.monotonic() + lasts)
