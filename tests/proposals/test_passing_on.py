"""Official moved: the work and the rights pass to a successor, and nothing is lost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from proposals import services
from proposals.models import Proposal
from proposals.states import State
from proposals.todo import todo
from pyp_portal.accounts.models import HandOver
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from tests.accounts.pages import said
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def leaving(agency):
    """A member who may submit, and has begun a draft, one under way and one that has ended."""
    member = MembershipFactory(agency=agency, can_submit=True)
    for state in (State.DRAFT, State.SCREENING, State.WITHDRAWN):
        ProposalFactory(lead_agency=agency, owner=member.user, state=state)
    return member


@pytest.fixture
def staying(agency):
    return MembershipFactory(agency=agency, can_edit=False)


def owners(agency):
    rows = Proposal.objects.filter(lead_agency=agency).order_by("pk")
    return [row.owner for row in rows.select_related("owner")]


def letters(person):
    sent = Message.objects.filter(recipient=person).order_by("pk")
    return [letter.template.rpartition("/")[2] for letter in sent]


def test_nothing_passes_before_the_successor_accepts(leaving, staying, agency):
    offer = services.offer_hand_over(leaving, staying.user, by=leaving.user)

    assert owners(agency) == [leaving.user] * 3
    assert [line.url for line in todo(staying.user)] == [
        reverse("proposals:hand_over_offer", args=[offer.uid])
    ]
    assert letters(staying.user) == ["hand_over_offered.txt"]
    leaving.refresh_from_db()
    assert leaving.is_active


def test_accepted_drafts_rights_and_tasks_pass_and_the_history_says_so(leaving, staying, agency):
    offer = services.offer_hand_over(leaving, staying.user, by=leaving.user)

    services.accept_hand_over(offer, by=staying.user)

    assert owners(agency) == [staying.user, staying.user, leaving.user]
    staying.refresh_from_db()
    leaving.refresh_from_db()
    assert (staying.can_edit, staying.can_submit, staying.can_endorse) == (True, True, False)
    assert leaving.ended_at
    draft = Proposal.objects.filter(lead_agency=agency).first()
    assert [event.verb for event in timeline(draft)] == ["passed_on"]
    assert letters(staying.user) == ["hand_over_offered.txt", "hand_over_accepted.txt"]
    assert letters(leaving.user) == ["membership_ended.txt"]


def test_s36_who_handed_over_loses_access_at_once_in_an_open_session(
    leaving, staying, client_of, agency
):
    open_session = client_of(leaving.user)
    url = Proposal.objects.filter(lead_agency=agency).first().get_absolute_url()
    assert open_session.get(url).status_code == 200

    offer = services.offer_hand_over(leaving, staying.user, by=leaving.user)
    services.accept_hand_over(offer, by=staying.user)

    assert open_session.get(url).status_code == 404
    assert client_of(staying.user).get(url).status_code == 200


def test_opening_the_offer_does_nothing_and_a_press_takes_over(leaving, staying, client_of):
    offer = services.offer_hand_over(leaving, staying.user, by=leaving.user)
    client = client_of(staying.user)

    page = client.get(reverse("proposals:hand_over_offer", args=[offer.uid]))
    leaving.refresh_from_db()
    assert (page.context["may_accept"], len(page.context["proposals"])) == (True, 2)
    assert leaving.is_active
    done = client.post(reverse("proposals:accept_hand_over", args=[offer.uid]), follow=True)

    leaving.refresh_from_db()
    assert (said(done), leaving.is_active) == (["success"], False)


def test_declined_or_taken_back_everything_stays(leaving, staying, agency):
    first = services.offer_hand_over(leaving, staying.user, by=leaving.user)
    services.decline_hand_over(first, by=staying.user)
    second = services.offer_hand_over(leaving, staying.user, by=leaving.user)
    services.take_back_hand_over(second, by=leaving.user)

    with pytest.raises(Refused):
        services.accept_hand_over(second, by=staying.user)

    assert owners(agency) == [leaving.user] * 3
    assert letters(leaving.user) == ["hand_over_declined.txt"]
    assert todo(staying.user) == []


def test_only_the_named_successor_accepts(leaving, staying):
    offer = services.offer_hand_over(leaving, staying.user, by=leaving.user)

    for verb in (services.accept_hand_over, services.decline_hand_over):
        with pytest.raises(PermissionDenied):
            verb(offer, by=leaving.user)
    with pytest.raises(PermissionDenied):
        services.take_back_hand_over(offer, by=staying.user)


@pytest.mark.parametrize("who", ["stranger", "oneself", "waiting"])
def test_a_successor_is_a_colleague_who_acts_for_the_agency(leaving, agency, who):
    people = {
        "stranger": UserFactory(),
        "oneself": leaving.user,
        "waiting": MembershipFactory(agency=agency, waiting=True).user,
    }

    with pytest.raises(Refused):
        services.offer_hand_over(leaving, people[who], by=leaving.user)

    assert not HandOver.objects.exists()


def test_it_is_offered_to_one_person_at_a_time(leaving, staying, agency):
    services.offer_hand_over(leaving, staying.user, by=leaving.user)
    other = MembershipFactory(agency=agency).user

    with pytest.raises(Refused):
        services.offer_hand_over(leaving, other, by=leaving.user)


@pytest.mark.parametrize("by_whom", ["head", "officer"])
def test_for_one_who_is_gone_head_or_officer_hand_over_at_once(
    leaving, staying, agency, client_of, by_whom
):
    head = MembershipFactory(agency=agency, can_edit=False, can_endorse=True).user
    by = head if by_whom == "head" else UserFactory(staff=True)
    url = reverse("proposals:pass_on", args=[leaving.uid])
    services.offer_hand_over(leaving, head, by=leaving.user)

    unsaid = client_of(by).post(url, {"successor": staying.user_id})
    assert list(unsaid.context["form"].errors) == ["reason"]
    sent = {"successor": staying.user_id, "reason": "ย้ายไปจังหวัดอื่น"}
    client_of(by).post(url, sent)

    leaving.refresh_from_db()
    assert (leaving.is_active, owners(agency)[0]) == (False, staying.user)
    assert not HandOver.objects.open().exists()
    [letter] = Message.objects.filter(recipient=leaving.user)
    assert "ย้ายไปจังหวัดอื่น" in letter.body


def test_the_last_one_is_warned_before_leaving(leaving, client_of):
    url = reverse("accounts:end", args=[leaving.uid])
    client = client_of(leaving.user)

    alone = client.get(url).context
    MembershipFactory(agency=leaving.agency)
    with_others = client.get(url).context

    assert (alone["is_last"], alone["may_hand_over"]) == (True, False)
    assert (with_others["is_last"], with_others["may_hand_over"]) == (False, True)
    client.post(url)
    assert owners(leaving.agency) == [leaving.user] * 3
