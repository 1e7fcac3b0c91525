"""Who asked for a file learns that it is ready, or that it could not be made."""

from pyp_portal.outbox.services import post
from pyp_portal.papers.models import Export


def tell_if_ended(export_id):
    """Post it once for each file, however often it is told; nobody is told of their own act."""
    export = Export.objects.select_related("asked_by").get(pk=export_id)
    ended = export.is_ready or export.has_failed
    if ended and not export.is_cancelled and export.asked_by.is_active:
        post(
            "papers/emails/export_ended.txt",
            to=export.asked_by,
            occasion=f"export-ended:{export.uid}",
            language=export.language,
            export=export,
        )
