"""Two people at once at a workshop: the last place, the same check-in, the same certificates."""

import pytest

from cohorts import checkin, services
from cohorts.models import Attendance, Certificate, Reflection, WorkshopPlace
from pyp_portal import clock
from tests.cohorts.test_races import at_once
from tests.factories.accounts import UserFactory
from tests.factories.workshops import GOOD, AttendanceFactory, WorkshopFactory, seat_in

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def test_the_last_place_goes_once_and_a_person_is_there_once(at):
    at("2025-04-01 09:00")
    session = WorkshopFactory(capacity=1)
    people = [seat_in(session).person for _each in range(2)]

    told = at_once(*[lambda p=p: services.take_place(session, person=p) for p in people])

    assert (told.count(None), WorkshopPlace.objects.count()) == (1, 1)
    at("2025-04-10 08:50")
    person, (officer, other) = people[0], (UserFactory(staff=True), UserFactory(staff=True))
    ticket = checkin.ticket_for(session, person)
    seat = person.participations.get()
    assert at_once(
        lambda: services.check_in(session, person=person, ticket=ticket),
        lambda: services.check_in(session, person=person, ticket=ticket),
    ) == [None, None]
    assert Attendance.objects.get().morning == "PRESENT"
    at("2025-04-10 13:00")
    mark = [(seat, "", "LATE", "")], [(seat, "", "ABSENT", "")]
    at_once(
        lambda: services.mark(session, "afternoon", mark[0], by=officer),
        lambda: services.mark(session, "afternoon", mark[1], by=other),
    )
    assert Attendance.objects.get().afternoon in {"LATE", "ABSENT"}


def test_two_officers_issue_each_certificate_once(at):
    at("2025-04-01 09:00")
    session = WorkshopFactory()
    seat = seat_in(session)
    seat.team.deliverables.update(approved_at=clock.now())
    AttendanceFactory(session=session, seat=seat)
    Reflection.objects.create(seat=seat, text_th="x", written_at=clock.now())
    at("2025-04-11 09:00")
    services.evaluate(session, person=seat.person, scores=GOOD)
    officers = [UserFactory(staff=True) for _each in range(2)]

    told = at_once(
        *[lambda by=by: services.issue_certificates(session.cohort, by=by) for by in officers]
    )

    assert (told, Certificate.objects.count()) == ([None, None], 1)
