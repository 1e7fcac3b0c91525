"""The order of the pitches by lot: drawn once from two numbers, drawn again by anyone."""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused, ReasonNeeded
from pyp_portal import clock, thai
from pyp_portal.history.services import record
from selection import lots
from selection.kinds import Severity
from selection.models import Conflict, PitchSlot
from selection.services.holding import hold


@dataclass(frozen=True)
class Lot:
    """What one proposal drew: its hash, its place by lot alone and its place in the order."""

    code: str
    drew: str
    by_lot: int
    place: int

    @property
    def was_moved(self):
        """True where it stands beside another from which the same members step aside."""
        return self.by_lot != self.place


@transaction.atomic
def draw_order(session, *, public="", reason="", by=None):
    """Draw the order by lot; what it was drawn from is kept, so that anyone can draw it again.

    ``public`` is a number that nobody in the office chose. A second draw needs a reason: the
    first order was not to anybody's liking is none.
    """
    session = hold(session)
    _refuse_draw(session, reason)
    slots = {slot.proposal.code: slot for slot in session.slots.select_related("proposal")}
    session.order_salt = session.order_salt or secrets.token_hex(8)
    session.order_public = thai.normalise(public)[:200]
    session.order_seed = lots.seed_of(session.order_salt, session.order_public)
    session.order_input = {"codes": sorted(slots), "apart": stepping_aside(session)}
    session.order_drawn_at, session.changed_at = clock.now(), clock.now()
    session.order_draws += 1
    session.sequence += 1
    session.live_no += 1
    session.save()
    placed = [slots[code] for code in order_of(session)]
    for order, slot in enumerate(placed, start=1):
        slot.order, slot.starts_at = order, session.time_of(order)
    PitchSlot.objects.bulk_update(placed, ["order", "starts_at"])
    facts = {"seed": session.order_seed, "public": session.order_public}
    record(session, "order drawn", by=by, reason=reason, number=session.order_draws, **facts)
    return placed


def _refuse_draw(session, reason):
    if session.started_at:
        raise MoveRefused(_("The session has begun: its order stands."))
    if not session.slots.exists():
        raise MoveRefused(_("No proposal stands in this session yet: there is nothing to draw."))
    if session.order_draws and len(reason.strip()) < REASON_MIN:
        raise ReasonNeeded


def stepping_aside(session):
    """{number of the proposal: seats that step aside from it} of the voting seats."""
    rows = Conflict.objects.filter(
        proposal__pitch_slots__session=session, severity=Severity.HARD, seat__vote=True
    )
    found = {}
    for code, seat_no in rows.values_list("proposal__code", "seat__seat_no").order_by("seat"):
        found.setdefault(code, []).append(seat_no)
    return found


def order_of(session):
    """The numbers of the proposals in the order that the kept seed and facts give."""
    kept = session.order_input
    return lots.grouped(lots.drawn(kept["codes"], session.order_seed), kept["apart"])


def lots_of(session):
    """What each proposal drew, in the order of the session; none before the draw."""
    if not session.order_input:
        return []
    by_lot = lots.drawn(session.order_input["codes"], session.order_seed)
    return [
        Lot(code, lots.lot_of(session.order_seed, code), by_lot.index(code) + 1, place)
        for place, code in enumerate(order_of(session), start=1)
    ]


def verify_order(session):
    """Sentences about what does not follow from the kept numbers; none where all is in order."""
    wrong = []
    if lots.seed_of(session.order_salt, session.order_public) != session.order_seed:
        wrong.append(_("The seed is not the one that the two numbers give."))
    kept = session.order_input.get("codes", [])
    rows = session.slots.filter(proposal__code__in=kept).order_by("order")
    stands = list(rows.values_list("proposal__code", flat=True))
    drawn = [code for code in order_of(session) if code in stands] if kept else []
    if stands != drawn:
        wrong.append(_("The order is not the one that the seed gives."))
    return wrong
