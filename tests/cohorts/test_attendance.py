"""Attendance by hand, leave and substitutes, places in the room, hours."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils.translation import override

from cohorts import hours, services
from cohorts.checkin import ticket_for
from cohorts.models import Attendance, WorkshopPlace
from cohorts.services.moving import NotReady
from proposals.grounds import ReasonNeeded
from pyp_portal import clock
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import PartnerFactory, cohort_of
from tests.factories.proposals import AccessFactory
from tests.factories.workshops import AttendanceFactory, WorkshopFactory, seat_in

pytestmark = pytest.mark.django_db
REASON = "วิทยากรติดราชการด่วน ขอยกเลิก"


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def session(at):
    at("2025-04-01 09:00")
    return WorkshopFactory(capacity=1)


@pytest.fixture
def seat(session):
    return seat_in(session)


def refused(call, *args, **kwargs):
    with pytest.raises(NotReady) as refusal:
        call(*args, **kwargs)
    return str(refusal.value)


# --- Planning
def plan(staff, **facts):
    facts = {"title_th": "ปฐมนิเทศ", "held_on": date(2025, 4, 10), "mode": "ONSITE", **facts}
    return services.plan_workshop(cohort_of(), by=staff, **facts)


def test_a_session_is_numbered_and_its_hours_follow_from_its_times(staff):
    first = plan(staff, morning_from=time(9), morning_to=time(12))
    second = services.plan_workshop(
        first.cohort, by=staff, title_th="ครั้งต่อไป", held_on=date(2025, 5, 1), mode="ONLINE",
        morning_from=time(9), morning_to=time(12),
        afternoon_from=time(13), afternoon_to=time(14, 30),
    )  # fmt: skip

    assert (first.number, first.halves, first.minutes) == (1, ["morning"], 180)
    assert (second.number, second.afternoon_minutes, second.minutes) == (2, 90, 270)
    assert first.invited.count() == 4


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ({}, "เวลา"),
        ({"morning_from": time(9)}, "เริ่มต้นและสิ้นสุด"),
        ({"morning_from": time(12), "morning_to": time(9)}, "ก่อน"),
        (
            {
                "morning_from": time(9), "morning_to": time(13),
                "afternoon_from": time(12), "afternoon_to": time(15),
            },
            "ช่วงบ่าย",
        ),
    ],
)  # fmt: skip
def test_times_that_make_no_session_are_refused(staff, times, words):
    assert words in refused(plan, staff, **times)


def test_a_session_with_attendance_keeps_its_day(session, seat, staff):
    AttendanceFactory(session=session, seat=seat)
    change = {"by": staff, "invited": session.invited.all()}

    assert "วันและเวลา" in refused(
        services.change_workshop, session, held_on=date(2025, 4, 11), **change
    )
    assert "ยกเลิกไม่ได้" in refused(services.cancel_workshop, session, by=staff, reason=REASON)


def test_a_change_from_an_old_page_is_refused(session, staff):
    change = {"by": staff, "invited": session.invited.all(), "title_th": "ใหม่"}
    services.change_workshop(session, seen="0", **change)

    assert "อีกครั้ง" in refused(services.change_workshop, session, seen="0", **change)


# --- Places
def test_the_room_takes_as_many_as_it_holds(session, seat):
    services.take_place(session, person=seat.person)
    services.take_place(session, person=seat.person)
    second = seat_in(session).person

    assert "เต็ม" in refused(services.take_place, session, person=second)
    services.give_up_place(session, person=seat.person)
    services.take_place(session, person=second)
    assert [place.person for place in WorkshopPlace.objects.all()] == [second]


def test_a_full_room_of_a_hybrid_session_leaves_the_screen(session, seat):
    session.mode = "HYBRID"
    session.save()
    services.take_place(session, person=seat.person)
    second = seat_in(session).person

    assert "ออนไลน์" in refused(services.take_place, session, person=second)
    assert services.take_place(session, person=second, is_online=True).is_online


def test_only_those_invited_take_a_place_and_only_ahead(session, seat, at):
    assert "ไม่ได้รับเชิญ" in refused(services.take_place, session, person=UserFactory())
    at("2025-04-10 09:00")
    assert "ที่นั่ง" in refused(services.take_place, session, person=seat.person)
    assert "ที่นั่ง" in refused(services.give_up_place, session, person=seat.person)


# --- Leave and substitutes
def test_leave_is_said_ahead_frees_the_place_and_can_be_taken_back(session, seat):
    services.take_place(session, person=seat.person)
    services.announce(session, person=seat.person, status="SUBSTITUTE", note="นายแทน ใจดี")
    row = Attendance.objects.get()
    assert (row.morning, row.afternoon, row.note_th) == ("SUBSTITUTE", "SUBSTITUTE", "นายแทน ใจดี")
    assert (row.minutes, session.places.count()) == (0, 0)

    services.take_back(session, person=seat.person)
    row.refresh_from_db()
    assert (row.morning, row.afternoon, row.note_th) == ("", "", "")


def test_what_the_office_noted_is_not_taken_back(session, seat, staff):
    services.mark(session, "morning", [(seat, "", "LEAVE", "")], by=staff)
    services.take_back(session, person=seat.person)

    assert Attendance.objects.get().morning == "LEAVE"


def test_nobody_says_of_themselves_that_they_were_there(session, seat, at):
    said = {"person": seat.person, "note": ""}
    assert "ลา" in refused(services.announce, session, status="PRESENT", **said)
    assert "ไม่ได้รับเชิญ" in refused(
        services.announce, session, person=UserFactory(), status="LEAVE", note=""
    )
    at("2025-04-10 10:00")
    assert "เริ่มแล้ว" in refused(services.announce, session, status="LEAVE", **said)
    assert "เริ่มแล้ว" in refused(services.take_back, session, person=seat.person)


def test_who_has_checked_in_does_not_say_that_they_stay_away(session, seat, at, client_of):
    at("2025-04-10 08:50")
    services.check_in(session, person=seat.person, ticket=ticket_for(session, seat.person))

    assert "ลงเวลาแล้ว" in refused(
        services.announce, session, person=seat.person, status="LEAVE", note="ป่วย"
    )
    assert Attendance.objects.get().morning == "PRESENT"
    words = client_of(seat.person).get(session.get_absolute_url()).content.decode()
    assert reverse("cohorts:workshop_leave", args=[session.uid]) not in words
    assert reverse("cohorts:workshop_place", args=[session.uid]) not in words


# --- By hand
def test_a_sheet_changes_only_what_was_touched(session, seat, staff, at):
    other = seat_in(session)
    at("2025-04-10 09:20")
    entries = [(seat, "", "PRESENT", ""), (other, "", "", "")]

    marked = services.mark(session, "morning", entries, by=staff)

    assert (marked.changed, marked.clashes) == (1, [])
    assert Attendance.objects.get().seat == seat
    again = services.mark(session, "morning", [(seat, "PRESENT", "PRESENT", "")], by=staff)
    assert again.changed == 0


def test_who_marks_second_learns_what_the_first_has_marked(session, seat, staff, at):
    at("2025-04-10 09:20")
    services.mark(session, "morning", [(seat, "", "LATE", "")], by=staff)

    marked = services.mark(session, "morning", [(seat, "", "ABSENT", "")], by=staff)

    assert (marked.changed, marked.clashes) == (0, [(seat, "LATE")])
    assert Attendance.objects.get().morning == "LATE"


def test_a_mistake_can_be_wiped_out(session, seat, staff, at):
    at("2025-04-10 09:20")
    services.mark(session, "morning", [(seat, "", "PRESENT", "")], by=staff)
    services.mark(session, "morning", [(seat, "PRESENT", "", "")], by=staff)

    assert Attendance.objects.get().morning == ""
    marked = services.mark(session, "morning", [(seat, "PRESENT", "ABSENT", "")], by=staff)
    assert marked.clashes == [(seat, None)]


def test_presence_ahead_of_the_session_or_outside_of_it_is_refused(session, seat, staff):
    mark = {"by": staff}
    assert "ยังไม่เริ่ม" in refused(
        services.mark, session, "morning", [(seat, "", "PRESENT", "")], **mark
    )
    with override("en"):
        assert "has not begun" in refused(
            services.mark, session, "morning", [(seat, "", "PRESENT", "")], **mark
        )
    services.mark(session, "morning", [(seat, "", "LEAVE", "")], **mark)
    session.afternoon_minutes = 0
    session.save()
    assert "ช่วงนี้" in refused(services.mark, session, "afternoon", [], **mark)
    session.cancelled_at = clock.now()
    session.save()
    assert "ยกเลิก" in refused(services.mark, session, "morning", [], **mark)


def test_the_rest_is_marked_at_once_without_those_whom_the_officer_may_not_see(
    session, seat, staff, at
):
    partner, closed = PartnerFactory(team=seat.team), seat_in(session)
    late = seat_in(session)
    AccessFactory(proposal=closed.team.proposal, user=staff, kind="closed")
    at("2025-04-10 11:00")
    services.mark(session, "morning", [(late, "", "LATE", "รถติด")], by=staff)

    assert services.mark_all(session, "morning", "ABSENT", by=staff) == 2

    found = {(row.seat, row.partner): row.morning for row in Attendance.objects.all()}
    assert found == {
        (late, None): "LATE", (seat, None): "ABSENT", (None, partner): "ABSENT",
    }  # fmt: skip


# --- Calling off
def test_a_session_is_called_off_with_a_reason_once(session, staff):
    with pytest.raises(ReasonNeeded):
        services.cancel_workshop(session, by=staff, reason="สั้น")
    services.cancel_workshop(session, by=staff, reason=REASON)

    assert "ยกเลิก" in refused(services.cancel_workshop, session, by=staff, reason=REASON)
    change = {"by": staff, "invited": [], "title_th": "ใหม่"}
    assert "ยกเลิก" in refused(services.change_workshop, session, **change)


# --- Hours
def test_hours_count_the_halves_attended_against_those_held_since_one_joined(session, at):
    at("2025-03-01 09:00")
    early, partner = seat_in(session), None
    partner = PartnerFactory(team=early.team)
    before = WorkshopFactory(cohort=session.cohort, held_on=date(2025, 3, 12))
    WorkshopFactory(cohort=session.cohort, held_on=date(2025, 6, 12), morning_minutes=0)
    advisors = session.cohort.tiers.filter(key="ADVISOR")
    WorkshopFactory(
        cohort=session.cohort, held_on=date(2025, 4, 2), invited=advisors, invites_partners=False
    )
    WorkshopFactory(cohort=session.cohort, held_on=date(2025, 4, 3), cancelled_at=clock.now())
    at("2025-04-01 09:00")
    late = seat_in(session)
    at("2025-05-01 09:00")
    AttendanceFactory(session=before, seat=early, afternoon="SUBSTITUTE")
    AttendanceFactory(session=session, seat=early, morning="LATE", afternoon="ABSENT")
    AttendanceFactory(session=session, seat=late)
    AttendanceFactory(session=session, partner=partner, morning="LEAVE")

    found = hours.of_seats(session.cohort, [early, late])
    beside = hours.of_partners(session.cohort, [partner])

    assert found == {
        early.pk: hours.Hours(360, 720, 900, 2, 2),
        late.pk: hours.Hours(360, 360, 540, 1, 1),
    }
    assert beside == {partner.pk: hours.Hours(180, 720, 900, 1, 2)}
    assert hours.Hours().pct == 0
