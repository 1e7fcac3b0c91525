"""To let a pitch pass: the member stays in the room and gives no points."""

from django.db import transaction

from selection.kinds import Leaving, Stage
from selection.models import PitchSlot
from selection.services.abstaining import abstain
from selection.services.leaving import note_away, sits


@transaction.atomic
def let_pass(sheet, *, by=None):
    """One tap, no reason asked: the sheet counts nowhere, and the session says who abstained."""
    fresh = abstain(sheet, by=by)
    slots = PitchSlot.objects.filter(proposal=sheet.proposal_id, opened_at__isnull=False)
    slot = slots.select_related("session").order_by("opened_at").last()
    if fresh.stage == Stage.PITCH and slot and sits(slot.session, fresh.seat):
        note_away(slot, fresh.seat, Leaving.ABSTAIN)
    return fresh
