"""Ask a worker for a job that is already written down.

The row is the truth and the timetable finds it anyway; the broker is only a doorbell.
So a broker that is down fails no act, and is left alone for a while instead of holding
up every act that follows.
"""

import time

from django.db import transaction
from kombu.exceptions import OperationalError

QUIET_SECONDS = 30
_broker = {"quiet_until": 0.0}


def ring(task, *args):
    """Ask for ``task(*args)`` after commit."""
    transaction.on_commit(lambda: ask(task, args), robust=True)


def ask(task, args):
    """Ask now; after a failure do not ask anybody for half a minute."""
    if time.monotonic() < _broker["quiet_until"]:
        return
    try:
        task.apply_async(args, retry=False)
    except (OperationalError, OSError):
        _broker["quiet_until"] = time.monotonic() + QUIET_SECONDS
        raise
