"""A member's impartiality is challenged: they answer, the committee decides (K6, K7)."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused, ReasonNeeded
from pyp_portal import clock
from pyp_portal.history.services import record
from selection.kinds import Interest
from selection.models import Challenge
from selection.services.declaring import recuse_late
from selection.services.holding import hold


def challenges(plan, user):
    """Challenges of the year, except about what is closed to this person and not their own."""
    closed = user.accesses.filter(kind="closed").values("proposal")
    rows = Challenge.objects.filter(seat__committee__plan=plan).exclude(proposal__in=closed)
    return rows.select_related("seat__user", "proposal", "raised_by", "decided_by")


def challenges_of(seat):
    """What this member is asked to answer."""
    return seat.challenges.filter(decided_at=None).select_related("proposal")


@transaction.atomic
def raise_challenge(seat, proposal, *, reason, by):
    """Say why a member may be partial; members step aside themselves instead of this."""
    _check(reason)
    if by.pk == seat.user_id:
        raise MoveRefused(_("Step aside from your own declarations instead."))
    hold(seat)
    if seat.challenges.filter(proposal=proposal, decided_at=None).exists():
        raise MoveRefused(_("A challenge of this member is open already."))
    made = Challenge.objects.create(
        seat=seat, proposal=proposal, reason=reason, raised_at=clock.now(), raised_by=by
    )
    record(made, "raised", by=by, reason=reason)
    return made


@transaction.atomic
def answer_challenge(challenge, *, text, by):
    """The challenged member explains (K6); again until it is decided."""
    _check(text)
    challenge = _hold_open(challenge)
    if by.pk != challenge.seat.user_id:
        raise MoveRefused(_("The challenged member answers in person."))
    challenge.answer_th, challenge.answered_at = text, clock.now()
    challenge.save(update_fields=["answer_th", "answered_at"])
    record(challenge, "answered", by=by)
    return challenge


@transaction.atomic
def decide_challenge(challenge, *, is_upheld, decision, by):
    """What the committee decided, without the challenged member (K6); acts before it stay valid."""
    _check(decision)
    challenge = _hold_open(challenge)
    if by.pk == challenge.seat.user_id:
        raise MoveRefused(_("Nobody decides about an interest of their own."))
    challenge.is_upheld, challenge.decision_th = is_upheld, decision
    challenge.decided_at, challenge.decided_by = clock.now(), by
    challenge.save()
    record(challenge, "decided", by=by, after="upheld" if is_upheld else "rejected")
    if is_upheld:
        kind = Interest.OTHER
        recuse_late(challenge.seat, challenge.proposal, reason=decision, kind=kind, by=by)
    return challenge


def _check(words):
    if len(words.strip()) < REASON_MIN:
        raise ReasonNeeded


def _hold_open(challenge):
    held = hold(challenge, "seat__user", "proposal")
    if not held.is_open:
        raise MoveRefused(_("The committee has decided this challenge already."))
    return held
