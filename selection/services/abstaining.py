"""To give no points, with a reason: the sheet is done, and counts nowhere."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused, ReasonNeeded
from pyp_portal import clock, thai
from pyp_portal.history.services import record
from selection.kinds import Stage
from selection.services.holding import hold
from selection.services.writing import held, unless_shut


@transaction.atomic
def abstain(sheet, *, reason="", by=None):
    """A member gives no points here; what they wrote so far stays, uncounted.

    A pitch may be let pass without a word; for documents the reason is asked.
    """
    reason = thai.normalise(reason).strip()
    if sheet.stage == Stage.DOC and len(reason) < REASON_MIN:
        raise ReasonNeeded
    fresh = held(sheet)
    fresh.abstained_at, fresh.abstain_reason = clock.now(), reason
    fresh.version += 1
    fresh.save()
    record(fresh, "abstained", by=by or fresh.seat.user, reason=reason)
    return fresh


@transaction.atomic
def take_abstention_back(sheet, *, reason, by):
    """Whoever runs the selection asks for the points again; the member may have seen others.

    Never one's own: whoever abstained sees what others wrote, so somebody else must ask.
    """
    if len(reason.strip()) < REASON_MIN:
        raise ReasonNeeded
    fresh = hold(sheet, "seat__user", "proposal")
    if by.pk == fresh.seat.user_id:
        raise MoveRefused(_("You abstained yourself: somebody else who runs the selection asks."))
    if not fresh.abstained_at:
        raise MoveRefused(_("This score sheet is open already."))
    if fresh.sealed_at:
        raise MoveRefused(_("The round is closed: ask who chairs to open this score sheet."))
    unless_shut(fresh)
    fresh.abstained_at, fresh.abstain_reason = None, ""
    fresh.version += 1
    fresh.save()
    record(fresh, "abstention taken back", by=by, reason=reason)
    return fresh
