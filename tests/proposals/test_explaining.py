"""The office keeps the page of a call: briefings, documents, kinds of agency."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from icalendar import Calendar

from proposals.calendars import entries
from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.models import BriefingEvent, CallDocument
from proposals.services import explaining
from pyp_portal import clock
from pyp_portal.history.services import timeline
from pyp_portal.ical import calendar
from tests.factories.accounts import UserFactory
from tests.factories.call_pages import BriefingFactory, CallDocumentFactory
from tests.factories.proposals import CallFactory, pdf

pytestmark = pytest.mark.django_db

BANGKOK = ZoneInfo("Asia/Bangkok")
TYPED = {
    "title_th": "ประชุมชี้แจงการจัดทำข้อเสนอ",
    "day_0": "2",
    "day_1": "12",
    "day_2": "2567",
    "begins": "13.30",
    "ends": "16:00",
    "place_th": "",
    "online_url": "https://meet.example.org/pyp",
    "note_th": "อธิบายแบบข้อเสนอ",
}


@pytest.fixture
def call(at):
    at("2024-11-20 09:00")
    return CallFactory()


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def client(client_of, officer):
    return client_of(officer)


def to(name, *args):
    return reverse(f"proposals:{name}", args=args)


def verbs(record):
    return [event.verb for event in timeline(record)]


def test_a_briefing_is_announced_with_its_hour_in_bangkok(client, call, officer):
    answer = client.post(to("add_briefing", 2568), TYPED)

    event = BriefingEvent.objects.get()
    assert answer.url == to("keep_call", 2568)
    assert event.starts_at == datetime(2024, 12, 2, 13, 30, tzinfo=BANGKOK)
    assert event.ends_at == datetime(2024, 12, 2, 16, tzinfo=BANGKOK)
    assert [(one.verb, one.by) for one in timeline(event)] == [("planned", officer)]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"ends": "13.00"}, "ends"),
        ({"online_url": ""}, "place_th"),
        ({"online_url": "javascript:alert(1)"}, "online_url"),
        ({"day_2": "2667"}, "day"),
        ({"begins": "สายหน่อย"}, "begins"),
        ({"title_th": ""}, "title_th"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_kept(client, call, typed, field):
    answer = client.post(to("add_briefing", 2568), TYPED | typed)

    assert list(answer.context["form"].errors) == [field]
    assert TYPED["note_th"] in answer.content.decode()
    assert not BriefingEvent.objects.exists()


def test_the_form_of_a_briefing_shows_it_as_it_stands(client, call):
    event = BriefingFactory(call=call, starts_at=datetime(2024, 12, 2, 13, 30, tzinfo=BANGKOK))

    form = client.get(to("change_briefing", event.uid)).context["form"]

    assert form["begins"].value() == "13.30"
    assert form["day"].value().isoformat() == "2024-12-02"


def test_a_change_counts_its_sequence_and_keeps_what_was(client, call):
    event = BriefingFactory(call=call)

    client.post(to("change_briefing", event.uid), TYPED | {"sequence": "0"})

    event.refresh_from_db()
    assert (event.title_th, event.sequence) == (TYPED["title_th"], 1)
    before = timeline(event).get().data["before_it_was"]
    assert before["place_th"] == "ห้องประชุม 1 สำนักงาน ป.ย.ป."


def test_the_second_of_two_who_change_a_briefing_is_told_and_loses_nothing(client, call, officer):
    event = BriefingFactory(call=call)
    explaining.change_briefing(event, officer, 0, place_th="ห้องใหม่")

    answer = client.post(to("change_briefing", event.uid), TYPED | {"sequence": "0"})

    assert TYPED["note_th"] in answer.content.decode()
    assert "มีผู้แก้ไขการประชุมชี้แจงนี้ไปก่อนแล้ว" in answer.content.decode()
    event.refresh_from_db()
    assert event.place_th == "ห้องใหม่"


def test_a_briefing_is_cancelled_with_a_reason_and_once(client, call, officer):
    event = BriefingFactory(call=call)
    address = to("cancel_briefing", event.uid)
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": "สั้น"}).status_code == 200

    client.post(address, {"reason": "วิทยากรติดภารกิจด่วน"})

    event.refresh_from_db()
    assert (event.cancel_reason, event.sequence) == ("วิทยากรติดภารกิจด่วน", 1)
    again = client.post(address, {"reason": "วิทยากรติดภารกิจด่วน"}, follow=True)
    assert "ยกเลิกไปแล้ว" in again.content.decode()
    assert verbs(event) == ["cancelled"]
    with pytest.raises(MoveRefused):
        explaining.change_briefing(event, officer, 1)


def test_cancelling_asks_for_a_reason_also_behind_the_page(call, officer):
    with pytest.raises(ReasonNeeded):
        explaining.cancel_briefing(BriefingFactory(call=call), officer, "")


def test_the_database_knows_no_briefing_that_ends_before_it_begins(call):
    with pytest.raises(IntegrityError), transaction.atomic():
        BriefingFactory(call=call, ends_at=clock.now())


def document(**more):
    return {"kind": "slides", "title_th": "สไลด์ประกอบการชี้แจง", "url": "", "briefing": ""} | more


def test_a_file_is_kept_with_its_hash_and_size(client, call, officer):
    event, content = BriefingFactory(call=call), pdf()
    sent = document(file=SimpleUploadedFile("slides.pdf", content), briefing=event.uid)

    client.post(to("add_document", 2568), sent)

    kept = CallDocument.objects.get()
    assert (kept.briefing, kept.file.size, kept.url) == (event, len(content), "")
    assert timeline(kept).get().data["sha256"] == kept.file.sha256
    assert kept.file.sha256 in client.get(to("keep_call", 2568)).content.decode()


def test_a_link_takes_the_place_of_a_file(client, call):
    client.post(to("add_document", 2568), document(kind="recording", url="example.org/video"))

    kept = CallDocument.objects.get()
    assert (kept.file, kept.url) == (None, "https://example.org/video")


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"url": "https://example.org", "file": SimpleUploadedFile("a.pdf", b"%PDF-")},
        {"file": SimpleUploadedFile("a.exe", b"MZ\x90\x00 no document")},
        {"url": "no link at all"},
    ],
    ids=["nothing", "both", "wrong kind", "bad link"],
)
def test_what_is_no_document_is_refused_with_a_sentence(client, call, sent):
    answer = client.post(to("add_document", 2568), document(**sent))

    assert {"file", "url"} & set(answer.context["form"].errors)
    assert "สไลด์ประกอบการชี้แจง" in answer.content.decode()
    assert not CallDocument.objects.exists()


def test_a_document_is_taken_away_once(client, call):
    kept = CallDocumentFactory(call=call)

    for _each in range(2):
        client.post(to("remove_document", kept.uid))

    assert verbs(kept) == ["removed"]
    assert not CallDocument.objects.current().exists()


def test_c30_kinds_are_chosen_on_the_page(client, call):
    client.post(to("admit_kinds", 2568), {"kinds": ["PAO", "BMA"]})
    call.refresh_from_db()
    assert call.allowed_agency_types == ["PAO", "BMA"]

    again = client.post(to("admit_kinds", 2568), {"kinds": ["BMA", "PAO"]}, follow=True)

    assert "ไม่มีการเปลี่ยนแปลง" in again.content.decode()
    assert verbs(call) == ["kinds admitted"]


def test_c30_a_kind_that_does_not_exist_changes_nothing(client, call):
    client.post(to("admit_kinds", 2568), {"kinds": ["MOON"]})

    call.refresh_from_db()
    assert call.allowed_agency_types == []


def events_of(content):
    return {str(event["UID"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_the_calendar_of_a_briefing_is_found_again_when_it_changes(client, call, officer):
    event = BriefingFactory(
        call=call, starts_at=datetime(2024, 12, 2, 6, 30, tzinfo=ZoneInfo("UTC"))
    )
    address, uid = to("briefing_calendar", event.uid), f"briefing-{event.uid}@localhost"
    first = events_of(client.get(address).content)[uid]
    assert (first["SEQUENCE"], first["STATUS"]) == (0, "CONFIRMED")
    assert first["DTSTART"].to_ical() == b"20241202T133000"

    explaining.cancel_briefing(event, officer, "วิทยากรติดภารกิจด่วน")

    then = events_of(client.get(address).content)[uid]
    assert (then["SEQUENCE"], then["STATUS"]) == (1, "CANCELLED")


def test_the_calendar_of_a_call_holds_all_its_dates(client, at):
    at("2024-11-20 09:00")
    call = CallFactory(
        briefing_at=clock.now(),
        endorsement_due=clock.now() + timedelta(days=60),
        selection_due=clock.today() + timedelta(days=90),
    )

    answer = client.get(to("call_calendar", 2568))

    keys = ["briefing", "closes", "endorsement", "lab-begins", "lab-ends", "opens", "results"]
    found = events_of(answer.content)
    assert sorted(found) == [f"call-2568-{key}@localhost" for key in keys]
    closes = found["call-2568-closes@localhost"]
    assert closes["DTEND"].dt == call.closes_at
    assert found["call-2568-lab-ends@localhost"]["DTEND"].dt == datetime(2025, 9, 1).date()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"


def test_a_call_without_such_dates_leaves_them_out_and_a_briefing_stands_for_its_day(call):
    call.lab_starts_on = call.lab_ends_on = None
    event = BriefingFactory(call=call)

    keys = [entry.key for entry in entries(call)]

    assert keys == [f"briefing-{event.uid}", "call-2568-opens", "call-2568-closes"]


def test_more_time_for_everybody_moves_the_end_in_the_calendars(call, officer):
    now, until = clock.now(), call.closes_at + timedelta(days=1)
    call.extensions.create(
        mode="all",
        ends_at=until,
        reason="ระบบขัดข้อง",
        asked_by=officer,
        asked_at=now,
        confirmed_at=now,
    )

    end = next(entry for entry in entries(call) if entry.key == "call-2568-closes")

    assert (end.ends, end.sequence, end.changed_at) == (until, 1, call.opens_at)


def test_the_file_names_the_zone_and_folds_its_lines(call):
    BriefingFactory(call=call, title_th="ประชุมชี้แจง " * 15)

    lines = calendar("ปฏิทิน", entries(call)).split(b"\r\n")

    assert lines.count(b"BEGIN:VTIMEZONE") == 1
    assert b"TZID:Asia/Bangkok" in lines
    assert b"TZOFFSETTO:+0700" in lines
    assert max(map(len, lines)) <= 75
