"""What the office reads of reminders, and how it holds one back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.services.reminding import R1
from pyp_portal.desk.waiting import waiting_for
from pyp_portal.reads import exports
from pyp_portal.reminders import planning, sending
from pyp_portal.reminders.models import Halt, Reminder
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory, ProposalFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("reminders:reminders")


@pytest.fixture
def draft(at):
    at("2024-12-23 10:00")
    return ProposalFactory()


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def body(response):
    return response.content.decode()


def test_the_page_says_what_is_sent_to_whom_and_why(draft, officer, client_of):
    planning.plan()

    page = body(client_of(officer).get(PAGE))

    assert page.count(f"{draft.code} {draft.lead_agency.name_th}") == 3
    assert str(draft.owner) in page
    assert "14 วันก่อน" in page
    assert "ร่างข้อเสนอที่ยังไม่ได้ยื่น" in page
    one = Reminder.objects.first()
    detail = body(client_of(officer).get(one.get_absolute_url()))
    assert draft.owner.email in detail
    assert body(client_of(officer).get(f"{PAGE}?rule=R9")).count(draft.code) == 0


def test_s6_who_must_not_know_of_a_proposal_reads_nothing_of_its_reminders(
    draft, officer, client_of
):
    AccessFactory(proposal=draft, user=officer, kind="closed")
    planning.plan()
    one = Reminder.objects.first()

    client = client_of(officer)
    assert draft.code not in body(client.get(PAGE))
    assert client.get(one.get_absolute_url()).status_code == 404
    assert client.post(reverse("reminders:hold", args=[one.uid])).status_code == 404
    assert list(exports.table(asked(officer)).rows) == []


def test_statements_do_not_grow_with_the_rows(draft, officer, client_of):
    planning.plan()
    client, counts = client_of(officer), []
    client.get(PAGE)
    for more in (0, 2):
        for _each in range(more):
            ProposalFactory(call=draft.call)
        planning.plan()
        with CaptureQueriesContext(
            connection,
        ) as asked_for:
            client.get(PAGE)
        counts.append(len(asked_for))

    assert counts[0] == counts[1]


def test_holding_back_needs_a_reason_and_stands_on_the_page(draft, officer, client_of):
    planning.plan()
    one, client = Reminder.objects.first(), client_of(officer)
    url = reverse("reminders:hold", args=[one.uid])

    assert client.post(url, {"reason": "-"}).status_code == 200
    assert Reminder.objects.held().count() == 0
    client.post(url, {"reason": "รอขยายเวลา"})
    assert "รอขยายเวลา" in body(client.get(f"{PAGE}?view=held"))
    assert one.about not in body(client.get(f"{PAGE}?view=sent"))
    client.post(reverse("reminders:let_go", args=[one.uid]))

    assert Reminder.objects.held().count() == 0
    history = body(client.get(one.get_absolute_url()))
    assert "รอขยายเวลา" in history


def test_too_many_are_named_and_the_director_says_yes(draft, officer, client_of, settings, at):
    settings.REMINDERS_AT_ONCE = 1
    ProposalFactory(call=draft.call)
    planning.plan()
    director = UserFactory(director=True)
    data = {"rule": "R1", "day": "2024-12-24", "people": 2}

    assert "อนุญาตให้ส่งถึง 2 คน" not in body(client_of(officer).get(PAGE))
    assert "เกิน 1 คนต้องมีผู้อนุญาต" in body(client_of(officer).get(PAGE))
    assert "อนุญาตให้ส่งถึง 2 คน" in body(client_of(director).get(PAGE))
    sending.send(R1, at("2024-12-24 09:00"))
    lines = [[one.room for one in waiting_for(person)] for person in (director, officer)]
    assert [line.count("reminders") for line in lines] == [1, 0]
    client_of(director).post(reverse("reminders:allow"), data)

    halt = Halt.objects.get()
    assert (halt.allowed, halt.allowed_by, halt.is_waiting) == (2, director, False)
    assert "reminders" not in [one.room for one in waiting_for(director)]


def asked(person, **narrowed):
    parameters = {"of": "reminders", **narrowed}
    return ExportFactory(asked_by=person, kind=exports.KIND, parameters=parameters)


def test_the_file_holds_what_the_page_shows(draft, officer):
    planning.plan()

    found = list(exports.table(asked(officer)).rows)

    assert [row[1:3] for row in found] == [
        ["ร่างข้อเสนอที่ยังไม่ได้ยื่น", f"{draft.code} {draft.lead_agency.name_th}"]
    ] * 3
    assert found[0][4] == f"{draft.owner} <{draft.owner.email}>"
    assert list(exports.table(asked(officer, view="sent")).rows) == []
