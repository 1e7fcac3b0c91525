"""The portal's clock: the only source of time for verbs, jobs and templates.

Real time plus ``settings.CLOCK_OFFSET``, so that web, worker and beat agree.
Only the demo and the tests stop it, with ``at``.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils import timezone

_stopped_at = ContextVar("stopped_at", default=None)


def now():
    """The moment it is, as an aware datetime."""
    return _stopped_at.get() or timezone.now() + settings.CLOCK_OFFSET


def today():
    """The date it is in Bangkok."""
    return timezone.localdate(now())


def localdate(moment):
    """The date of ``moment`` in Bangkok."""
    return timezone.localdate(moment)


@contextmanager
def at(moment):
    """Stop the clock at ``moment`` (an aware datetime) for the demo's story and for tests."""
    token = _stopped_at.set(moment)
    try:
        yield
    finally:
        _stopped_at.reset(token)
