"""Check-in by the code on the screen: fresh, forged, old, of another day, late, twice."""

from datetime import timedelta

import pytest

from cohorts import checkin, services
from cohorts.checkin import FORGED, OLD, OUTSIDE, OVER, Refused
from cohorts.models import Attendance
from cohorts.services.moving import NotReady
from pyp_portal import clock
from pyp_portal.history.models import Event
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import PartnerFactory
from tests.factories.workshops import WorkshopFactory, seat_in

pytestmark = pytest.mark.django_db
DAY = "2025-04-10"


@pytest.fixture
def session(at):
    at("2025-04-01 09:00")
    return WorkshopFactory()


@pytest.fixture
def seat(session):
    return seat_in(session)


def refusal(call, *args):
    with pytest.raises(Refused) as refused:
        call(*args)
    return refused.value.sentence


def enter(session, person):
    return services.check_in(session, person=person, ticket=checkin.ticket_for(session, person))


# --- The code of the screen
def test_a_code_changes_within_a_minute_and_is_good_for_one_turn_more(session, at):
    start = at(f"{DAY} 08:45:00")
    first = checkin.token(session)
    checkin.check_token(session, first)
    assert 0 < checkin.seconds_left() <= checkin.TURN <= 60

    at(start + timedelta(seconds=checkin.TURN))
    assert checkin.token(session) != first
    checkin.check_token(session, first)

    at(start + timedelta(seconds=2 * checkin.TURN))
    assert refusal(checkin.check_token, session, first) == OLD


def test_a_code_used_a_day_later_is_refused_and_changes_nothing(session, at):
    at(f"{DAY} 08:45:00")
    kept = checkin.token(session)
    at("2025-04-11 08:45:00")

    assert refusal(checkin.check_token, session, kept) == OVER


@pytest.mark.parametrize(
    "typed", ["", "zz", "1a2b", "1a2b-", "999-0123456789abcdef01234567", "ก-ข"]
)
def test_a_code_made_up_is_refused(session, typed):
    assert refusal(checkin.check_token, session, typed) == FORGED


def test_the_code_of_another_session_is_refused(session):
    other = WorkshopFactory(cohort=session.cohort, number=99)

    assert refusal(checkin.check_token, session, checkin.token(other)) == FORGED


# --- The ticket of a person
@pytest.mark.parametrize("typed", ["", "abc", "abc:def"])
def test_a_ticket_made_up_is_refused(session, typed):
    assert refusal(checkin.check_ticket, session, UserFactory(), typed) == FORGED


def test_a_ticket_is_of_use_to_its_person_and_session_only(session):
    mine, other = UserFactory(), UserFactory()
    ticket = checkin.ticket_for(session, mine)

    checkin.check_ticket(session, mine, ticket)
    assert refusal(checkin.check_ticket, session, other, ticket) == FORGED
    assert refusal(checkin.check_ticket, WorkshopFactory(), mine, ticket) == FORGED


def test_a_ticket_lasts_some_minutes(session, at):
    person, start = UserFactory(), at(f"{DAY} 08:45:00")
    ticket = checkin.ticket_for(session, person)
    at(start + timedelta(seconds=checkin.TICKET))
    checkin.check_ticket(session, person, ticket)
    at(start + timedelta(seconds=checkin.TICKET + 1))

    assert refusal(checkin.check_ticket, session, person, ticket) == OLD


# --- Checking in
@pytest.mark.parametrize(
    ("moment", "morning", "afternoon"),
    [
        ("08:00", "PRESENT", ""),
        ("09:30", "PRESENT", ""),
        ("09:31", "LATE", ""),
        ("12:00", "LATE", ""),
        ("12:01", "", "PRESENT"),
        ("13:31", "", "LATE"),
    ],
)
def test_the_clock_says_which_half_and_whether_late(session, seat, at, moment, morning, afternoon):
    at(f"{DAY} {moment}")

    half, status = enter(session, seat.person)

    row = Attendance.objects.get()
    assert (row.seat, row.morning, row.afternoon, row.source) == (seat, morning, afternoon, "QR")
    assert status == row.of(half)


@pytest.mark.parametrize("moment", [f"{DAY} 07:59", f"{DAY} 16:01", "2025-04-11 09:00"])
def test_nobody_checks_in_outside_of_the_session(session, seat, at, moment):
    at(moment)

    assert refusal(enter, session, seat.person) == OUTSIDE
    assert not Attendance.objects.exists()


def test_nobody_checks_in_to_a_session_called_off(session, seat, at):
    session.cancelled_at = clock.now()
    session.save()
    at(f"{DAY} 09:00")

    assert refusal(enter, session, seat.person) == checkin.CALLED_OFF


def test_checking_in_twice_keeps_the_first_word(session, seat, at):
    at(f"{DAY} 08:50")
    enter(session, seat.person)
    events = Event.objects.count()
    at(f"{DAY} 09:50")

    assert enter(session, seat.person) == ("morning", "PRESENT")
    assert (Attendance.objects.count(), Event.objects.count()) == (1, events)


def test_who_comes_after_all_is_there(session, seat, at):
    services.announce(session, person=seat.person, status="LEAVE", note="ราชการ")
    at(f"{DAY} 08:50")
    enter(session, seat.person)

    row = Attendance.objects.get()
    assert (row.morning, row.afternoon) == ("PRESENT", "LEAVE")


def test_a_partner_checks_in_and_a_stranger_does_not(session, seat, at):
    partner = PartnerFactory(team=seat.team)
    at(f"{DAY} 08:50")
    enter(session, partner.person)

    assert Attendance.objects.get().partner == partner
    with pytest.raises(NotReady, match="ไม่ได้รับเชิญ"):
        enter(session, UserFactory())


def test_an_advisor_of_two_teams_is_there_for_both(session, at):
    first = seat_in(session, "ADVISOR")
    seat_in(session, "ADVISOR", person=first.person)
    at(f"{DAY} 08:50")
    enter(session, first.person)

    assert Attendance.objects.filter(morning="PRESENT").count() == 2
