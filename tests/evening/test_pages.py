"""The page of the last evening: who may turn, what is kept of what was typed, how it stands."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pyp_portal.evening import services, standing
from pyp_portal.evening.models import Banner, Switch
from pyp_portal.serving import copying, evening_state
from tests.evening.conftest import REASON
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory, PaperFactory
from tests.factories.proposals import CallFactory

pytestmark = pytest.mark.django_db
WORDS = {
    "text_th": "ขยายเวลาปิดรับ <ถึงวันพรุ่งนี้>",
    "text_en": "More time until tomorrow",
    "severity": "care",
    "first_day_0": "6",
    "first_day_1": "1",
    "first_day_2": "2568",
    "first_minute": "21.00",
    "last_day_0": "7",
    "last_day_1": "1",
    "last_day_2": "2568",
    "last_minute": "23.59",
}


@pytest.fixture(autouse=True)
def evening(at):
    return at("2025-01-06 21:00")


@pytest.fixture
def admin(client_of):
    return client_of(UserFactory(admin=True))


def address(name, *args):
    return reverse(f"evening:{name}", args=args)


def test_turned_on_and_off_by_the_page(admin):
    answers = [
        admin.post(address("turn"), {"to": to, "reason": REASON}, follow=True)
        for to in ("on", "off")
    ]

    pages = [answer.content.decode() for answer in answers]
    assert ["พักบางส่วนอยู่" in page for page in pages] == [True, False]
    assert [REASON in page for page in pages] == [True, True]
    assert Switch.objects.get().is_on is False


@pytest.mark.parametrize("reason", ["", "สั้น"])
def test_without_a_reason_nothing_is_turned_and_the_page_says_why(admin, reason):
    page = admin.post(address("turn"), {"to": "on", "reason": reason})

    assert "reason" in page.context["form"].errors
    assert not Switch.objects.filter(is_on=True).exists()


def test_who_is_second_is_told_who_was_first_and_keeps_the_words(admin):
    first = UserFactory(director=True)
    services.turn(True, by=first, reason=REASON)

    page = admin.post(address("turn"), {"to": "on", "reason": "เหตุผลของคนที่สอง"}).content.decode()

    assert f"{first} พักการใช้งานไปแล้ว" in page
    assert "เหตุผลของคนที่สอง" in page


def test_the_office_looks_and_does_not_turn(client_of):
    page = client_of(UserFactory(staff=True)).get(address("evening")).content.decode()

    assert address("turn") not in page
    assert address("new_banner") not in page
    assert "ผู้อำนวยการและผู้ดูแลระบบ" in page


def test_a_banner_is_written_and_changed(admin, at):
    admin.post(address("new_banner"), WORDS)
    made = Banner.objects.get()
    shown = admin.get(made.get_absolute_url()).context["form"]
    admin.post(made.get_absolute_url(), WORDS | {"severity": "trouble", "version": made.version})

    kept = Banner.objects.get()
    assert (kept.text_th, kept.severity, kept.version) == (WORDS["text_th"], "trouble", 2)
    assert (kept.starts_at, kept.ends_at) == (at("2025-01-06 21:00"), at("2025-01-08 00:00"))
    assert (shown["first_minute"].value(), shown["last_minute"].value()) == ("21.00", "23.59")


def test_a_new_banner_offers_the_rest_of_the_day(admin):
    form = admin.get(address("new_banner")).context["form"]

    assert [form[name].value() for name in ("first_minute", "last_minute")] == ["21.00", "23.59"]
    assert form["last_day"].value().isoformat() == "2025-01-06"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text_en": ""}, "text_en"),
        ({"text_th": "ก" * 401}, "text_th"),
        ({"severity": "loud"}, "severity"),
        ({"first_minute": "25.00"}, "first_minute"),
        ({"last_day_0": "5"}, "last_day"),
        ({"first_day_2": "2068"}, "first_day"),
    ],
)
def test_nothing_that_was_typed_is_lost(admin, wrong, field):
    page = admin.post(address("new_banner"), WORDS | wrong)

    form = page.context["form"]
    typed = {name: form.data[name] for name in WORDS}
    assert list(form.errors) == [field]
    assert typed == WORDS | wrong
    assert Banner.objects.count() == 0


def test_who_changes_it_second_sees_the_other_s_words_and_may_replace_them(admin):
    admin.post(address("new_banner"), WORDS)
    made = Banner.objects.get()
    mine = WORDS | {"text_th": "ของฉัน", "version": made.version}
    services.write_banner(made, by=UserFactory(admin=True), version=1, text_th="ของเขา")

    page = admin.post(made.get_absolute_url(), mine)
    text = page.content.decode()
    kept = Banner.objects.get().text_th
    admin.post(made.get_absolute_url(), mine | {"version": page.context["form"].data["version"]})

    assert ("ของเขา" in text, "ของฉัน" in text, kept) == (True, True, "ของเขา")
    assert Banner.objects.get().text_th == "ของฉัน"


def test_the_page_lists_what_is_over_and_shows_at_the_top_what_stands_now(admin, at):
    admin.post(address("new_banner"), WORDS)
    at("2025-01-08 00:00")
    standing.forget()

    page = admin.get(address("evening")).content.decode()

    assert page.count("More time until tomorrow") == 1  # in the list
    assert 'class="banner ' not in page


@pytest.mark.parametrize("name", ["turn", "new_banner"])
def test_what_is_wrong_is_said_once_at_the_top(admin, name):
    page = admin.post(address(name), {}).content.decode()

    assert page.count('id="error-summary-title"') == 1


def test_taken_off_by_the_page_and_told_when_it_was_over(admin, at):
    admin.post(address("new_banner"), WORDS)
    made = Banner.objects.get()

    said = [
        admin.post(address("end_banner", made.uid), follow=True).content.decode()
        for _press in range(2)
    ]

    assert "นำป้ายประกาศออกจากทุกหน้าแล้ว" in said[0]
    assert "สิ้นสุดไปก่อนแล้ว" in said[1]
    assert Banner.objects.get().is_over


def test_how_the_portal_stands(admin, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    call = CallFactory()
    PaperFactory.create_batch(2)
    ExportFactory()

    state = admin.get(address("evening")).context["state"]

    assert (state["papers"], state["exports"], state["mails"]) == (2, 1, 0)
    assert state["copied_at"] is None
    assert dict(state["checks"])[evening_state.NAMES["worker"]] is False
    assert state["window"]["first"] == call.closes_at - timedelta(hours=24)
    assert state["window"]["last"] == call.closes_at + timedelta(hours=2)


def test_the_age_of_the_copies_is_told_by_the_portals_clock(settings, tmp_path, evening):
    settings.VAR_DIR = tmp_path
    CallFactory()
    copying.write_copies()

    assert abs(evening_state.copied_at() - evening) < timedelta(minutes=2)


@pytest.mark.parametrize(
    ("moment", "is_now"),
    [
        ("2025-01-05 23:59", False),
        ("2025-01-06 00:00", True),
        ("2025-01-07 01:59", True),
        ("2025-01-07 02:00", False),
    ],
)
def test_hands_off_from_a_day_before_the_end_to_two_hours_after(at, moment, is_now):
    CallFactory()
    at(moment)

    assert evening_state.window()["is_now"] is is_now


def test_without_a_call_there_is_no_such_window():
    assert evening_state.window() is None


def test_the_page_asks_as_many_questions_for_many(admin):
    counts = []
    for more in (1, 2):
        for _each in range(more):
            admin.post(address("new_banner"), WORDS)
        with CaptureQueriesContext(connection) as asked:
            admin.get(address("evening"))
        counts.append(len(asked))

    assert counts[0] == counts[1]
