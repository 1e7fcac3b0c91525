"""Consent where it is consent: given apart, taken back as easily, and asked before publishing."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from cohorts import roster_book
from cohorts.sharing import Sharing
from proposals.models import Proposal
from pyp_portal.history.services import timeline
from pyp_portal.outbox import announcing
from pyp_portal.outbox.models import Announcement, Message, Stage
from pyp_portal.privacy import consenting
from pyp_portal.privacy.models import ConsentRecord, Purpose
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import SeatFactory, TeamFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db
MINE = reverse("privacy:mine")
NEWS = {"purpose": "news", "act": "give"}


@pytest.fixture(autouse=True)
def _winter(at):
    at("2025-02-20 09:00")


def standing_of(person):
    return [(one.purpose, one.withdrawn_at is None) for one in ConsentRecord.objects.of(person)]


# --- On my page ---------------------------------------------------------------------------


def test_nothing_is_agreed_to_before_it_is_given_and_it_goes_as_it_came(client_of, at):
    person = UserFactory()
    client = client_of(person)
    page = client.get(MINE)
    assert {held for _purpose, held in page.context["consents"]} == {None}

    client.post(MINE, NEWS)
    client.post(MINE, NEWS)  # pressed twice
    first = ConsentRecord.objects.get()
    assert (first.person, first.notice_id, first.withdrawn_at) == (person, 1, None)
    at("2025-02-21 09:00")
    client.post(MINE, {"purpose": "news", "act": "take_back"})
    client.post(MINE, {"purpose": "news", "act": "take_back"})
    client.post(MINE, NEWS)

    assert standing_of(person) == [("news", True), ("news", False)]
    assert [event.verb for event in timeline(first)] == ["given", "taken back"]
    assert client.post(MINE, {"purpose": "all"}).status_code == 404


@pytest.mark.postgres
def test_what_was_agreed_to_is_not_changed_afterwards():
    person = UserFactory()
    made = consenting.give(person, Purpose.NEWS)
    row = ConsentRecord.objects.filter(pk=made.pk)

    with pytest.raises(DatabaseError), transaction.atomic():
        row.update(purpose=Purpose.CONTACTS)
    consenting.take_back(person, Purpose.NEWS)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.update(withdrawn_at=None)


# --- Contacts beyond the team ---------------------------------------------------------------


@pytest.fixture
def seat():
    return SeatFactory(team=TeamFactory(), person=UserFactory(phone="081-111-1111"))


def opened(client, seat, email="cohort", phone="office"):
    sent = {"shares_email": email, "shares_phone": phone}
    return client.post(reverse("cohorts:sharing", args=[seat.uid]), sent)


def seen(client_of, reader, seat):
    """What this reader sees of the contacts in the roster, and what the printed one says."""
    url = reverse("cohorts:participants", args=[seat.cohort.call.fiscal_year])
    rows = client_of(reader).get(url).context["rows"]
    (on_screen,) = [(row.email, row.phone) for row in rows if row.seat == seat]
    chapters = roster_book.facts_of(seat.cohort)["chapters"]
    lines = [line for chapter in chapters for line in chapter["people"]]
    (printed,) = [line["contacts"] for line in lines if line["person"] == seat.person_id]
    return on_screen, printed


def test_contacts_taken_back_are_shown_to_nobody_beyond_the_team(seat, client_of):
    mate, other = SeatFactory(team=seat.team).person, SeatFactory(team=TeamFactory()).person
    client, email = client_of(seat.person), seat.person.email
    opened(client, seat)
    assert standing_of(seat.person) == [("contacts", True)]
    assert seen(client_of, other, seat) == ((email, ""), [email])

    client.post(MINE, {"purpose": "contacts", "act": "take_back"})

    assert seen(client_of, other, seat) == (("", ""), [])
    assert seen(client_of, mate, seat)[0] == (email, "")  # the team works together
    assert "คุณถอนความยินยอมแล้ว" in client.get(seat.get_absolute_url()).content.decode()
    client.post(MINE, {"purpose": "contacts", "act": "give"})
    assert seen(client_of, other, seat) == ((email, ""), [email])


def test_closing_the_last_contact_takes_the_consent_back(seat, client_of):
    client = client_of(seat.person)
    opened(client, seat, phone="cohort")
    opened(client, seat, email="team", phone="cohort")
    assert standing_of(seat.person) == [("contacts", True)]

    opened(client, seat, email="team", phone="office")

    assert standing_of(seat.person) == [("contacts", False)]


def test_a_wide_choice_without_consent_opens_nothing(seat, client_of):
    seat.shares_email = seat.shares_phone = Sharing.COHORT
    seat.save()
    other = SeatFactory(team=TeamFactory()).person

    assert seen(client_of, other, seat) == (("", ""), [])


# --- News that nobody has to know -------------------------------------------------------------


@pytest.fixture
def people():
    proposal = ProposalFactory()
    return [MembershipFactory(agency=proposal.lead_agency, can_edit=True).user for _n in range(3)]


def announced(officer, **more):
    words = {"subject_th": "ข่าวสาร", "body_th": "งานเปิดบ้าน", "subject_en": "", "body_en": ""}
    audience = f"drafters:{Proposal.objects.get().call.fiscal_year}"
    return announcing.write(Announcement(), by=officer, audience=audience, **words, **more)


def told():
    return set(Message.objects.values_list("recipient", flat=True))


def test_news_reach_those_alone_who_agreed(people, client_of):
    officer, (agrees, silent, gone) = UserFactory(staff=True), people
    for person in (agrees, gone):
        consenting.give(person, Purpose.NEWS)
    consenting.take_back(gone, Purpose.NEWS)
    news = announced(officer, is_news=True)

    page = client_of(officer).get(news.get_absolute_url())
    assert (page.context["reach"], page.context["people"]) == (1, [agrees])
    announcing.let_go(news, by=officer, version=news.version, typed=1)
    announcing.tell(news.pk)

    assert told() == {agrees.pk}
    assert reverse("privacy:mine") in Message.objects.get().body  # where it is taken back
    duty = announced(officer)
    announcing.let_go(duty, by=officer, version=duty.version, typed=3)
    announcing.tell(duty.pk)
    assert told() == {agrees.pk, silent.pk, gone.pk}  # what concerns a duty asks no consent


def test_who_takes_it_back_while_it_is_sent_is_not_told(people):
    officer, (agrees, gone, _other) = UserFactory(staff=True), people
    for person in (agrees, gone):
        consenting.give(person, Purpose.NEWS)
    news = announced(officer, is_news=True)
    announcing.let_go(news, by=officer, version=news.version, typed=2)
    consenting.take_back(gone, Purpose.NEWS)

    announcing.tell(news.pk)

    assert told() == {agrees.pk}
    news.refresh_from_db()
    assert news.stage == Stage.DONE
