"""Suggested interests, weighed by secretary or chair: confirmed, dismissed, settled (K8)."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused, ReasonNeeded, StaleVersion
from pyp_portal import clock
from pyp_portal.history.services import record
from selection.kinds import SETTLED, Severity, Verdict
from selection.models import Conflict, TieVerdict
from selection.services.causes import agencies_named, cause, sentences
from selection.services.declaring import declare, to_declare
from selection.services.holding import hold
from selection.services.suggesting import ties, with_agencies


@dataclass(frozen=True)
class Suggested:
    """One interest that waits to be weighed, with what the member said."""

    seat: object
    proposal: object
    tie: object
    cause: str
    conflict: object  # what the member declared, or None

    @property
    def is_new(self):
        """Came up after the member had declared."""
        return self.conflict is not None and not self.conflict.was_suggested


def to_weigh(plan, user):
    """Interests that the records show and nobody has settled, the strongest first.

    Not those of this person, nor about what is closed to them, nor where the member has stepped
    aside already.
    """
    if plan.standing_committee is None:
        return []
    seats = with_agencies(plan.committee.seats.active().exclude(user=user))
    seats, proposals = {s.pk: s for s in seats}, {p.pk: p for p in to_declare(plan, user)}
    found = ties(seats.values(), proposals.values())
    said = {
        (row.seat_id, row.proposal_id): row
        for row in Conflict.objects.filter(seat__in=seats, proposal__in=proposals)
    }
    names, words = agencies_named(found), sentences()
    rows = [
        Suggested(seats[key[0]], proposals[key[1]], tie, cause(tie, names, words), said.get(key))
        for key, all_of_pair in found.items()
        for tie in all_of_pair
        if key not in said or not said[key].is_hard
    ]
    return sorted(rows, key=_strength)


def _strength(row):
    """Hard before soft; what came up later first; then by seat and number."""
    return row.tie.is_soft, not row.is_new, row.seat.seat_no, row.proposal.code


def weighed(plan, user):
    """What was decided about suggestions, except about what is closed to this person."""
    closed = user.accesses.filter(kind="closed").values("proposal")
    rows = TieVerdict.objects.filter(seat__committee__plan=plan).exclude(proposal__in=closed)
    return rows.exclude(seat__user=user).select_related("seat__user", "proposal", "decided_by")


@transaction.atomic
def weigh(seat, proposal, kind, verdict, *, reason, by, seen=None):
    """Decide about one suggested interest; never about one's own.

    Confirmed or settled as an interest, it shuts the proposal to the member at once. Settled as
    none, it opens again, and no record raises the question anew. ``seen`` is the ``mark_of``
    what the page had shown: ``StaleVersion`` where somebody has decided since.
    """
    if by.pk == seat.user_id:
        raise MoveRefused(_("Nobody decides about an interest of their own."))
    if len(reason.strip()) < REASON_MIN:
        raise ReasonNeeded
    hold(seat)
    if seen is not None:
        _refuse_over_another(seat, proposal, kind, seen)
    _refuse_if_settled(seat, proposal, verdict)
    row, _is_new = TieVerdict.objects.update_or_create(
        seat=seat,
        proposal=proposal,
        kind=kind,
        defaults={
            "verdict": verdict,
            "reason": reason,
            "decided_at": clock.now(),
            "decided_by": by,
        },
    )
    _follow(row, by)
    record(
        proposal, "interest weighed", by=by, verdict=verdict, reason=reason, seat_no=seat.seat_no
    )
    return row


def mark_of(seat, proposal, kind):
    """Stands for the verdict that holds now, or for none."""
    row = _standing(seat, proposal, kind)
    return row.decided_at.isoformat() if row else ""


def _standing(seat, proposal, kind):
    return TieVerdict.objects.filter(seat=seat, proposal=proposal, kind=kind).first()


def _refuse_over_another(seat, proposal, kind, seen):
    """A verdict that this person has not seen is not overwritten."""
    if mark_of(seat, proposal, kind) == seen:
        return
    row = _standing(seat, proposal, kind)
    if row is None:
        raise StaleVersion(_("Somebody has taken this verdict back meanwhile: look again."))
    raise StaleVersion(
        _("%(who)s has decided this meanwhile: %(verdict)s. Look at it before you do otherwise.")
        % {"who": row.decided_by, "verdict": row.get_verdict_display()}
    )


def _refuse_if_settled(seat, proposal, verdict):
    """What was settled for good is changed only by settling it the other way."""
    settled = TieVerdict.objects.filter(seat=seat, proposal=proposal, verdict__in=SETTLED)
    if verdict in SETTLED:
        settled.exclude(verdict=verdict).delete()
    elif settled.exists():
        raise MoveRefused(_("This has been settled for good: settle it the other way instead."))


def _follow(row, by):
    """Doors follow the verdict, as they follow a declaration."""
    said = Conflict.objects.filter(seat=row.seat, proposal=row.proposal).first()
    facts = {"kind": row.kind, "reason": row.reason, "by": by, "was_suggested": True}
    if row.verdict in {Verdict.CONFIRMED, Verdict.PINNED}:
        declare(row.seat, row.proposal, Severity.HARD, **facts)
    elif row.verdict == Verdict.CLEARED and said is not None and said.is_hard:
        declare(row.seat, row.proposal, Severity.NONE, **facts)
