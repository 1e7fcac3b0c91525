"""The record of processing (section 39), and the page of who answers for personal data."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pyp_portal import clock
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import timeline
from pyp_portal.papers.models import Export
from pyp_portal.papers.rendering import text_of
from pyp_portal.privacy import breaching, consenting, processing, record_book, services
from pyp_portal.privacy.models import Notice, Processing, Purpose, Risk
from pyp_portal.reads import exports, tasks
from pyp_portal.reads.models import Read
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory

pytestmark = pytest.mark.django_db
RECORD, OFFICE = reverse("privacy:activities"), reverse("privacy:office")


@pytest.fixture(autouse=True)
def _winter(at):
    at("2026-02-20 09:00")


@pytest.fixture
def keeper():
    return UserFactory(admin=True, given_th="กานดา")


@pytest.fixture
def one():
    return Processing.objects.get(code="RP-01")


def typed(one, **changed):
    words = {name: getattr(one, name) or "ไม่มี" for name in Processing.WORDS}
    return {"act": "write", "version": one.version, **words, **changed}


# --- The record ---------------------------------------------------------------------------


def test_the_portal_comes_with_a_whole_record_of_what_it_does():
    rows = Processing.objects.for_list()

    assert [row.code for row in rows] == [f"RP-{n:02}" for n in range(1, 11)]
    assert all(row.is_whole for row in rows)


def test_an_activity_is_entered_described_and_ended(keeper, client_of):
    client = client_of(keeper)
    made = client.post(RECORD, {"title_th": "กล้องวงจรปิด"}, follow=True).context["one"]
    assert (made.code, made.badge[0]) == ("RP-11", "wait")

    refused = client.post(made.get_absolute_url(), typed(made, data_th=" "))
    assert refused.context["form"].errors.keys() == {"data_th"}
    client.post(made.get_absolute_url(), typed(made, data_th="ภาพเคลื่อนไหว"))
    made.refresh_from_db()
    assert (made.data_th, made.is_whole, made.written_by) == ("ภาพเคลื่อนไหว", True, keeper)
    client.post(made.get_absolute_url(), {**typed(made), "act": "end"})

    made.refresh_from_db()
    assert made.ended_at == clock.now()
    assert [event.verb for event in timeline(made)] == ["begun", "written", "ended"]
    assert "<form" not in client.get(made.get_absolute_url()).content.decode().split("<main")[1]
    with pytest.raises(Refused):
        processing.write(made, by=keeper, version=made.version, data_th="อื่น")


def test_what_was_entered_by_mistake_is_ended_without_being_described(keeper, client_of):
    made = processing.begin(keeper, "ป้อนผิด")
    data = {"act": "end", "version": 0, "title_th": made.title_th}
    client_of(keeper).post(made.get_absolute_url(), data)

    made.refresh_from_db()
    assert (made.ended_at, made.title_th) == (clock.now(), "ป้อนผิด")


def test_what_it_said_before_stays_in_its_history(keeper, one):
    before = one.purpose_th
    processing.write(one, by=keeper, version=0, purpose_th="ใหม่", data_th=one.data_th)

    assert timeline(one).get().data["before_words"] == {"purpose_th": before}


@pytest.mark.postgres
def test_two_who_write_the_same_activity_lose_nothing(keeper, one, client_of):
    processing.write(one, by=UserFactory(admin=True), version=0, purpose_th="ของคนแรก")

    page = client_of(keeper).post(one.get_absolute_url(), typed(one, purpose_th="ของคนที่สอง"))

    assert "มีผู้อื่นแก้ไขกิจกรรมนี้" in page.content.decode()
    assert page.context["form"]["purpose_th"].value() == "ของคนที่สอง"
    one.refresh_from_db()
    assert one.purpose_th == "ของคนแรก"


@pytest.mark.postgres
def test_a_number_is_given_once(keeper):
    Processing.objects.filter(code="RP-10").update(code="RP-11")  # as by somebody just before

    with pytest.raises(ValidationError):
        processing.begin(keeper, "ซ้ำ")
    assert Processing.objects.count() == 10


def test_the_record_as_a_spreadsheet_and_as_a_paper(keeper, client_of):
    export = ExportFactory(asked_by=keeper, kind=exports.KIND, parameters={"of": "processing"})
    table = exports.table(export)
    rows = list(table.rows)
    assert [len(rows), len(rows[0]), rows[0][0]] == [10, len(table.headers), "RP-01"]

    book = tasks.book(export)
    file = BytesIO()
    for _part in book.write(file):
        pass
    text = text_of(file.getvalue())
    assert all(f"RP-{n:02}" in text for n in range(1, 11))
    assert "RoPA-2569-02-20" in text
    with pytest.raises(PermissionDenied):
        record_book.book(ExportFactory(asked_by=UserFactory()), "")


def test_only_the_record_is_a_paper_too(keeper, client_of):
    client = client_of(keeper)
    for of in ("processing", "rights"):
        client.post(reverse("reads:export", args=[of]), {"format": "pdf"})

    asked = Export.objects.order_by("pk").values_list("parameters__of", "format")
    assert list(asked) == [("processing", "pdf"), ("rights", "xlsx")]


# --- The page of the data protection officer -------------------------------------------------


@pytest.fixture
def data_officer():
    return UserFactory(data_officer=True)


def breached(officer, hours):
    facts = {"happened": "ส่งผิดคน", "data_concerned": "รายชื่อ", "people": 4, "measures": "ขอให้ลบ"}
    found_at = clock.now() - timedelta(hours=hours)
    return breaching.enter(officer, found_at=found_at, risk=Risk.RISK, **facts)


def test_one_page_says_what_waits_and_until_when(data_officer, client_of):
    person = UserFactory(given_th="ใบเตย")
    asked = services.ask(person, right="correct", words="ตำแหน่ง")
    late, fresh = breached(data_officer, 80), breached(data_officer, 10)
    consenting.give(person, Purpose.NEWS)
    consenting.take_back(person, Purpose.NEWS)
    Processing.objects.filter(code="RP-03").update(access_th="")

    page = client_of(data_officer).get(OFFICE)
    words = page.content.decode()

    assert [one.pk for one in page.context["requests"]] == [asked.pk]
    assert [one.pk for one in page.context["breaches"]] == [late.pk, fresh.pk]
    assert "เหลืออีก 62 ชั่วโมง" in words
    assert dict((p.value, tuple(n)) for p, *n in page.context["consents"]) == {
        "contacts": (0, 0),
        "pictures": (0, 0),
        "news": (0, 1),
    }
    assert page.context["record"] == {"n": 10, "lacking": 1}
    assert list(page.context["notices"]) == [Notice.objects.get()]
    assert 'id="log-who"' in words
    assert Read.objects.filter(what="privacy:office", by=data_officer).count() == 1


def test_the_page_costs_the_same_for_one_and_for_three(
    data_officer, client_of, django_assert_max_num_queries
):
    client = client_of(data_officer)

    def cost():
        with django_assert_max_num_queries(40) as counted:
            assert client.get(OFFICE).status_code == 200
        return len(counted.captured_queries)

    def more():
        services.ask(UserFactory(), right="correct", words="ตำแหน่ง")
        breached(data_officer, 10)
        consenting.give(UserFactory(), Purpose.NEWS)

    more()
    cost()  # what a process learns once
    one = cost()
    more()
    more()
    assert cost() == one


def test_an_officer_without_the_log_is_not_led_there(client_of):
    page = client_of(UserFactory(staff=True)).get(OFFICE).content.decode()
    assert 'id="log-who"' not in page
