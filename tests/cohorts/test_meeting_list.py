"""The attendance list of an online meeting: read in many forms, matched, shown, then taken."""

import io
from datetime import datetime, time

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from cohorts import meeting_list, services
from cohorts.models import Attendance, AttendanceImport
from cohorts.services.moving import NotReady
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import PartnerFactory
from tests.factories.proposals import AccessFactory
from tests.factories.workshops import AttendanceFactory, WorkshopFactory, seat_in

pytestmark = pytest.mark.django_db
HEAD = "Name (Original Name),User Email,Join Time,Leave Time"


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def session(at):
    at("2025-04-01 09:00")
    return WorkshopFactory(mode="ONLINE")


def sent(text, encoding="utf-8", name="list.csv"):
    return SimpleUploadedFile(name, text.encode(encoding))


def lines(text, session, **kwargs):
    return meeting_list.read(sent(text, **kwargs), session)


def workbook(*rows):
    book, made = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(made)
    return SimpleUploadedFile("list.xlsx", made.getvalue())


# --- Reading
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_programs_write_lists_in_many_ways(session, encoding, mark):
    text = f"ชื่อ{mark}อีเมล{mark}เวลาเข้า\nใบเตย ดี{mark}A@Example.org{mark}10/4/2568 9:05\n"

    found = lines(text, session, encoding=encoding)

    assert [(one.name, one.email, len(one.stays)) for one in found] == [
        ("ใบเตย ดี", "a@example.org", 1)
    ]


def test_a_summary_above_and_several_stays_are_understood(session):
    text = f"1. Summary\nMeeting title,อบรม\n\n{HEAD}\n"
    text += "A,a@example.org,4/10/25 9:00:00 AM,4/10/25 9:30:00 AM\n"
    text += "A,a@example.org,4/10/25 1:00:00 PM,4/10/25 4:00:00 PM\n\n"

    (one,) = lines(text, session)

    hours = [(first.hour, last.hour, last.minute) for first, last in one.stays]
    assert hours == [(9, 9, 30), (13, 16, 0)]


def test_excel_with_moments_and_times_of_its_own(session):
    day = datetime(2025, 4, 10, 9, 5)
    file = workbook(
        ["Name", "Join", "Leave"], ["A", day, time(12)], ["B", datetime(2025, 4, 9, 9), None],
        [None, None, None], ["C", time(9), "25:99"],
    )  # fmt: skip

    found = {one.name: one for one in meeting_list.read(file, session)}

    assert [moment.hour for moment in found["A"].stays[0]] == [9, 12]
    assert (found["B"].stays, found["B"].other_days) == ([], 1)
    assert found["C"].stays[0][1] is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x00\x01\x02", "อ่านไฟล์นี้เป็นรายชื่อไม่ได้"),
        (b"a,b\n1,2\n", "หัวคอลัมน์"),
        (b"Name,Email\n,\n", "ไม่มีผู้เข้าร่วม"),
        (b'Name,Email\n"' + b"x" * 200_000, "อ่านไฟล์นี้เป็นรายชื่อไม่ได้"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(session, content, words):
    with pytest.raises(ValidationError, match=words):
        meeting_list.read(SimpleUploadedFile("x.csv", content), session)


# --- Matching
def preview(session, text, by):
    return services.preview(session, sent(text), by=by)


def named(person):
    return f"{person.given_th} {person.family_th}"


def test_each_line_says_whom_it_is_and_why_it_is_not_taken(session, staff, at):
    by_mail, by_name, short, other = (seat_in(session) for _each in range(4))
    done, partner = seat_in(session), PartnerFactory(team=by_mail.team, person=None)
    for name in ("ชื่อซ้ำ", "ชื่อซ้ำ"):
        seat_in(session, person__given_th=name, person__family_th="กัน")
    AttendanceFactory(session=session, seat=done)
    at("2025-04-10 18:00")
    text = f"{HEAD}\n"
    text += f"someone,{by_mail.person.email.upper()},9:40,16:00\n"
    text += f"นาย{named(by_name.person)} (กรม),,08:55,12:00\n"
    text += f"x,{short.person.email},09:00,09:20\n"
    text += f"x,{other.person.email},11/04/2568 09:00,11/04/2568 16:00\n"
    text += f"x,{done.person.email},09:00,16:00\n"
    text += f"{partner.name_th},,09:00,\n"
    text += "ชื่อซ้ำ กัน,,09:00,16:00\nคนแปลกหน้า,stranger@example.org,09:00,16:00\n"
    text += f"{named(by_mail.person)},,09:00,16:00\n"

    rows = preview(session, text, staff).rows

    assert [(row["how"], row["why"], row["halves"]) for row in rows] == [
        ("email", "", {"morning": "LATE", "afternoon": "PRESENT"}),
        ("name", "", {"morning": "PRESENT"}),
        ("email", "too_short", {}),
        ("email", "other_day", {}),
        ("email", "recorded", {}),
        ("name", "", {"morning": "PRESENT", "afternoon": "PRESENT"}),
        ("", "shared", {}),
        ("", "unknown", {}),
        ("name", "shared", {}),
    ]
    assert Attendance.objects.count() == 1  # nothing is taken silently


def test_a_list_without_times_says_that_people_were_there(session, staff, at):
    seat = seat_in(session)
    at("2025-04-10 18:00")

    (row,) = preview(session, f"Name,Email\nx,{seat.person.email}\n", staff).rows

    assert row["halves"] == {"morning": "PRESENT", "afternoon": "PRESENT"}


def test_what_was_shown_is_taken_once_and_strangers_are_forgotten(session, staff, at):
    seat, quick = seat_in(session), seat_in(session)
    at("2025-04-10 18:00")
    text = f"Name,Email\nx,{seat.person.email}\ny,{quick.person.email}\nz,z@example.org\n"
    first = preview(session, text, staff)
    found = preview(session, text, staff)
    services.mark(session, "morning", [(quick, "", "ABSENT", "")], by=staff)

    services.take(found, by=staff)

    halves = {row.seat: (row.morning, row.afternoon) for row in Attendance.objects.all()}
    assert halves == {seat: ("PRESENT", "PRESENT"), quick: ("ABSENT", "PRESENT")}
    found.refresh_from_db()
    assert (found.taken, found.left_out, found.rows) == (2, 1, [])
    assert not AttendanceImport.objects.filter(pk=first.pk).exists()
    with pytest.raises(NotReady, match="บันทึกไปแล้ว"):
        services.take(found, by=staff)


def test_somebody_closed_to_the_officer_is_not_matched_nor_taken(session, staff, at):
    seat = seat_in(session)
    at("2025-04-10 18:00")
    shown = preview(session, f"Name,Email\nx,{seat.person.email}\n", staff)
    AccessFactory(proposal=seat.team.proposal, user=staff, kind="closed")

    services.take(shown, by=staff)
    again = preview(session, f"Name,Email\nx,{seat.person.email}\n", staff)

    assert not Attendance.objects.exists()
    assert again.rows[0]["why"] == "unknown"


def test_no_list_is_read_ahead_of_the_session(session, staff):
    with pytest.raises(NotReady, match="ยังไม่เริ่ม"):
        preview(session, "Name\nA\n", staff)


def test_a_list_shown_before_the_session_was_called_off_is_not_taken(session, staff, at):
    seat = seat_in(session)
    at("2025-04-10 18:00")
    shown = preview(session, f"Name,Email\nx,{seat.person.email}\n", staff)
    services.cancel_workshop(session, by=staff, reason="ระบบประชุมล่ม ไม่ได้ประชุมกันจริง")

    with pytest.raises(NotReady, match="ยกเลิก"):
        services.take(shown, by=staff)

    assert not Attendance.objects.exists()
