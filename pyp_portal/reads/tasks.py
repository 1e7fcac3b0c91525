"""The nightly removal of what is no longer kept, and the registers as files."""

from celery import shared_task

from pyp_portal.papers import exporting
from pyp_portal.papers.models import Export
from pyp_portal.privacy import record_book
from pyp_portal.reads import exports, services


@shared_task(name="reads.purge")
def purge():
    services.purge()


@shared_task(name=exports.KIND, soft_time_limit=240, time_limit=300)
def export(export_id):
    """Write the register that somebody asked for."""
    if Export.objects.filter(pk=export_id, format=Export.Format.PDF).exists():
        exporting.bind(export_id, book)
    else:
        exporting.make(export_id, exports.table)


def book(export):
    """The one register that is a paper to read too: the record of processing (section 39)."""
    return record_book.book(export, exports.standing(export.asked_by))
