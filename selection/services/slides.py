"""Slides for the pitch: sent until their time, the last ones count, none after the pitch opened."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.templatetags.thai import thai_moment
from pyp_portal.uploads import arriving
from pyp_portal.uploads.models import Incoming
from pyp_portal.uploads.services import discard, store
from pyp_portal.uploads.sweeping import drop
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
        ) % {"when": thai_moment(due)}
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


# --- Part by part
def on_their_way(slot, by):
    """The slides that this person sends for this slot, also those that arrived."""
    return Incoming.objects.filter(place=_place_of(slot), by=by).select_related("file", "by")


def _place_of(slot):
    return f"slides:{slot.uid}"


def begin(slot, name, size, changed, *, by, is_clerk=False):
    """Announce slides; the same ones again go on, others take the place of those begun."""
    _refuse(slot, is_clerk)
    place = _place_of(slot)
    for other in Incoming.objects.of(place, by).exclude(name=name, size=size):
        drop(other)
    return arriving.begin(place, name, size, changed, by=by, max_bytes=MAX_BYTES)


def receive(incoming, offset, content, sha256):
    """Keep one part; see ``arriving.receive``."""
    return arriving.receive(incoming, offset, content, sha256, kinds=KINDS)


def take(slot, incoming, *, by, is_clerk=False):
    """What was sent becomes the slides; asked twice, the answer is the same deck.

    Refuses after their time as ``send_slides`` does; what has come is swept after its days.
    """
    if incoming.done_at is None:
        _refuse(slot, is_clerk)
    file = arriving.finish(incoming, kinds=KINDS, max_bytes=MAX_BYTES)
    with transaction.atomic():
        hold(slot)
        if not arriving.use(incoming):
            return SlideDeck.objects.select_related("file", "sent_by").get(file=file)
        return _add(slot, file, by, is_clerk)


def deck_of(slot):
    """The slides that are shown: the last ones of this slot, or of the one it makes up for."""
    slots = [slot.pk, slot.reslot_of_id] if slot.reslot_of_id else [slot.pk]
    found = SlideDeck.objects.filter(slot__in=slots).select_related("file", "sent_by")
    return found.order_by("-slot", "-sent_at", "-pk").first()
