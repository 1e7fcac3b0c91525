"""What the timetable asks of room 1, and the list as a file."""

from celery import shared_task

from proposals import booklet, booklet_pdf, bundles, exports, lists, packing, services
from proposals.services import comparing, finding, keeping, presence, rejecting
from pyp_portal.evening import standing
from pyp_portal.papers import exporting


@shared_task(name="proposals.expire_drafts")
def expire_drafts():
    """T04."""
    services.expire_drafts()


@shared_task(name="proposals.lapse_revisions")
def lapse_revisions():
    """T08."""
    services.lapse_revisions()


@shared_task(name=exports.KIND, soft_time_limit=240, time_limit=300)
def export(export_id):
    """Write the list of proposals that somebody asked for."""
    exporting.make(export_id, exports.table)


@shared_task(name=lists.KIND, soft_time_limit=240, time_limit=300)
def export_list(export_id):
    """Write a list of the office that somebody asked for."""
    exporting.make(export_id, lists.table)


@shared_task(name=bundles.KIND, soft_time_limit=540, time_limit=600)
def pack_files(export_id):
    """Pack the files of a proposal that somebody asked for."""
    exporting.bind(export_id, packing.book)


@shared_task(name=booklet.KIND, soft_time_limit=1740, time_limit=1800)
def bind_booklet(export_id):
    """Bind the proposals of a list that somebody asked for."""
    exporting.bind(export_id, booklet_pdf.book)


@shared_task(name="proposals.compare")
@standing.waits
def compare():
    """What was handed in or corrected is compared with all the others."""
    comparing.compare_due()


@shared_task(name="proposals.renew_index")
@standing.waits
def renew_index():
    """Drafts whose text has changed can be found by it."""
    finding.reindex_due()


@shared_task(name="proposals.tell_rejected")
def tell_rejected():
    """Files in which the virus scanner found something."""
    rejecting.tell_rejected()


@shared_task(name="proposals.sweep")
def sweep():
    """Texts that were kept long enough, and tabs that were closed."""
    keeping.purge()
    presence.sweep()
