"""What must not be learned: S10, S12, S15, S22, S25 on the pages of room 1."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals import services
from proposals.actions import actions
from proposals.grounds import MoveRefused
from proposals.models import Attachment, Proposal
from proposals.services.screening import INELIGIBLE
from proposals.states import State
from pyp_portal.accounts import approvals
from pyp_portal.history.models import Event
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.proposals import (
    AccessFactory,
    AttachmentFactory,
    StoredFileFactory,
    complete_proposal,
    pass_all,
    submitter,
)

pytestmark = pytest.mark.django_db
PAGES = ["detail", "text", "files", "history", "preview", "receipt", "review", "screening"]
EVIL = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


def url(name, *args):
    return reverse(f"proposals:{name}", args=args)


def words_of(response):
    """A page without its tokens, which differ each time."""
    return re.sub(r'value="\w{64}"', "", response.content.decode())


@pytest.mark.parametrize("name", PAGES)
def test_s10_hidden_and_absent_look_the_same(client_of, name):
    proposal = complete_proposal(state=State.SUBMITTED)
    client = client_of(MembershipFactory().user)

    hidden = client.get(url(name, proposal.code))
    absent = client.get(url(name, "P68-0000"))

    assert hidden.status_code == absent.status_code == 404
    assert words_of(hidden).replace(proposal.code, "P68-0000") == words_of(absent)


def test_s10_a_closed_proposal_is_as_if_it_were_not_there(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    officer = UserFactory(staff=True)
    AccessFactory(proposal=proposal, user=officer, kind="closed")

    for name in PAGES:
        assert client_of(officer).get(url(name, proposal.code)).status_code == 404
    assert client_of(officer).post(url("take", proposal.code)).status_code == 404


def test_s12_names_titles_and_files_are_text(client_of):
    agency = AgencyFactory(name_th=f"อบต. {EVIL}")
    proposal = complete_proposal(state=State.SCREENING, title_th=f"เรื่อง {EVIL}", lead_agency=agency)
    AttachmentFactory(
        proposal=proposal, file=StoredFileFactory(name=f"{EVIL}.pdf"), kind=Attachment.Kind.OTHER
    )
    proposal.partners.update(name_th=EVIL)
    client = client_of(UserFactory(staff=True, given_th=EVIL))

    for name in ("detail", "text", "files", "history", "preview", "screening"):
        assert EVIL not in client.get(url(name, proposal.code)).content.decode()
    assert EVIL not in client.get(url("list")).content.decode()


def test_s22_a_get_changes_nothing(client_of):
    proposal = complete_proposal(state=State.SUBMITTED)
    client = client_of(submitter(proposal))
    before = (Event.objects.count(), Proposal.objects.values().get())

    for name in ("submit", "recall", "endorse", "attach"):
        assert client.get(url(name, proposal.code)).status_code == 405
    for name in (*PAGES, "withdraw"):
        client.get(url(name, proposal.code))

    assert (Event.objects.count(), Proposal.objects.values().get()) == before


def test_an_applicant_who_comes_second_learns_the_public_label_only():
    proposal = complete_proposal(state=State.SUBMITTED)
    officer, person = UserFactory(staff=True), submitter(proposal)
    services.take_case(proposal, officer, officer)
    services.start_screening(proposal, officer)

    with pytest.raises(MoveRefused) as refused:
        services.recall(proposal, person)

    assert str(officer) not in refused.value.sentence
    assert str(State.SCREENING.public_label) in refused.value.sentence
    assert str(State.SCREENING.label) not in refused.value.sentence


@pytest.mark.parametrize("state", State)
def test_no_button_leads_to_a_refusal(client_of, state):
    proposal = complete_proposal(state=state)
    people = [submitter(proposal), UserFactory(staff=True), UserFactory(admin=True)]

    for user in people:
        client = client_of(user)
        for action in actions(proposal, user):
            assert action.label
            if action.method == "get" and not action.refusal:
                assert client.get(action.url).status_code == 200


def test_what_waits_for_the_director_is_not_proposed_twice():
    proposal = complete_proposal(state=State.SCREENING)
    officer = UserFactory(staff=True)
    pass_all(proposal, officer, E5="FAIL")
    approvals.propose(INELIGIBLE, proposal, by=officer, reason="เป็นคำของบประมาณก่อสร้าง")

    [refused] = [a for a in actions(proposal, officer) if a.url.endswith("/ineligible/")]

    assert refused.refusal


@pytest.mark.parametrize("name", ["detail", "text", "files", "history"])
def test_the_record_costs_at_most_twenty_statements(client_of, name):
    proposal = complete_proposal(state=State.SCREENING)
    client = client_of(UserFactory(staff=True))
    client.get(url(name, proposal.code))

    with CaptureQueriesContext(connection) as captured:
        client.get(url(name, proposal.code))

    assert len(captured) <= 20
