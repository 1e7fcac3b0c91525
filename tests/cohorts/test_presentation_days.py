"""Who presents is invited with a calendar entry that moves, and leaves the calendar again."""

from datetime import time

import pytest
from icalendar import Calendar

from cohorts import calendars, services
from cohorts.services import ordering
from proposals.states import State
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import ItemFactory, SessionFactory, TeamFactory

pytestmark = pytest.mark.django_db
PLANNED = "cohorts/emails/presentation_planned.txt"
OUT = "cohorts/emails/presentation_taken_out.txt"


@pytest.fixture(autouse=True)
def before_the_session(at):
    at("2025-08-01 10:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def session():
    return SessionFactory(starts_at=time(9, 30))


@pytest.fixture
def item(session, staff):
    team = TeamFactory(cohort=session.cohort, proposal__state=State.LAB_COMPLETED)
    return services.schedule(session, team, by=staff, presenters=[UserFactory()])


def invitations(template, address=None):
    """(method, sequence, when it begins, uid) of each letter, as a mail program reads them."""
    found = Message.objects.filter(template=template).order_by("pk")
    found = found.filter(address=address) if address else found
    events = [Calendar.from_ical(one.invited.calendar).walk("VEVENT")[0] for one in found]
    return [
        (one.invited.method, event["sequence"], event["dtstart"].dt.isoformat(), event["uid"])
        for one, event in zip(found, events, strict=True)
    ]


def first_address():
    return Message.objects.filter(template=PLANNED).order_by("pk")[0].address


def test_who_presents_is_invited_and_each_change_moves_the_same_entry(item, session, staff, at):
    at("2025-08-02 10:00")
    ordering.change_session(session, by=staff, starts_at=time(13, 0))

    first, second = invitations(PLANNED, first_address())
    assert [first[0], first[2]] == ["REQUEST", "2025-08-27T09:30:00+07:00"]
    assert [second[0], second[2]] == ["REQUEST", "2025-08-27T13:00:00+07:00"]
    assert first[3] == second[3] and first[1] < second[1]


def test_nobody_else_is_invited(item):
    [presenter] = item.presenters.all()

    assert {one.address for one in Message.objects.filter(template=PLANNED)} == {presenter.email}


@pytest.mark.parametrize("is_moved", [True, False])
def test_taken_out_or_put_off_it_leaves_the_calendar(item, session, staff, is_moved, at):
    at("2025-08-02 10:00")
    other = SessionFactory(cohort=session.cohort, held_on="2025-08-29")
    address = first_address()
    [invited] = invitations(PLANNED, address)
    if is_moved:
        ordering.move_to(item, type(other).objects.get(pk=other.pk), by=staff)
    else:
        ordering.take_out(item, by=staff)

    [(method, sequence, _starts, uid)] = invitations(OUT, address)
    assert (method, uid, sequence > invited[1]) == ("CANCEL", invited[3], True)
    letter = Message.objects.get(template=OUT, address=address)
    assert ("กำหนดใหม่แจ้งไว้ในอีเมลอีกฉบับ" in letter.body) == is_moved
    again = [row[2:] for row in invitations(PLANNED, address)[1:]]
    assert [starts for starts, _uid in again] == (["2025-08-29"] if is_moved else [])


def test_the_calendar_of_the_year_holds_the_same_entry_with_its_hours(item, session):
    ItemFactory(session=session, order=2, team__cohort=session.cohort)
    [day] = calendars.presentations(session.cohort)

    assert day.entry.uid == invitations(PLANNED)[0][3]
    assert day.entry.starts.isoformat() == "2025-08-27T09:30:00+07:00"
    assert (day.entry.ends - day.entry.starts).seconds == 3600
