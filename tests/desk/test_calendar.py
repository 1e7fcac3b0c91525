"""The calendar of a person: their own days and nobody else's, in months."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.states import State
from pyp_portal import clock
from pyp_portal.desk.calendars import entries, shown
from pyp_portal.desk.months import month_of
from pyp_portal.ical import Entry
from selection import services
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import SeatFactory, TeamFactory
from tests.factories.proposals import CallFactory, ProposalFactory
from tests.factories.selection import plan_of, seat_members
from tests.factories.workshops import WorkshopFactory

pytestmark = pytest.mark.django_db

PAGE = "/calendar/"


def kinds(user):
    """The first words of the keys of what stands in a person's calendar."""
    return {entry.key.partition("-")[0] for entry in entries(user)}


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of()


def pitch(plan, proposal):
    session = services.open_session(plan, starts_at=clock.now() + timedelta(3), place_th="ห้อง 1")
    services.schedule(session, [proposal])
    return session


def test_members_see_meetings_and_pitches_of_their_committee_alone(plan):
    chair, *_others = seat_members(plan)
    services.call_meeting(plan.committee, starts_at=clock.now() + timedelta(9), place_th="ห้อง 1")
    pitch(plan, ProposalFactory(call=plan.call, state=State.SHORTLISTED))
    stranger = seat_members(plan_of(CallFactory(fiscal_year=2570)))[0]

    assert {"meeting", "pitch"} <= kinds(chair.user)
    assert not {"meeting", "pitch"} & kinds(stranger.user)
    assert not kinds(UserFactory())


def test_who_has_not_accepted_the_terms_sees_no_meeting(plan):
    chair, *_others = seat_members(plan)
    services.call_meeting(plan.committee, starts_at=clock.now() + timedelta(9), place_th="ห้อง 1")
    type(chair).objects.filter(pk=chair.pk).update(terms_accepted_at=None)

    assert "meeting" not in kinds(chair.user)


def test_an_agency_sees_its_own_pitch_once_the_order_is_told(plan):
    own = ProposalFactory(call=plan.call, state=State.SHORTLISTED)
    member = MembershipFactory(agency=own.lead_agency).user
    other = MembershipFactory().user
    session = pitch(plan, own)

    before = kinds(member)
    services.publish_schedule(session)

    assert (before, kinds(other)) == ({"call"}, {"call"})
    assert kinds(member) == {"call", "pitch"}


def test_participants_see_the_lab_and_their_workshops(at):
    at("2025-04-01 09:00")
    seat = SeatFactory(team=TeamFactory(proposal__state=State.IN_LAB))
    WorkshopFactory(cohort=seat.cohort)
    not_mine = UserFactory()

    found = entries(seat.person)

    assert {"cohort", "workshop"} <= kinds(seat.person)
    assert kinds(not_mine) == set()
    assert len({entry.key for entry in found}) == len(found)


def test_what_waits_by_a_day_stands_there_until_it_is_done(client_of):
    draft = ProposalFactory(state=State.DRAFT, call=CallFactory(open_now=True))
    member = MembershipFactory(agency=draft.lead_agency, can_edit=True).user

    waiting = [entry for entry in entries(member) if entry.key.startswith("task-")]
    type(draft).objects.filter(pk=draft.pk).update(**{"state": State.SUBMITTED})

    assert [entry.ends for entry in waiting] == [draft.call.closes_at]
    assert not any(entry.key.startswith("task-") for entry in entries(UserFactory()))


def line(starts, ends=None):
    changed = clock.now()
    return shown(Entry("call-x", "วัน", starts, changed, ends=ends))


def test_a_month_is_whole_weeks_from_sunday(at):
    at("2025-02-07 10:00")
    month = month_of(date(2025, 2, 1), [line(date(2025, 2, 12), date(2025, 2, 13))])

    assert [len(week) for week in month.weeks] == [7] * 5
    assert (month.weeks[0][0].day, month.weeks[0][0].is_outside) == (date(2025, 1, 26), True)
    assert [day.day.day for week in month.weeks for day in week if day.lines] == [12]
    assert [day.day.day for week in month.weeks for day in week if day.is_today] == [7]
    assert month.weeks[2][3].is_closed  # Makha Bucha
    assert (month.previous, month.next) == (date(2025, 1, 1), date(2025, 3, 1))


def test_what_runs_over_days_stands_beside_the_month_it_reaches_into():
    long = line(date(2025, 1, 20), date(2025, 2, 3))

    months = [month_of(date(2025, n, 1), [long]) for n in (1, 2, 3)]

    assert [month.long for month in months] == [[long], [long], []]
    assert [month.is_empty for month in months] == [False, False, True]


@pytest.mark.parametrize("month", ["", "2025-13", "0001-01", "9999-12", "มี.ค. 2568", "2025-02-01"])
def test_a_month_that_does_not_exist_is_this_one(client_of, month, at):
    at("2025-02-07 10:00")
    page = client_of(UserFactory()).get(PAGE, {"month": month})

    assert page.context["month"].first == date(2025, 2, 1)


@pytest.mark.postgres
def test_a_full_calendar_asks_no_more_than_one_with_little(client_of, plan):
    chair, *_others = seat_members(plan)
    client = client_of(chair.user)
    asked = []
    for day in (2, 12, 13):
        services.call_meeting(plan.committee, starts_at=clock.now() + timedelta(day), place_th="1")
        pitch(plan, ProposalFactory(call=plan.call, state=State.SHORTLISTED))
        with CaptureQueriesContext(connection) as statements:
            client.get(reverse("desk:calendar"))
        asked.append(len(statements))

    assert asked[0] == asked[2]
