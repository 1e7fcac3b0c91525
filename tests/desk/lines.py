"""Lines of task lists, for the tests of what people do with them."""

from datetime import timedelta

from django.urls import reverse

from proposals.states import State
from pyp_portal import clock
from pyp_portal.desk.lists import desk_of
from tests.factories.accounts import MembershipFactory
from tests.factories.proposals import CallFactory, ProposalFactory


def case(officer, **facts):
    """A proposal that waits for the officer's screening, without a day."""
    return ProposalFactory(state=State.SUBMITTED, case_owner=officer, **facts)


def draft(days=20):
    """(member, draft) of an agency whose call closes in so many days."""
    call = CallFactory(open_now=True, closes_at=clock.now() + timedelta(days), endorsement_due=None)
    made = ProposalFactory(state=State.DRAFT, call=call)
    return MembershipFactory(agency=made.lead_agency, can_edit=True).user, made


def only(user):
    (line,) = desk_of(user).now
    return line.todo


def standing(user):
    """How many lines wait, are put off, and are handed on."""
    desk = desk_of(user)
    return len(desk.now), len(desk.later), len(desk.given)


def url(todo):
    return reverse("desk:task", args=[todo.key])
