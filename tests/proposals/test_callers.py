"""Somebody calls: found by number, agency or name; the call is noted as a question."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.callers import digits_of
from proposals.models import Access, Enquiry
from proposals.services import access
from pyp_portal.outbox.models import Message
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.call_pages import EnquiryFactory
from tests.factories.proposals import CallFactory, ProposalFactory, complete_proposal
from tests.proposals.asking import seal

pytestmark = pytest.mark.django_db

CALLERS, LOG = reverse("proposals:callers"), reverse("proposals:log_call")
NOTED = {"category": "form", "question": "แนบไฟล์ไม่ได้", "answer": "", "proposal": "", "phone": ""}


@pytest.fixture
def officer():
    return UserFactory(staff=True, phone="")


@pytest.fixture
def client(client_of, officer):
    return client_of(officer)


@pytest.fixture
def agency():
    return AgencyFactory(name_th="องค์การบริหารส่วนตำบลทุ่งรวงทอง")


@pytest.fixture
def person(agency):
    """A member of the agency, with a telephone of their own."""
    user = UserFactory(phone="081-234-5678", given_th="สมหญิง")
    return MembershipFactory(agency=agency, user=user).user


def found(client, **asked):
    return client.get(CALLERS, asked).context["found"]


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("081-234-5678", "0812345678"),
        ("๐๘๑ ๒๓๔ ๕๖๗๘", "0812345678"),
        ("+66 81 234 5678", "0812345678"),
        ("(02) 000-1000", "020001000"),
        ("12345", ""),
        ("อบต. 2568", ""),
        ("", ""),
    ],
)
def test_what_is_a_telephone_number(typed, digits):
    assert digits_of(typed) == digits


@pytest.mark.parametrize("typed", ["0812345678", "081-234-5678", "2345678"])
def test_a_person_is_found_by_any_writing_of_the_number(client, person, typed):
    UserFactory(phone="0899999999")

    assert found(client, q=typed).people == [person]


def test_with_the_person_come_their_proposals_and_questions(client, person, agency):
    own = ProposalFactory(lead_agency=agency)
    begun = ProposalFactory(call=own.call, owner=person)
    ProposalFactory(call=own.call)
    asked, _other = EnquiryFactory(asked_by=person), EnquiryFactory()

    seen = found(client, q="081-234-5678")

    assert set(seen.proposals) == {own, begun}
    assert seen.enquiries == [asked]


@pytest.mark.parametrize(
    "answers",
    [
        {"contact_phone": "085-555-1234"},
        {"alt_contact": [{"name": "นายสำรอง", "phone": "085-555-1234"}]},
    ],
    ids=["main", "alternative"],
)
def test_a_contact_without_an_account_is_found_by_the_proposal(client, answers):
    proposal = complete_proposal()
    proposal.answers.data |= answers
    proposal.answers.save()

    seen = found(client, q="0855551234")

    assert (seen.people, seen.proposals) == ([], [proposal])


def test_who_called_before_is_known_by_the_number(client):
    before = EnquiryFactory(phone="086-777-1234", name="นายผู้โทร", channel="phone")

    assert found(client, q="086 777 1234").enquiries == [before]


@pytest.mark.parametrize("typed", ["ทุ่งรวงทอง", "อบต.ทุ่งรวงทอง"])
def test_an_agency_is_found_with_its_people_proposals_and_questions(client, person, agency, typed):
    proposal = ProposalFactory(lead_agency=agency)
    asked = EnquiryFactory(agency=agency)
    left = MembershipFactory(agency=agency, ended_at=proposal.created_at).user

    seen = found(client, q=typed)

    assert seen.agencies == [agency]
    assert seen.people == [person]
    assert left not in seen.people
    assert (seen.proposals, seen.enquiries) == ([proposal], [asked])


def test_a_person_is_found_by_name_and_looked_at_alone(client, person):
    other = UserFactory(given_th="สมหญิง")
    assert set(found(client, q="สมหญิง").people) == {person, other}

    assert found(client, q="สมหญิง", person=person.uid).people == [person]


def test_a_proposal_that_is_closed_to_the_officer_stays_closed(client, officer, person, agency):
    proposal = ProposalFactory(lead_agency=agency)
    access.close(proposal, officer, "test")
    assert Access.objects.filter(kind=Access.Kind.CLOSED).exists()

    assert found(client, q="081-234-5678").proposals == []


def test_an_unknown_caller_can_be_noted_all_the_same(client):
    page = client.get(CALLERS, {"q": "0899999999"}).content.decode()

    assert "ระบบไม่รู้จักผู้โทรรายนี้" in page
    assert f"{LOG}?phone=0899999999" in page


def test_the_page_before_anything_is_typed_finds_nobody(client, person):
    assert found(client).is_empty


def test_a_person_who_does_not_exist_is_not_found(client):
    answer = client.get(CALLERS, {"person": "6c6a5a76-0000-4000-8000-000000000000"})

    assert answer.status_code == 404


def test_the_page_costs_the_same_for_one_and_for_three(client, agency, person):
    costs = []
    for more in (1, 2):
        for _each in range(more):
            ProposalFactory(call=CallFactory(), lead_agency=agency)
            EnquiryFactory(asked_by=MembershipFactory(agency=agency).user)
        with CaptureQueriesContext(connection) as asked:
            client.get(CALLERS, {"q": "ทุ่งรวงทอง"})
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_a_call_that_was_answered_is_kept_as_answered_and_mails_nobody(
    client, officer, person, agency
):
    proposal = ProposalFactory(lead_agency=agency)
    ProposalFactory(call=proposal.call)
    address = f"{LOG}?person={person.uid}"
    form = client.get(address).context["form"]
    assert form["phone"].value() == "081-234-5678"
    assert list(form.fields["proposal"].queryset) == [proposal]

    sent = NOTED | {"seal": seal(), "answer": "ย่อไฟล์", "proposal": proposal.code}
    answer = client.post(address, sent)

    one = Enquiry.objects.get()
    assert answer.url == one.get_absolute_url()
    assert (one.asked_by, one.proposal, one.logged_by) == (person, proposal, officer)
    assert (one.channel, one.answer, one.answered_by) == ("phone", "ย่อไฟล์", officer)
    assert not Message.objects.exists()


def test_a_call_without_an_answer_waits_in_the_queue(client, agency):
    proposal = ProposalFactory(lead_agency=agency)
    address = f"{LOG}?agency={agency.code}"
    assert list(client.get(address).context["form"].fields["proposal"].queryset) == [proposal]

    client.post(address, NOTED | {"seal": seal(), "name": "นายผู้โทร", "phone": "0866666666"})

    one = Enquiry.objects.waiting().get()
    assert (one.name, one.phone, one.agency) == ("นายผู้โทร", "086-666-6666", agency)


def test_a_call_noted_twice_is_one(client):
    sent = NOTED | {"seal": seal(), "name": "นายผู้โทร"}

    for _each in range(2):
        client.post(LOG, sent)

    assert Enquiry.objects.count() == 1


def test_a_caller_without_a_name_is_asked_for_one(client):
    answer = client.post(LOG, NOTED | {"seal": seal()})

    assert list(answer.context["form"].errors) == ["name"]
    assert NOTED["question"] in answer.content.decode()
