"""Slides for the pitch: sent until their time, the last ones count, none after the pitch opened."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from pyp_portal import clock, thai
from pyp_portal.history.services import record
from pyp_portal.uploads.services import discard, store
from selection.models import SlideDeck
from selection.services.holding import hold

KINDS = ("pdf", "pptx")
MAX_BYTES = 30 * 2**20


def why_no_slides(slot, *, is_clerk=False):
    """Why no slides are taken for this slot any more, or ""; clerks may add what came late."""
    if not slot.is_pending or slot.opened_at:
        return _("The pitch has been opened: its slides stay as they are.")
    due = slot.session.slides_due
    if due and clock.now() >= due and not is_clerk:
        return _(
            "Slides were taken until %(when)s. Bring them along on the day, and tell the "
            "secretary beforehand."
        ) % {"when": thai.thai_datetime(due)}
    return ""


def send_slides(slot, upload, *, by, is_clerk=False):
    """Take slides; those before stay kept. Refuses after their time with what to do instead.

    ``ValidationError`` where the file itself cannot be taken.
    """
    _refuse(slot, is_clerk)
    stored = store(upload, by=by, kinds=KINDS, max_bytes=MAX_BYTES)
    try:
        return _add(slot, stored, by, is_clerk)
    except (MoveRefused, ValidationError):
        discard(stored)
        raise


def _refuse(slot, is_clerk):
    if refusal := why_no_slides(slot, is_clerk=is_clerk):
        raise MoveRefused(refusal)


@transaction.atomic
def _add(slot, stored, by, is_clerk):
    slot = hold(slot, "session", "proposal")
    _refuse(slot, is_clerk)
    deck = SlideDeck.objects.create(slot=slot, file=stored, sent_at=clock.now(), sent_by=by)
    record(slot.proposal, "slides sent", by=by, name=stored.name, sha256=stored.sha256)
    return deck


def deck_of(slot):
    """The slides that are shown: the last ones of this slot, or of the one it makes up for."""
    slots = [slot.pk, slot.reslot_of_id] if slot.reslot_of_id else [slot.pk]
    found = SlideDeck.objects.filter(slot__in=slots).select_related("file", "sent_by")
    return found.order_by("-slot", "-sent_at", "-pk").first()
