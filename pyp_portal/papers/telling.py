"""Who asked for a file and left learns that it is ready, or that it could not be made."""

from django.db import transaction

from pyp_portal import clock
from pyp_portal.outbox.services import post
from pyp_portal.papers.models import Export

MOST = 100  # in one sweep


def tell_of_ready():
    """Files that nobody took for a while: each is told of once."""
    for export in Export.objects.to_tell().select_related("asked_by")[:MOST]:
        with transaction.atomic():
            if Export.objects.filter(pk=export.pk, told_at=None).update(told_at=clock.now()):
                _tell(export)


def tell_if_failed(export_id):
    """Post it once, however often it is told; nobody is told of their own act."""
    export = Export.objects.select_related("asked_by").get(pk=export_id)
    if export.has_failed and not export.is_cancelled:
        _tell(export)


def _tell(export):
    if export.asked_by.is_active:
        post(
            "papers/emails/export_ended.txt",
            to=export.asked_by,
            occasion=f"export-ended:{export.uid}",
            language=export.language,
            export=export,
        )
