"""Taking a case, and giving it to another officer."""

import pytest

from proposals import services
from proposals.grounds import MoveRefused
from proposals.models import Access, Proposal
from proposals.services.screening import NotNow
from proposals.states import State
from pyp_portal.history.services import latest
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.proposals import AccessFactory, ProposalFactory
from tests.proposals.browsing import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def arrived():
    return ProposalFactory(state=State.SUBMITTED)


def begun(**fields):
    return ProposalFactory(state=State.SCREENING, **fields)


def test_from_the_queue_one_stays_there(client_of, officer):
    proposal = arrived()
    sent = {"version": proposal.version, "back": "queue"}

    answer = client_of(officer).post(url("take", proposal.code), sent)

    assert answer.url == url("queue")
    assert Proposal.objects.get().case_owner == officer


def test_the_second_of_two_takers_learns_who_was_first(client_of, officer):
    proposal, second = arrived(), UserFactory(staff=True)
    sent = {"version": proposal.version, "back": "queue"}
    client_of(officer).post(url("take", proposal.code), sent)

    answer = client_of(second).post(url("take", proposal.code), sent, follow=True)

    assert Proposal.objects.get().case_owner == officer
    [message] = answer.context["messages"]
    assert str(officer) in str(message)


def test_a_case_is_handed_over_and_the_new_owner_told(client_of, officer):
    proposal, other = begun(case_owner=officer), UserFactory(staff=True)
    sent = {"version": proposal.version, "officer": other.pk, "note": "ผมลาพักร้อน"}

    client_of(officer).post(url("hand_over", proposal.code), sent)

    assert Proposal.objects.get().case_owner == other
    message = Message.objects.get()
    assert (message.address, "ผมลาพักร้อน" in message.body) == (other.email, True)
    assert latest(proposal).data == {"officer": other.pk, "had_owner": True}


def test_only_officers_who_may_see_the_proposal_are_offered(client_of, officer):
    proposal = begun(case_owner=officer)
    free, shut = UserFactory(director=True), UserFactory(staff=True)
    UserFactory(auditor=True), UserFactory()
    AccessFactory(proposal=proposal, user=shut, kind=Access.Kind.CLOSED)

    form = client_of(officer).get(url("hand_over", proposal.code)).context["form"]

    assert list(form.fields["officer"].queryset) == [free]


def test_nobody_gets_a_case_that_is_closed_to_them_or_already_theirs(officer):
    proposal = begun(case_owner=officer)
    shut = UserFactory(staff=True)
    AccessFactory(proposal=proposal, user=shut, kind=Access.Kind.CLOSED)

    for nobody in (shut, UserFactory(), officer):
        with pytest.raises(NotNow):
            services.hand_over(proposal, nobody, officer)


def test_of_two_who_hand_over_the_second_is_told(officer):
    proposal = begun(case_owner=officer)
    seen, first = proposal.version, UserFactory(staff=True)
    services.hand_over(proposal, first, officer, version=seen)

    with pytest.raises(MoveRefused):
        services.hand_over(proposal, UserFactory(staff=True), officer, version=seen)

    assert Proposal.objects.get().case_owner == first


def test_a_case_without_an_owner_is_given_to_one(client_of, officer):
    proposal = arrived()
    sent = {"version": proposal.version, "officer": officer.pk}

    page = client_of(UserFactory(director=True)).get(url("hand_over", proposal.code))
    client_of(UserFactory(director=True)).post(url("hand_over", proposal.code), sent)

    assert page.status_code == 200
    assert Proposal.objects.get().case_owner == officer
