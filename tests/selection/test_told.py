"""A meeting that was told of at an earlier one (K2)."""

from datetime import timedelta

import pytest

from proposals.grounds import MoveRefused
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from selection import guards, services
from selection.kinds import Presence
from tests.factories.proposals import CallFactory
from tests.factories.selection import REASON, fresh, meeting_of, plan_of, seat_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-01-31 14:00")
    return plan_of()


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


def call(plan, **kwargs):
    kwargs = {"starts_at": clock.now() + timedelta(days=7), "place_th": "ห้องประชุม"} | kwargs
    return services.call_meeting(plan.committee, **kwargs)


def held(plan, seats, absent=()):
    """A meeting of the committee five days ago, at which the next one was told."""
    with clock.at(clock.now() - timedelta(days=10)):
        meeting = meeting_of(plan, [seat for seat in seats if seat not in absent])
        away = [{"seat": seat, "status": Presence.ABSENT} for seat in absent]
        services.mark_attendance(meeting, away)
    return meeting


def test_who_was_told_at_a_meeting_needs_no_days(plan, seats):
    first = held(plan, seats)
    meeting = call(plan, starts_at=clock.now() + timedelta(days=1))

    services.send_notice(meeting, told_at=first)

    assert fresh(meeting).told_at == first
    assert guards.notice_ok(fresh(meeting)) is None
    told = Message.objects.filter(template__contains="meeting_notice", body__contains=first.label)
    assert {m.address for m in told} == {seat.user.email for seat in seats}


def test_the_days_count_for_those_who_were_not_there(plan, seats):
    first = held(plan, seats, absent=seats[1:2])
    meeting = call(plan, starts_at=clock.now() + timedelta(days=1))

    with pytest.raises(MoveRefused, match=str(seats[1].user)) as refused:
        services.send_notice(meeting, told_at=first)
    assert str(seats[0].user) not in str(refused.value)
    assert fresh(meeting).notice_sent_at is None
    services.send_notice(meeting, told_at=first, urgency_reason=REASON)
    assert fresh(meeting).told_at == first


def test_it_is_told_at_an_earlier_meeting_of_the_committee_that_was_held(plan, seats):
    planned, meeting = call(plan, starts_at=clock.now() + timedelta(days=1)), call(plan)
    other_plan = plan_of(CallFactory(fiscal_year=2569))
    elsewhere = held(other_plan, seat_members(other_plan, 3))

    for other in (planned, meeting, elsewhere):
        with pytest.raises(MoveRefused):
            services.send_notice(meeting, told_at=other)

    assert fresh(meeting).notice_sent_at is None


def test_another_time_was_not_told(plan, seats):
    first = held(plan, seats)
    meeting = call(plan, starts_at=clock.now() + timedelta(days=1))
    services.send_notice(meeting, told_at=first)
    later = clock.now() + timedelta(days=2)

    with pytest.raises(MoveRefused):
        services.move_meeting(meeting, reason=REASON, starts_at=later)
    services.move_meeting(fresh(meeting), reason=REASON, urgency_reason=REASON, starts_at=later)

    assert fresh(meeting).told_at is None
