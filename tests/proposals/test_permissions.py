"""Who may do what: one rule, one sentence, one test; and the twins agree."""

from datetime import timedelta

import pytest

from proposals import permissions
from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.proposals import CLOSES, AccessFactory, CallFactory, ProposalFactory

pytestmark = pytest.mark.django_db


def member(**rights):
    return lambda proposal: MembershipFactory(agency=proposal.lead_agency, **rights).user


def holder(*kinds):
    """A person with rows of access of these kinds."""

    def make(proposal):
        user = UserFactory()
        for kind in kinds:
            AccessFactory(proposal=proposal, user=user, kind=kind)
        return user

    return make


def former(proposal):
    ended = MembershipFactory(agency=proposal.lead_agency, ended_at=clock.now())
    return ended.user


def closed_to(maker):
    def make(proposal):
        user = maker(proposal)
        AccessFactory(proposal=proposal, user=user, kind="closed", because="conflict")
        return user

    return make


PEOPLE = {
    "stranger": lambda proposal: UserFactory(),
    "member of another agency": lambda proposal: MembershipFactory().user,
    "member": member(),
    "member who may only look": member(can_edit=False),
    "waiting member": member(waiting=True),
    "former member": former,
    "officer": lambda proposal: UserFactory(staff=True),
    "director": lambda proposal: UserFactory(director=True),
    "auditor": lambda proposal: UserFactory(auditor=True),
    "administrator": lambda proposal: UserFactory(admin=True),
    "reader": holder("read"),
    "scorer": holder("score"),
    "team": holder("team"),
    "reader with a conflict": holder("read", "closed"),
    "officer with a conflict": closed_to(lambda proposal: UserFactory(staff=True)),
    "member with a conflict": closed_to(member()),
}
SEES = {
    "member",
    "member who may only look",
    "officer",
    "director",
    "auditor",
    "administrator",
    "reader",
    "scorer",
    "team",
}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEWING, State.CLOSED])
def test_the_list_shows_what_the_rule_allows(who, state):
    proposals = [ProposalFactory(state=state), ProposalFactory(state=state)]
    user = PEOPLE[who](proposals[0])

    allowed = {proposal for proposal in proposals if permissions.can_view(proposal, user)}

    assert set(Proposal.objects.visible_to(user)) == allowed
    assert (proposals[0] in allowed) == (who in SEES)


def test_visitors_see_nothing(client):
    proposal = ProposalFactory()
    visitor = client.get("/").wsgi_request.user

    assert not permissions.can_view(proposal, visitor)
    assert not Proposal.objects.visible_to(visitor).exists()


@pytest.mark.parametrize("state", State)
def test_members_write_while_it_is_open(state, at):
    at("2024-12-20 10:00")
    is_open = state in {State.DRAFT, State.RETURNED}
    proposal = ProposalFactory(state=state, revision_due_at=CLOSES)

    assert permissions.can_edit(proposal, member()(proposal)) == is_open
    assert not permissions.can_edit(proposal, member(can_edit=False)(proposal))


@pytest.mark.parametrize(
    ("state", "moment", "is_open"),
    [
        (State.DRAFT, "2025-01-07 00:04:59.999", True),
        (State.DRAFT, "2025-01-07 00:05", False),
        (State.RETURNED, "2025-01-09 23:59:59.999", True),
        (State.RETURNED, "2025-01-10 00:00", False),
    ],
)
def test_members_write_until_the_arrival_is_too_late(state, moment, is_open, at):
    call = CallFactory(grace=timedelta(minutes=5))
    proposal = ProposalFactory(call=call, state=state, revision_due_at=CLOSES + timedelta(days=3))
    writer = member()(proposal)
    proposal.moment = at(moment)
    at("2025-01-10 00:00:01")  # what counts is when the request came, not when it is worked on

    assert permissions.can_edit(proposal, writer) == is_open


def test_officers_write_what_the_centre_proposes(at):
    at("2024-12-20 10:00")
    officer = UserFactory(staff=True)

    assert permissions.can_edit(ProposalFactory(origin="centre"), officer)
    assert permissions.can_submit(ProposalFactory(origin="centre"), officer)
    assert not permissions.can_edit(ProposalFactory(), officer)


def test_only_who_may_submit_submits():
    proposal = ProposalFactory()

    assert permissions.can_submit(proposal, member(can_submit=True)(proposal))
    assert not permissions.can_submit(proposal, member()(proposal))


def test_after_the_selection_the_director_withdraws():
    proposal = ProposalFactory(state=State.SELECTED)

    assert permissions.can_withdraw(proposal, UserFactory(director=True))
    assert not permissions.can_withdraw(proposal, member(can_submit=True)(proposal))


@pytest.mark.parametrize(
    ("who", "inside"),
    [("member", False), ("team", False), ("reader", True), ("officer", True), ("auditor", True)],
)
def test_who_reads_the_working_state(who, inside):
    proposal = ProposalFactory()

    assert permissions.sees_internal_state(proposal, PEOPLE[who](proposal)) == inside


def test_drafts_are_begun_for_the_own_agency():
    writer, agency = MembershipFactory(), AgencyFactory()

    assert permissions.can_start(writer.agency, writer.user)
    assert not permissions.can_start(agency, writer.user)
    assert permissions.can_start(agency, UserFactory(staff=True))
