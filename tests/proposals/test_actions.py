"""Which buttons whom a page offers, in every state: a table."""

import pytest
from django.urls import resolve

from proposals import services
from proposals.actions import actions
from proposals.models import Proposal
from proposals.states import TERMINAL, State
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import (
    AccessFactory,
    ProposalFactory,
    complete_proposal,
    pass_all,
    submitter,
)

pytestmark = pytest.mark.django_db

AGENCY = {
    "draft": ["review"],
    "submitted": ["recall", "withdraw"],
    "screening": ["withdraw"],
    "returned": ["review", "withdraw"],
    "eligible": ["withdraw"],
    "reviewing": ["withdraw"],
    "shortlisted": ["withdraw"],
    "pitched": ["withdraw"],
    "reserve": ["withdraw"],
    "withdrawn": ["again"],
    "expired": ["again"],
}
OFFICER = {
    "submitted": ["start_screening", "mend"],
    "screening": ["mark_eligible", "return", "propose_ineligible", "ask_merger", "merge", "mend"],
    "returned": ["extend"],
    "eligible": ["ask_merger", "merge", "mend"],
    "reviewing": ["mend"],
}


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


def offered(proposal, user):
    """The names of the addresses that the buttons lead to."""
    return [resolve(action.url).url_name for action in actions(proposal, user)]


def refused(proposal, user):
    """The names of the buttons that say why not."""
    return [resolve(a.url).url_name for a in actions(proposal, user) if a.refusal]


@pytest.mark.parametrize("state", State)
def test_the_agency_is_offered_its_acts(state):
    proposal = ProposalFactory(state=state)

    assert offered(proposal, submitter(proposal)) == AGENCY.get(state.value, [])


@pytest.mark.parametrize("state", State)
def test_the_owner_of_the_case_is_offered_the_acts_of_the_office(state):
    officer = UserFactory(staff=True)
    proposal = ProposalFactory(state=state, case_owner=officer)

    is_open = state not in TERMINAL and state != State.DRAFT
    hands_over = ["hand_over"] if is_open else []
    assert offered(proposal, officer) == OFFICER.get(state.value, []) + hands_over


@pytest.mark.parametrize("state", State)
def test_another_officer_may_take_the_case_while_it_goes_on(state):
    proposal = ProposalFactory(state=state)

    takes = "take" in offered(proposal, UserFactory(staff=True))

    assert takes == (state not in TERMINAL and state != State.DRAFT)


@pytest.mark.parametrize("state", State)
def test_an_administrator_is_offered_the_correction_only(state):
    proposal = ProposalFactory(state=state)

    assert offered(proposal, UserFactory(admin=True)) == ["correct"]


def test_after_the_selection_the_director_withdraws():
    proposal = ProposalFactory(state=State.SELECTED)

    assert "withdraw" in offered(proposal, UserFactory(director=True))
    assert "withdraw" not in offered(proposal, submitter(proposal))


@pytest.mark.parametrize("rights", [{"can_edit": False}, {"can_edit": False, "can_endorse": True}])
def test_who_may_only_look_is_offered_nothing(rights):
    proposal = ProposalFactory()
    colleague = MembershipFactory(agency=proposal.lead_agency, **rights).user

    assert offered(proposal, colleague) == []


def test_a_writer_without_the_right_to_submit_writes_only():
    proposal = ProposalFactory()
    writer = MembershipFactory(agency=proposal.lead_agency).user

    assert offered(proposal, writer) == ["review"]


@pytest.mark.parametrize("kind", ["read", "score", "team"])
def test_guests_are_offered_nothing(kind):
    proposal = ProposalFactory(state=State.SCREENING)
    guest = AccessFactory(proposal=proposal, kind=kind).user

    assert offered(proposal, guest) == []


def test_an_officer_with_a_conflict_is_offered_nothing():
    proposal = ProposalFactory(state=State.SCREENING)
    officer = UserFactory(staff=True)
    AccessFactory(proposal=proposal, user=officer, kind="closed")

    assert offered(Proposal.objects.get(), officer) == []


# --- Refused ones stay in sight, with their reason --------------------------------------


def test_screening_cannot_begin_without_an_owner():
    proposal = ProposalFactory(state=State.SUBMITTED)
    officer = UserFactory(staff=True)
    assert refused(proposal, officer) == ["start_screening"]

    services.take_case(proposal, officer, officer)

    assert refused(Proposal.objects.get(), officer) == []


def test_an_open_checklist_refuses_both_ways_out():
    officer = UserFactory(staff=True)
    proposal = complete_proposal(state=State.SCREENING, case_owner=officer)

    assert refused(proposal, officer) == ["mark_eligible", "propose_ineligible"]


@pytest.mark.parametrize(("results", "why_not"), [({}, []), ({"E5": "FIX"}, ["mark_eligible"])])
def test_an_answered_checklist_opens_the_way(results, why_not):
    officer = UserFactory(staff=True)
    proposal = complete_proposal(state=State.SCREENING, case_owner=officer)
    pass_all(proposal, officer, **results)

    assert refused(Proposal.objects.get(), officer) == why_not


def test_a_second_return_is_refused():
    officer = UserFactory(staff=True)
    proposal = complete_proposal(state=State.SCREENING, case_owner=officer, return_count=1)
    pass_all(proposal, officer)

    assert refused(proposal, officer) == ["return"]


def test_after_the_end_of_the_call_nobody_recalls(at):
    proposal = complete_proposal(state=State.SUBMITTED)
    person = submitter(proposal)
    assert refused(proposal, person) == []

    at("2025-01-07 00:00")

    assert refused(proposal, person) == ["recall"]


def test_acts_bear_the_version_that_the_page_showed():
    officer = UserFactory(staff=True)
    proposal = ProposalFactory(state=State.SUBMITTED, version=7)

    acts = [action for action in actions(proposal, officer) if action.method == "post"]
    assert {action.version for action in acts} == {7}
