"""The job by which the worker shows that it lives."""

from celery import shared_task
from celery.signals import worker_ready
from django.core.cache import cache

from pyp_portal import clock
from pyp_portal.serving import copying, running  # noqa: F401 - it hears how jobs end
from pyp_portal.serving.readiness import HEARTBEAT


@shared_task(name="serving.heartbeat")
def heartbeat():
    cache.set(HEARTBEAT, clock.now(), timeout=None)


@shared_task(name="serving.copy_pages")
def copy_pages():
    """The call pages as files, as they are now."""
    copying.write_copies()


@worker_ready.connect
def beat_at_once(**kwargs):
    """A worker that has just started need not wait for the timetable."""
    heartbeat()
