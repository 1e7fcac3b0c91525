"""Help from every page: a question with its context, by whom it may be sent, and how often."""

from datetime import timedelta

import pytest
from django.urls import reverse

from proposals import once
from proposals.models import Enquiry
from proposals.whereabouts import Origin, origin_of
from pyp_portal import clock
from pyp_portal.accounts.models import User
from pyp_portal.outbox.models import Message
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.call_pages import EnquiryFactory
from tests.factories.proposals import CallFactory, ProposalFactory, submitter
from tests.proposals.asking import QUESTION, STRANGER, as_stranger, seal, typed

pytestmark = pytest.mark.django_db

ASK = reverse("proposals:ask")


@pytest.fixture
def proposal():
    return ProposalFactory(call=CallFactory(open_now=True))


@pytest.fixture
def person(proposal):
    return submitter(proposal)


def step_of(proposal, number=3):
    return reverse("proposals:step", args=[proposal.code, number])


def test_the_question_carries_page_proposal_step_and_browser(client_of, person, proposal):
    page, client = step_of(proposal), client_of(person)
    shown = client.get(ASK, {"from": page}, headers={"user-agent": "Firefox/140"})
    assert page in shown.content.decode()

    answer = client.post(ASK, typed(**{"from": page}), headers={"user-agent": "Firefox/140"})

    asked = Enquiry.objects.get()
    assert answer.url == asked.get_absolute_url()
    told = (asked.proposal, asked.agency, asked.page, asked.step, asked.browser, asked.asked_by)
    assert told == (proposal, proposal.lead_agency, page, 3, "Firefox/140", person)
    assert (asked.call, asked.channel, asked.question) == (proposal.call, "web", QUESTION)


def test_a_stranger_gives_an_address_and_learns_what_comes_next(client):
    answer = client.post(ASK, as_stranger(), follow=True)

    asked = Enquiry.objects.get()
    assert answer.redirect_chain == [(reverse("proposals:asked"), 302)]
    assert {name: getattr(asked, name) for name in STRANGER} == STRANGER
    assert (asked.asked_by, asked.agency) == (None, None)
    assert not Message.objects.exists()  # nobody's mailbox is filled by a stranger


def test_the_proposal_of_others_does_not_come_along(client, client_of, person, proposal):
    other = ProposalFactory(call=proposal.call)

    client_of(person).post(ASK, typed(**{"from": step_of(other)}))
    client.post(ASK, as_stranger(**{"from": step_of(other)}))

    assert [(one.proposal, one.step) for one in Enquiry.objects.all()] == [(None, None)] * 2


@pytest.mark.parametrize(
    "path",
    [
        "/endorse/a-secret-token/",
        "/accounts/password/reset/key/1-set-password/",
        "/no/such/page/",
        "https://elsewhere.example.org/",
        "",
    ],
)
def test_nothing_secret_and_nothing_strange_comes_along(path):
    assert origin_of(path, UserFactory()) == Origin()


@pytest.mark.parametrize("name", ["home", "call", "account_login", "proposals:answers"])
def test_help_on_a_page_knows_that_page(client, name):
    CallFactory()
    path = reverse(name)

    url = client.get(path).context["help_url"]

    assert client.get(url).context["origin"].page == path


def test_help_on_a_page_with_a_secret_address_and_on_its_own_does_not(client, at):
    assert client.get("/endorse/a-secret-token/").context["help_url"] == ASK
    assert client.get(ASK).context["help_url"] == ASK


def test_help_stands_in_every_layout(client, client_of):
    CallFactory()
    home, office = reverse("home"), client_of(UserFactory(staff=True))

    assert f'href="{ASK}?from=%2F"' in client.get(home).content.decode()
    assert f'href="{ASK}?from=%2F"' in office.get(home).content.decode()


def test_who_serves_several_agencies_asks_for_that_of_the_proposal(client_of, person, proposal):
    MembershipFactory(user=person, asked_at=clock.now() - timedelta(days=900))

    client_of(User.objects.get(pk=person.pk)).post(ASK, typed(**{"from": step_of(proposal)}))

    assert Enquiry.objects.get().agency == proposal.lead_agency


def test_an_officer_who_asks_about_a_proposal_does_not_ask_for_its_agency(client_of, proposal):
    client_of(UserFactory(staff=True)).post(ASK, typed(**{"from": step_of(proposal)}))

    asked = Enquiry.objects.get()
    assert (asked.proposal, asked.agency) == (proposal, None)


def test_a_form_sent_twice_is_one_question(client_of, person):
    client, sent = client_of(person), typed()

    answers = [client.post(ASK, sent).url for _each in range(2)]

    assert answers == [Enquiry.objects.get().get_absolute_url()] * 2


BAD_SEALS = {
    "none": lambda: "",
    "not ours": lambda: once.seal()[:-3] + "abc",
    "too fast": lambda: seal(timedelta(seconds=1)),
    "too old": lambda: seal(timedelta(days=3)),
}


@pytest.mark.parametrize("bad", BAD_SEALS.values(), ids=BAD_SEALS)
def test_what_a_machine_sends_comes_back_with_its_text_and_a_new_seal(client, bad):
    answer = client.post(ASK, as_stranger(seal=bad()))

    form = answer.context["form"]
    assert QUESTION in answer.content.decode()
    assert not Enquiry.objects.exists()
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert once.token_of(form["seal"].value())


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"website": "https://spam.example.org"}, "website"),
        ({"question": "www.a.example http://b.example https://c.example"}, "question"),
        ({"question": ""}, "question"),
        ({"question": "ก" * 4001}, "question"),
        ({"email": "no address"}, "email"),
        ({"email": ""}, "email"),
        ({"name": ""}, "name"),
        ({"phone": "12"}, "phone"),
        ({"category": "moon"}, "category"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(client, sent, field):
    answer = client.post(ASK, as_stranger(**sent))

    assert list(answer.context["form"].errors) == [field]
    assert not Enquiry.objects.exists()
    assert STRANGER["name"] in answer.content.decode() or field == "name"


def test_two_links_are_no_advertisement(client):
    client.post(ASK, as_stranger(question="https://a.example https://b.example เปิดไม่ได้"))

    assert Enquiry.objects.count() == 1


def test_strangers_ask_ten_times_an_hour_and_keep_what_they_typed(client):
    codes = [client.post(ASK, as_stranger()).status_code for _each in range(10)]
    assert codes == [302] * 10

    answer = client.post(ASK, as_stranger())

    assert answer.status_code == 429
    assert QUESTION in answer.content.decode()
    assert Enquiry.objects.count() == 10


def test_who_signs_in_has_a_limit_of_their_own(client, client_of, person):
    for _each in range(10):
        client.post(ASK, as_stranger())

    assert client_of(person).post(ASK, typed()).status_code == 302


def test_a_wrong_form_does_not_use_up_the_limit(client):
    for _each in range(11):
        client.post(ASK, as_stranger(name=""))

    assert client.post(ASK, as_stranger()).status_code == 302


def test_my_questions_are_mine_alone(client_of, person):
    own, other = EnquiryFactory(asked_by=person, answered=True), EnquiryFactory()
    client = client_of(person)

    listed = client.get(reverse("proposals:my_enquiries")).content.decode()

    assert own.question in listed
    assert other.question not in listed
    assert own.answer in client.get(own.get_absolute_url()).content.decode()
    assert client.get(other.get_absolute_url()).status_code == 404


def test_before_anything_was_asked_the_page_says_where_help_is(client_of):
    page = client_of(UserFactory()).get(reverse("proposals:my_enquiries")).content.decode()

    assert "กดขอความช่วยเหลือได้จากทุกหน้า" in page


def test_the_telephone_of_the_office_stands_where_people_look_for_help(client, settings):
    settings.OFFICE_PHONE = "0-2000-0000"

    page = client.get(ASK).content.decode()

    assert page.count('href="tel:020000000"') == 2
    settings.OFFICE_PHONE = ""
    assert "tel:" not in client.get(ASK).content.decode()
