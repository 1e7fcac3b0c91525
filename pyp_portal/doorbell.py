"""Ask a worker for a job that is already written down.

The row is the truth and the timetable finds it anyway; the broker is only a doorbell.
So a broker that is down fails no act, and is left alone for a while instead of holding
up every act that follows.
"""

import time

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

QUIET_SECONDS = 30
_broker = {"quiet_until": 0.0}


def ring(task, *args, after=None):
    """Ask for ``task(*args)`` after commit, to be begun ``after`` so many seconds."""
    later = {"countdown": after} if after else {}
    transaction.on_commit(lambda: ask(task, args, **later), robust=True)


def ring_by_name(name, *args, after=None):
    """The same for a task that who rings need not load, nor all that it stands on."""
    if not current_app.conf.task_always_eager:  # there is a worker to hear it
        ring(current_app.signature(name), *args, after=after)


def ask(task, args, **later):
    """Ask now; after a failure do not ask anybody for half a minute."""
    if time.monotonic() < _broker["quiet_until"]:
        return
    try:
        task.apply_async(args, retry=False, **later)
    except (OperationalError, OSError):
        _broker["quiet_until"] = time.monotonic() + QUIET_SECONDS
        raise
