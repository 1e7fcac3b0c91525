"""The written talk about one proposal before the meeting, names hidden from one another (S28)."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal import clock, thai
from pyp_portal.history.services import record
from selection import permissions
from selection.kinds import Stage
from selection.models import Remark, Round
from selection.services.holding import hold

SHORTEST, LONGEST = 2, 4000
SHORTEST_NAME = 4  # a shorter one may be part of any word


@dataclass(frozen=True)
class Said:
    """One remark as one person reads it: their own, or another's under a number."""

    text: str
    at: datetime
    alias: int
    is_mine: bool
    name: str = ""


def is_open(proposal, plan):
    """True between the rounds: the first is closed, and the proposal is not decided yet."""
    if not plan.written_talk or proposal.state != State.REVIEWING:
        return False
    first = Round.objects.filter(plan=plan, stage=Stage.DOC, number=1, closed_at__isnull=False)
    return first.exists()


@transaction.atomic
def write(proposal, seat, text, *, by=None):
    """Keep a remark of a member. No member may be named in it; it is never mailed."""
    held = hold(proposal, "call__selection_plan")
    if not is_open(held, held.call.selection_plan):
        raise MoveRefused(_("The written talk about this proposal is not open."))
    text = thai.normalise(text).strip()
    if not SHORTEST <= len(text) <= LONGEST:
        raise MoveRefused(_("Write from 2 to 4,000 characters."))
    _refuse_names(text, seat.committee)
    made = Remark.objects.create(
        proposal=held, seat=seat, alias=_alias(held, seat), text_th=text, written_at=clock.now()
    )
    record(made, "written", by=by or seat.user)
    return made


def _refuse_names(text, committee):
    for seat in committee.seats.active().select_related("user"):
        user = seat.user
        named = {f"{user.given_th} {user.family_th}".strip(), user.family_th, user.email}
        if any(name in text for name in named if len(name) >= SHORTEST_NAME):
            raise MoveRefused(
                _("Take the name of a member out: here nobody is to know who wrote what.")
            )


def _alias(proposal, seat):
    """The number of a member in this talk: drawn once, so that it tells neither seat nor order."""
    own = Remark.objects.filter(proposal=proposal, seat=seat).first()
    if own:
        return own.alias
    taken = set(Remark.objects.filter(proposal=proposal).values_list("alias", flat=True))
    free = set(range(1, seat.committee.seats.count() + 1)) - taken
    return secrets.choice(sorted(free))


def said(proposal, plan, user):
    """The talk as this person reads it: names only for who runs or checks the selection."""
    shows_names = permissions.can_name_remarks(plan, user)
    rows = Remark.objects.filter(proposal=proposal).select_related("seat__user")
    return [
        Said(
            text=row.text_th,
            at=row.written_at,
            alias=row.alias,
            is_mine=row.seat.user_id == user.pk,
            name=str(row.seat.user) if shows_names else "",
        )
        for row in rows
    ]
