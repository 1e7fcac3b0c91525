"""The pages of the endorsement: the agency asks, the head answers on a phone, lists show it."""

import pytest

from proposals.models import EndorsementAsk, Proposal
from proposals.services.endorsing import ask
from proposals.states import State
from proposals.todo import todo
from pyp_portal.accounts.models import Membership, User
from pyp_portal.history.models import Event
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import ProposalFactory
from tests.proposals.browsing import letter, url
from tests.proposals.endorsed import told

pytestmark = pytest.mark.django_db
REASON = "ขอให้ปรับงบประมาณก่อน"


@pytest.fixture
def link(proposal, person):
    """What a head without account got by mail."""
    return ask(proposal, person, address="nayok@example.org").get_absolute_url()


def seen(page):
    return {"seen": page.context["seen"]}


def test_the_agency_asks_from_its_page(proposal, person, head, client_of):
    client, page = client_of(person), url("endorsement", proposal.code)

    wrong = client.post(page, {"head": "", "address": "ไม่ใช่อีเมล"})
    both = client.post(page, {"head": str(head.uid), "address": "a@example.org"})
    sent = client.post(page, {"head": str(head.uid)}, follow=True)

    assert [set(p.context["ask_form"].errors) for p in (wrong, both)] == [{"address"}] * 2
    assert wrong.context["ask_form"]["address"].value() == "ไม่ใช่อีเมล"
    assert str(head) in sent.content.decode()
    assert told("endorsement_asked") == [head.email]


def test_the_letter_is_brought_from_the_same_page(proposal, person, client_of):
    signed = {
        "letter_no": "ที่ ทด 1/2567",
        "letter_date_0": "4",
        "letter_date_1": "12",
        "letter_date_2": "2567",
    }
    client, page = client_of(person), url("endorsement", proposal.code)

    without = client.post(page, signed)
    client.post(page, signed | {"letter": letter()})

    assert set(without.context["letter_form"].errors) == {"letter"}
    assert without.context["letter_form"]["letter_no"].value() == "ที่ ทด 1/2567"
    assert Proposal.objects.get().answered()["endorsement_letter"]["letter_no"] == "ที่ ทด 1/2567"


def test_s22_opening_the_link_changes_nothing(proposal, link, client):
    before = Event.objects.count()

    for _scanner in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code in (200, 405)

    assert Event.objects.count() == before
    assert EndorsementAsk.objects.get().is_open


def test_a_head_without_account_endorses_on_the_phone(proposal, link, client):
    page = client.get(link)
    nameless = client.post(link, seen(page) | {"endorse": "on"})
    named = {"name": "นายสมชาย ใจดี", "position": "นายก อบต.", "endorse": "on"}
    client.post(link, seen(page) | named)
    again = client.get(link).content.decode()

    assert set(nameless.context["form"].errors) == {"name", "position"}
    assert Proposal.objects.get().answered()["endorsement_online"]["name"] == "นายสมชาย ใจดี"
    assert proposal.title_th not in again


def test_sent_back_from_the_phone_keeps_what_was_typed(link, client):
    typed = {"name": "นายสมชาย", "position": "นายก", "send_back": "on", "reason": "สั้น"}
    short = client.post(link, typed)
    client.post(link, typed | {"reason": REASON})

    assert set(short.context["form"].errors) == {"reason"}
    assert short.context["form"]["name"].value() == "นายสมชาย"
    assert EndorsementAsk.objects.get().reason == REASON


def test_a_text_that_changed_is_shown_again(proposal, link, client):
    page = client.get(link)
    proposal.answers.data["summary"] = "ข้อความใหม่ที่ยังไม่ได้อ่าน"
    proposal.answers.save()
    named = {"name": "นายสมชาย", "position": "นายก", "endorse": "on"}

    shown = client.post(link, seen(page) | named)
    client.post(link, seen(shown) | named)

    assert "ข้อความใหม่ที่ยังไม่ได้อ่าน" in shown.content.decode()
    assert EndorsementAsk.objects.get().answer == "endorsed"


def test_s36_the_page_is_dead_at_once_and_says_nothing(proposal, person, head, link, client):
    Membership.objects.filter(user=person).update(can_edit=False)

    body = client.get(link).content.decode()

    assert not {proposal.title_th, proposal.code} & set(body.split())
    assert proposal.title_th not in body
    assert str(proposal.lead_agency) not in body


def test_a_head_with_an_account_signs_in_first(proposal, person, head, client, client_of):
    address = ask(proposal, person, head=head).get_absolute_url()

    asked_in = client.get(address)
    page = client_of(head).get(address)

    assert asked_in.status_code == 302
    assert client_of(person).get(address).status_code == 404
    assert "name" not in page.context["form"].fields
    client_of(head).post(address, seen(page) | {"endorse": "on"})
    assert EndorsementAsk.objects.get().name == str(head)


def test_submitted_but_not_endorsed_is_seen_by_all_concerned(proposal, person, head, client_of):
    officer = UserFactory(staff=True)
    Proposal.objects.filter(pk=proposal.pk).update(
        awaits_endorsement=True, case_owner=officer, **{"state": State.SUBMITTED}
    )
    page = url("endorsement", proposal.code)

    for one in (person, head, officer):
        one = User.objects.get(pk=one.pk)
        assert page in [line.url for line in todo(one)]
        assert page in client_of(one).get(url("detail", proposal.code)).content.decode()
    others = [MembershipFactory(can_edit=True).user, UserFactory(staff=True)]
    assert [page in [line.url for line in todo(one)] for one in others] == [False, False]


def test_the_list_finds_what_is_not_endorsed(proposal, client_of):
    ProposalFactory(call=proposal.call, state=State.SUBMITTED)
    awaited = ProposalFactory(call=proposal.call, state=State.SUBMITTED, awaits_endorsement=True)
    client = client_of(UserFactory(staff=True))

    page = client.get(url("list", year="", endorsement="awaited"))

    assert [one.code for one in page.context["proposals"]] == [awaited.code]


def test_a_head_finds_the_request_at_home(proposal, person, head):
    asked = ask(proposal, person, head=head)
    head = User.objects.get(pk=head.pk)
    assert [line.url for line in todo(head)] == [asked.get_absolute_url()]

    Membership.objects.filter(user=head).update(can_endorse=False)

    assert list(todo(User.objects.get(pk=head.pk))) == []
