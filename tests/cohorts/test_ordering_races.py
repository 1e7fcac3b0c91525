"""Two officers at one session, team or workshop, two workers at one address: one at a time."""

from contextlib import suppress
from datetime import date

import pytest

from cohorts import checkin, services
from cohorts.models import AnswerWish, Attendance
from cohorts.services import ordering, wishing
from proposals.states import State
from pyp_portal.accounts.roles import Sector
from pyp_portal.outbox.models import Message
from tests.cohorts.test_races import at_once
from tests.factories.accounts import UserFactory
from tests.factories.citizens import OpenActivityFactory, WishFactory
from tests.factories.cohorts import ActivityFactory, ItemFactory, SessionFactory, TeamFactory
from tests.factories.workshops import WorkshopFactory, seat_in

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def officers():
    return [UserFactory(staff=True), UserFactory(staff=True)]


@pytest.fixture(autouse=True)
def _before_the_sessions(at):
    at("2025-04-01 09:00")


def places(session):
    return list(session.items.order_by("order").values_list("order", flat=True))


def test_two_officers_move_and_put_off_items_of_one_session(officers):
    """Whoever comes second finds the item elsewhere: it is not moved from under the first."""
    one, two = officers
    session, other, third = SessionFactory(), SessionFactory(), SessionFactory()
    items = [ItemFactory(session=session, order=place) for place in (1, 2, 3, 4)]

    told = at_once(
        lambda: ordering.move(items[0], by=one, up=False),
        lambda: ordering.move(items[2], by=two, up=True),
    )
    assert (told, places(session)) == ([None, None], [1, 2, 3, 4])

    told = at_once(
        lambda: ordering.move_to(items[3], other, by=one),
        lambda: ordering.move_to(items[3], third, by=two),
    )
    assert told.count(None) == 1
    assert (places(session), places(other) + places(third)) == ([1, 2, 3], [1])

    told = at_once(
        lambda: ordering.take_out(items[2], by=one),
        lambda: ordering.change_place(
            items[2], by=two, minutes_present=5, minutes_qa=5, presenters=[]
        ),
        lambda: ordering.move_to(items[2], other, by=two),
    )
    assert None in told
    assert places(session) == [1, 2]


def test_an_issue_gets_one_place_and_keeps_it_once_its_outcome_is_written(officers, at):
    one, two = officers
    team = TeamFactory(proposal__state=State.LAB_COMPLETED)
    first, other = SessionFactory(cohort=team.cohort), SessionFactory(cohort=team.cohort)

    told = at_once(
        lambda: services.schedule(first, team, by=one),
        lambda: services.schedule(other, team, by=two),
    )
    assert (told.count(None), team.presentation_items.count()) == (1, 1)

    at("2025-08-30 09:00")
    item = team.presentation_items.get()
    empty = other if item.session_id == first.pk else first
    told = at_once(
        lambda: services.record_presentation(item, by=one, outcome="ACKNOWLEDGED"),
        lambda: ordering.move_to(item, empty, by=two),
    )
    item.refresh_from_db()
    assert told.count(None) == 1
    assert (item.recorded_at is None) == (item.session_id == empty.pk)


def test_one_person_becomes_a_partner_once(officers):
    team, person = TeamFactory(), UserFactory()

    told = at_once(
        *[
            lambda by=by: services.add_partner(
                team, by=by, person=person, sector=Sector.CIVIL_SOCIETY
            )
            for by in officers
        ]
    )

    assert (told.count(None), team.partners.count()) == (1, 1)


def test_nobody_is_there_at_a_workshop_that_is_called_off_meanwhile(officers, at):
    at("2025-04-10 08:50")
    one, two = officers
    session = WorkshopFactory(held_on=date(2025, 4, 10))
    came, marked = seat_in(session), seat_in(session)
    ticket = checkin.ticket_for(session, came.person)

    def check_in():
        with suppress(checkin.Refused):
            services.check_in(session, person=came.person, ticket=ticket)

    at_once(
        check_in,
        lambda: services.mark(session, "morning", [(marked, "", "LEAVE", "")], by=one),
        lambda: services.cancel_workshop(session, by=two, reason="น้ำท่วมทั้งจังหวัด ถนนขาด"),
    )

    session.refresh_from_db()
    assert session.is_cancelled != Attendance.objects.exists()


def test_an_address_is_left_once_and_told_once():
    activity = OpenActivityFactory()
    leave = [lambda: wishing.leave_address(activity, "somporn@example.org") for _press in range(2)]
    assert at_once(*leave) == [None, None]
    assert (AnswerWish.objects.count(), Message.objects.count()) == (1, 1)

    shown = ActivityFactory(team=activity.team, shown_at=activity.opened_at)
    type(activity).objects.filter(pk=activity.pk).update(activity=shown)
    WishFactory(activity=activity)  # its owner has not said yes
    wishing.confirm_wish(AnswerWish.objects.get(email="somporn@example.org"))
    assert at_once(*[wishing.tell_what_changed for _worker in range(2)]) == [None, None]

    assert (AnswerWish.objects.count(), Message.objects.count()) == (1, 2)
