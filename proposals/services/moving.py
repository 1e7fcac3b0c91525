"""The only door through which a proposal changes its state."""

from django.db import transaction
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from pyp_portal import clock
from pyp_portal.history.services import record
from proposals.grounds import MoveRefused, StaleVersion
from proposals.models import Proposal
from proposals.states import State

__all__ = ["MoveRefused", "OutOfTurn", "lock", "move", "move_all"]


class OutOfTurn(MoveRefused):
    """The proposal is not where this step begins, or a condition does not hold."""


def lock(proposal, version=None):
    """Fetch the proposal again with its row locked; refuse when ``version`` is no longer its own."""
    fresh = (
        Proposal.objects.select_for_update(of=("self",)).select_related("call").get(pk=proposal.pk)
    )
    if version is not None and int(version) != fresh.version:
        raise StaleVersion(already(fresh))
    return fresh


def already(proposal):
    """The sentence for whoever comes second: what happened before."""
    return _("The state is now “%(state)s”. Nothing was changed; look at the page again.") % {
        "state": State(proposal.state).label
    }


@transaction.atomic
def move(proposal, name, grounds, *, version=None, data=None, **kwargs):
    """Run transition ``name`` on the locked row, save it and record who, when, from, to and why.

    Returns the fresh proposal. Raises a ``MoveRefused`` whose ``sentence`` says what
    stands in the way; then nothing has changed. ``data`` is kept with the event.
    """
    fresh = lock(proposal, version)
    fresh.moment = grounds.at
    before = fresh.state
    try:
        getattr(fresh, name)(grounds, **kwargs)
    except TransitionNotAllowed as refused:
        raise OutOfTurn(already(fresh)) from refused
    fresh.version += 1
    fresh.updated_at = clock.now()
    fresh.save()
    record(
        fresh,
        name,
        by=grounds.by,
        before=before,
        after=fresh.state,
        reason=grounds.reason,
        **(data or {}),
    )
    return fresh


@transaction.atomic
def move_all(steps):
    """Run several moves, all or none: ``steps`` are (proposal, name, grounds, kwargs)."""
    ordered = sorted(steps, key=lambda step: step[0].pk)  # one order of locks: no deadlock
    return [move(proposal, name, grounds, **kwargs) for proposal, name, grounds, kwargs in ordered]
