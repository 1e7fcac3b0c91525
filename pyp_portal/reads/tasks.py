"""The nightly removal of what is no longer kept."""

from celery import shared_task

from pyp_portal.reads import services


@shared_task(name="reads.purge")
def purge():
    services.purge()
