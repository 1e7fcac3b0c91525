"""What the lists of the training cost: the same number of statements for one row and three."""

import pytest
from django.urls import reverse

from cohorts import services
from cohorts.models import Evaluation, Reflection
from pyp_portal import clock
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import PartnerFactory
from tests.factories.workshops import GOOD, AttendanceFactory, WorkshopFactory, seat_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(at):
    at("2025-04-01 09:00")
    return WorkshopFactory()


@pytest.fixture
def cost(client_of, django_assert_max_num_queries):
    def count(user, name, *args):
        client, url = client_of(user), reverse(f"cohorts:{name}", args=args)
        client.get(url)  # what is kept between requests is kept from here on
        with django_assert_max_num_queries(80) as counted:
            assert client.get(url).status_code == 200
        return len(counted.captured_queries)

    return count


def grow(session, person=None):
    """A team more, with its people at the session and at one session more."""
    seat = seat_in(session, **({"person": person, "joins_one_issue": False} if person else {}))
    other = WorkshopFactory(cohort=session.cohort)
    for one in (session, other):
        AttendanceFactory(session=one, seat=seat)
        AttendanceFactory(session=one, partner=PartnerFactory(team=seat.team))
        Evaluation.objects.create(session=one, scores=GOOD)
    Reflection.objects.create(seat=seat, text_th="ได้เรียนรู้", written_at=clock.now())


def test_the_lists_of_the_office(session, cost):
    staff, year = UserFactory(staff=True), session.cohort.call.fiscal_year
    pages = [("workshops", year), ("hours", year), ("reflections", year)]
    pages += [(name, session.uid) for name in ("workshop", "attendance", "workshop_screen")]
    grow(session)
    once = [cost(staff, *page) for page in pages]
    grow(session), grow(session)

    assert [cost(staff, *page) for page in pages] == once


def test_my_training(session, cost):
    person = UserFactory()
    grow(session, person)
    once = cost(person, "my_training")
    grow(session), grow(session)

    assert cost(person, "my_training") == once


def test_a_sheet_of_many_costs_what_a_sheet_of_one_costs(
    session, at, django_assert_max_num_queries
):
    staff, seats = UserFactory(staff=True), [seat_in(session) for _each in range(4)]
    at("2025-04-10 09:10")
    counts = []
    for some in (seats[:1], seats[1:]):
        entries = [(seat, "", "PRESENT", "") for seat in some]
        with django_assert_max_num_queries(20) as counted:
            services.mark(session, "morning", entries, by=staff)
        counts.append(len(counted.captured_queries))

    assert counts[0] == counts[1]
