"""The only door through which a proposal changes its state."""

from django.db import transaction
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from proposals import permissions
from proposals.grounds import MoveRefused, StaleVersion
from proposals.lifecycle.conditions import when_due, when_open
from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import record, timeline
from pyp_portal.templatetags.thai import thai_datetime

__all__ = [
    "MoveRefused",
    "OutOfTurn",
    "lock",
    "move",
    "move_all",
    "refusal",
    "touch",
    "why_closed",
]


BY_NOBODY = ["submit_refused", "file_rejected"]  # events that are no act upon the proposal


class OutOfTurn(MoveRefused):
    """The proposal is not where this step begins, or a condition does not hold."""


def lock(proposal, version=None, by=None, at=None):
    """Fetch the proposal again with its row locked; refuse when ``version`` is an old one.

    ``at`` is the arrival of the request, by which its deadlines are judged.

    What stands beside it is read once the row is ours: a locking join of PostgreSQL would
    give the call, theme and case owner as they were before it waited.
    """
    Proposal.everything.select_for_update().values_list("pk").get(pk=proposal.pk)
    beside = ("call", "lead_agency", "theme", "case_owner")
    fresh = Proposal.everything.select_related(*beside).get(pk=proposal.pk)
    fresh.moment = at
    if version is not None and int(version) != fresh.version:
        raise StaleVersion(already(fresh, by))
    return fresh


def why_closed(proposal, by=None):
    """Why no answer can be written now: it came too late, or the proposal is past that step."""
    ends = {State.DRAFT: when_open, State.RETURNED: when_due}
    say = ends.get(State(proposal.state))
    return say(proposal) if say and not proposal.takes_answers else already(proposal, by)


def already(proposal, by=None):
    """The sentence for whoever comes second: who was first, when, and what is so now.

    Applicants learn the public label and the names of their own colleagues only.
    """
    state, event = State(proposal.state), last_act(proposal)
    inside = by is None or permissions.sees_internal_state(proposal, by)
    label = state.label if inside else state.public_label
    if event is None or not (inside or of_agency(proposal, event.by)):
        return _("The state is now “%(state)s”. Nothing was changed; look at the page again.") % {
            "state": label
        }
    return _(
        "%(who)s was here before you, on %(when)s; the state is “%(state)s”. "
        "Nothing was changed; look at the page again."
    ) % {"who": event.who, "when": thai_datetime(event.at), "state": label}


def last_act(proposal):
    """The last thing that somebody did to the proposal; a refused attempt did nothing.

    One event stands for all saves of a sitting, so the last edit tells who wrote last.
    """
    event = timeline(proposal).exclude(verb__in=BY_NOBODY).last()
    edit = proposal.edits.select_related("by").last()
    is_writing = edit is not None and (event is None or event.at < edit.at)
    return edit if is_writing else event


def of_agency(proposal, person):
    return person is not None and permissions.member(proposal, person) is not None


def refusal(proposal, name, by=None):
    """Why transition ``name`` cannot be taken now, in words; empty when its conditions hold."""
    machine = getattr(proposal, name)._django_fsm
    if not machine.has_transition(proposal.state):
        return already(proposal, by)
    conditions = machine.get_transition(proposal.state).conditions
    return next((guard.sentence(proposal) for guard in conditions if not guard(proposal)), "")


def touch(proposal):
    """Note on a locked proposal that it is no longer what its readers have seen."""
    proposal.version += 1
    proposal.updated_at = clock.now()
    proposal.save()


@transaction.atomic
def move(proposal, name, grounds, *, version=None, data=None, **kwargs):
    """Run transition ``name`` on the locked row, save it and record who, when, from, to and why.

    Returns the fresh proposal. Raises a ``MoveRefused`` whose ``sentence`` says what
    stands in the way; then nothing has changed. ``data`` is kept with the event.
    """
    fresh = lock(proposal, version, grounds.by, grounds.at)
    before = fresh.state
    try:
        getattr(fresh, name)(grounds, **kwargs)
    except TransitionNotAllowed as refused:
        raise OutOfTurn(refusal(fresh, name, grounds.by)) from refused
    touch(fresh)
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
