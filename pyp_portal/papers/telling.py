"""Who asked for a file and left learns that it is ready, or that it could not be made; who had a
paper learns that another took its place.
"""

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from pyp_portal import clock
from pyp_portal.outbox.services import post, post_each
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
            occasion=f"export-{export.state}:{export.uid}",
            language=export.language,
            export=export,
        )


def tell_of_correction(old, new):
    """Tell those to whom a paper was sent, once each, that another takes its place.

    ``settings.PAPER_HOLDERS`` names the functions by which each room says who they are. The
    mail says neither why nor what: the new paper does, to whom it is open.
    """
    answers = (import_string(room)(old) for room in settings.PAPER_HOLDERS)
    people, page = next(filter(None, answers), ([], ""))
    post_each(
        "papers/emails/corrected.txt",
        to=people,
        occasion=f"paper-corrected:{new.number}",
        old=old,
        new=new,
        page=page,
    )
