"""The jobs of this room, on the portal's timetable, and the ranking as a file."""

from celery import shared_task

from pyp_portal.papers import exporting
from selection import exports, services


@shared_task(name="selection.remind_members")
def remind_members():
    services.remind_members()


@shared_task(name="selection.remind_undeclared")
def remind_undeclared():
    """R4."""
    services.remind_undeclared()


@shared_task(name="selection.end_terms")
def end_terms():
    services.end_terms()


@shared_task(name="selection.warn_undecided")
def warn_undecided():
    """R-46."""
    services.warn_undecided()


@shared_task(name="selection.release_reserve")
def release_reserve():
    services.release_reserve()


@shared_task(name=exports.KIND, soft_time_limit=240, time_limit=300)
def export(export_id):
    """Write the ranking that somebody asked for."""
    exporting.make(export_id, exports.table)
