"""The nightly removal of what is no longer kept, and the registers as files."""

from celery import shared_task

from pyp_portal.papers import exporting
from pyp_portal.reads import exports, services


@shared_task(name="reads.purge")
def purge():
    services.purge()


@shared_task(name=exports.KIND, soft_time_limit=240, time_limit=300)
def export(export_id):
    """Write the register that somebody asked for."""
    exporting.make(export_id, exports.table)
