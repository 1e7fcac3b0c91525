"""Each run of a job of the timetable leaves its end behind: when, how long, well or not."""

import time
from datetime import timedelta

import structlog
from celery.signals import task_postrun, task_prerun
from django.conf import settings
from django.db import DatabaseError
from django.db.models import F

from pyp_portal import clock
from pyp_portal.serving.models import TimedRun
from pyp_portal.timetable import TIMETABLE

log = structlog.stdlib.get_logger(__name__)

GRACE = timedelta(minutes=5)  # beside the time that a run may wait before it is dropped
HEARTBEAT = "show that the worker lives"  # kept where it costs nothing (``readiness``)
LINES = {
    (line["task"], tuple(line["args"])): name
    for name, line in TIMETABLE.items()
    if name != HEARTBEAT
}
_begun = {}


@task_prerun.connect
def begins(task_id=None, task=None, args=(), **kwargs):
    """Remember when a job of the timetable began."""
    if (task.name, tuple(args)) in LINES:
        _begun[task_id] = time.monotonic()


@task_postrun.connect
def ends(task_id=None, task=None, args=(), retval=None, **kwargs):
    """Write down how it ended; a database that is away does not make a good run a bad one."""
    began = _begun.pop(task_id, None)
    if began is None:
        return
    fault = type(retval).__name__ if isinstance(retval, BaseException) else ""
    try:
        note(LINES[task.name, tuple(args)], time.monotonic() - began, fault)
    except DatabaseError as error:
        log.warning("run not noted", task=task.name, error=type(error).__name__)


def note(name, took, fault=""):
    """Keep the end of one run; the kind of its fault, where it had one."""
    now = clock.now()
    facts = {"ended_at": now, "took": took, "fault": fault}
    if fault:
        counted = {"failures": F("failures") + 1}
        first = {"failures": 1, "late_after": now}
    else:
        counted = {"failures": 0, "well_at": now, "late_after": late_after(name, now)}
        first = counted
    if not TimedRun.objects.filter(name=name).update(**facts, **counted):
        TimedRun.objects.get_or_create(name=name, defaults=facts | first)


def late_after(name, moment):
    """After which moment a job that ended well now has missed its next run."""
    line = TIMETABLE[name]
    return (
        due_after(line["schedule"], moment) + timedelta(seconds=line["options"]["expires"]) + GRACE
    )


def due_after(schedule, moment):
    """When a line is due for the next time; beat goes by the clock on the wall."""
    if isinstance(schedule, int):
        return moment + timedelta(seconds=schedule)
    last, delta, _now = schedule.remaining_delta(moment - settings.CLOCK_OFFSET)
    return last + delta + settings.CLOCK_OFFSET
