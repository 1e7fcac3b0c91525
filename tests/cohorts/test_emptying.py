"""Ten years after a workshop nobody is named any more as having been there; numbers stay."""

import pytest
from django.urls import reverse

from cohorts import attending_facts, completion, hours, services
from cohorts.models import Attendance, WorkshopPlace
from cohorts.retention import old_attendance
from cohorts.services.emptying import empty_attendance
from pyp_portal import clock
from tests.cohorts.test_races import at_once
from tests.factories.accounts import UserFactory
from tests.factories.workshops import AttendanceFactory, WorkshopFactory, seat_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def seat(at):
    """Somebody who came to one workshop, and has a place in it."""
    at("2025-04-01 09:00")
    session = WorkshopFactory()
    seat = seat_in(session)
    AttendanceFactory(session=session, seat=seat, afternoon="ABSENT", note_th="ป่วยช่วงบ่าย")
    WorkshopPlace.objects.create(session=session, person=seat.person, taken_at=clock.now())
    return seat


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


def text_of(answer):
    return answer.content.decode()


def test_its_time_is_over_after_ten_years(seat, at):
    session = seat.cohort.workshops.get()
    at("2035-04-09 09:00")
    assert list(old_attendance(clock.now())) == []
    at("2035-04-11 09:00")
    assert list(old_attendance(clock.now())) == [session]

    assert empty_attendance(session, by=UserFactory(admin=True)) == {"attendance": 1}

    assert list(old_attendance(clock.now())) == []


def test_names_go_and_numbers_stay(seat, staff, client_of, at):
    session = seat.cohort.workshops.get()
    name = seat.person.given_th
    at("2035-04-11 09:00")
    before = attending_facts.sessions(seat.cohort)[0].came
    assert name in text_of(client_of(staff).get(to("attendance", session.uid)))

    empty_attendance(session, by=UserFactory(admin=True))

    session.refresh_from_db()
    row = Attendance.objects.get()
    assert (row.seat, row.partner, row.note_th, row.morning) == (None, None, "", "PRESENT")
    assert not WorkshopPlace.objects.exists()
    assert (before, attending_facts.sessions(seat.cohort)[0].came) == (1, 1)
    assert [sum(n for _status, n in counts) for _h, _e, counts, _l in
            attending_facts.halves(session, staff)] == [1, 1]  # fmt: skip
    assert hours.of_seats(seat.cohort, [seat])[seat.pk] == hours.Hours()
    assert completion.of_seats(seat.cohort, [seat])[0].completion.missing[0] == (
        "ไม่เก็บรายชื่อผู้เข้าอบรมแล้ว"
    )
    sheet = text_of(client_of(staff).get(to("attendance", session.uid)))
    assert (name in sheet, "ไม่เก็บรายชื่อผู้เข้าอบรมแล้ว" in sheet) == (False, True)
    for path in (session.get_absolute_url(), to("hours", session.cohort.call.fiscal_year)):
        assert "ไม่เก็บรายชื่อผู้เข้าอบรมแล้ว" in text_of(client_of(staff).get(path))
    assert "ไม่เก็บรายชื่อผู้เข้าอบรมแล้ว" in text_of(client_of(seat.person).get(to("my_training")))


def test_nothing_is_noted_any_more_and_no_summary_made(seat, staff, client_of, at):
    session = seat.cohort.workshops.get()
    at("2035-04-11 09:00")
    empty_attendance(session, by=UserFactory(admin=True))
    session.refresh_from_db()

    with pytest.raises(services.moving.NotReady) as refused:
        services.mark(session, "morning", [(seat, "", "PRESENT", "")], by=staff)
    paper = client_of(staff).post(to("issue_workshop_paper", session.uid, "attendance"))

    assert str(refused.value) == str(session.emptied_sentence)
    assert paper.url == session.get_absolute_url()
    assert Attendance.objects.filter(seat=seat).count() == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_remove_and_one_who_notes_nobody_leaves_a_name(at):
    at("2025-04-01 09:00")
    session = WorkshopFactory()
    seat, staff = seat_in(session), UserFactory(staff=True)
    AttendanceFactory(session=session, seat=seat)
    at("2035-04-11 09:00")

    at_once(
        lambda: empty_attendance(session, by=staff),
        lambda: empty_attendance(session, by=staff),
        lambda: services.mark(session, "morning", [(seat, "PRESENT", "LATE", "")], by=staff),
    )

    assert [(row.seat, row.morning in {"PRESENT", "LATE"}) for row in Attendance.objects.all()] == [
        (None, True)
    ]
