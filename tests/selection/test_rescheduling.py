"""A meeting is moved, cancelled, adjourned and called again; members are told once (K2, K4, R5)."""

from datetime import timedelta

import pytest

from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.states import State
from pyp_portal import clock, ical
from pyp_portal.outbox.models import Message
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection import calendars, quorums, services
from selection.kinds import Outcome
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import REASON, SeatFactory, fresh, meeting_of, plan_of, seat_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-01-31 14:00")
    return plan_of()


@pytest.fixture
def seats(plan):
    return seat_members(plan, 5)


@pytest.fixture
def meeting(plan, seats):
    """In a week, its notice sent."""
    starts_at = clock.now() + timedelta(days=7)
    made = services.call_meeting(plan.committee, starts_at=starts_at, place_th="ห้อง ๑")
    services.send_notice(made)
    return made


def told(name):
    found = Message.objects.filter(template__contains=name)
    return sorted(found.values_list("address", flat=True))


def everybody(seats):
    return sorted(seat.user.email for seat in seats)


def test_moving_tells_every_member_once_and_moves_the_calendar(meeting, seats):
    before = ical.calendar("", [calendars.of_meeting(meeting)]).decode()
    later = meeting.starts_at + timedelta(days=1)

    services.move_meeting(meeting, starts_at=later, reason=REASON)

    after = ical.calendar("", [calendars.of_meeting(fresh(meeting))]).decode()
    assert told("meeting_moved") == everybody(seats)
    assert ("SEQUENCE:0" in before, "SEQUENCE:1" in after) == (True, True)
    assert f"meeting-{meeting.uid}@" in before.replace("\r\n ", "")
    assert f"meeting-{meeting.uid}@" in after.replace("\r\n ", "")
    assert Paper.objects.filter(kind=Kind.MEETING_NOTICE).count() == 2


def test_moved_twice_it_is_told_twice(meeting, seats):
    for days in (1, 2):
        later = meeting.starts_at + timedelta(days=days)
        services.move_meeting(meeting, starts_at=later, reason=REASON)

    assert told("meeting_moved") == sorted(everybody(seats) * 2)


def test_nobody_is_told_of_a_change_who_was_told_of_no_meeting(plan, seats):
    planned = services.call_meeting(plan.committee, starts_at=clock.now(), place_th="ห้อง")

    services.move_meeting(planned, place_th="ห้อง ๒", reason=REASON)
    services.cancel_meeting(planned, reason=REASON)

    assert Message.objects.count() == 0
    assert Paper.objects.count() == 0


@pytest.mark.parametrize(("urgency", "is_moved"), [("", False), (REASON, True)])
def test_an_earlier_day_is_a_notice_of_its_own(meeting, urgency, is_moved):
    sooner = clock.now() + timedelta(days=2)
    move = {"starts_at": sooner, "reason": REASON, "urgency_reason": urgency}

    if is_moved:
        services.move_meeting(meeting, **move)
    else:
        with pytest.raises(MoveRefused):
            services.move_meeting(meeting, **move)

    assert (fresh(meeting).starts_at == sooner) is is_moved


def test_a_meeting_that_moves_into_the_next_year_is_numbered_there(plan, meeting):
    services.move_meeting(meeting, starts_at=meeting.starts_at + timedelta(days=365), reason=REASON)

    assert fresh(meeting).label == "1/2569"


def test_what_cannot_be_moved(meeting):
    with pytest.raises(MoveRefused):
        services.move_meeting(meeting, place_th=meeting.place_th, reason=REASON)
    with pytest.raises(ReasonNeeded):
        services.move_meeting(meeting, place_th="ห้อง ๓", reason="สั้น")
    with clock.at(meeting.starts_at):
        services.start_meeting(meeting)
        for verb in (services.move_meeting, services.cancel_meeting):
            with pytest.raises(MoveRefused):
                verb(meeting, reason=REASON)


def test_a_cancelled_meeting_is_crossed_out_and_changes_no_more(meeting, seats):
    services.cancel_meeting(meeting, reason=REASON)

    file = ical.calendar("", [calendars.of_meeting(fresh(meeting))]).decode()
    assert told("meeting_cancelled") == everybody(seats)
    assert "STATUS:CANCELLED" in file
    assert "SEQUENCE:1" in file
    for act in (
        lambda: services.add_item(meeting, title_th="เรื่อง"),
        lambda: services.start_meeting(meeting),
        lambda: services.cancel_meeting(meeting, reason=REASON),
    ):
        with pytest.raises(MoveRefused):
            act()


# --- No quorum, and the second call
@pytest.fixture
def adjourned(plan, seats):
    """Opened with two of six, about two matters."""
    proposal = ProposalFactory(call=plan.call, state=State.REVIEWING)
    made = meeting_of(plan, seats[:2])
    services.add_item(made, proposal=proposal)
    services.add_item(made, title_th="เรื่องอื่น")
    return services.adjourn(made)


def again(meeting, days, plan, seats):
    """The second call, opened with two of six."""
    starts_at = meeting.starts_at + timedelta(days=days)
    made = services.call_again(meeting, starts_at=starts_at, place_th="ห้อง")
    services.send_notice(made)
    with clock.at(starts_at):
        services.start_meeting(made)
        rows = [{"seat": seat, "status": "PRESENT"} for seat in seats[:2]]
        services.mark_attendance(made, rows)
    return made


def test_k4_the_second_call_decides_the_same_matters_with_a_third(plan, seats, adjourned):
    second = again(adjourned, 10, plan, seats)
    other = ProposalFactory(call=plan.call, state=State.REVIEWING)
    new = services.add_item(second, proposal=other)
    same, title = second.items.order_by("position")[:2]

    services.resolve(same, Outcome.SHORTLISTED, votes_for=2)

    assert [item.title_th for item in (same, title)] == [i.title_th for i in adjourned.items.all()]
    assert quorums.of_item(title).rule == "third"
    with pytest.raises(MoveRefused):  # not called before: half is needed
        services.resolve(new, Outcome.SHORTLISTED, votes_for=2)


def test_an_adjourned_meeting_decides_nothing_and_is_called_again_once(plan, seats, adjourned):
    late = adjourned.starts_at + timedelta(days=15)
    item = adjourned.items.first()

    for act in (
        lambda: services.resolve(item, Outcome.SHORTLISTED, votes_for=2),
        lambda: services.call_again(adjourned, starts_at=late, place_th="ห้อง"),
        lambda: services.adjourn(adjourned),
    ):
        with pytest.raises(MoveRefused):
            act()
    again(adjourned, 14, plan, seats)
    with pytest.raises(MoveRefused):
        services.call_again(adjourned, starts_at=adjourned.starts_at, place_th="ห้อง")


def test_a_meeting_with_a_quorum_or_a_resolution_is_not_adjourned(plan, seats, at):
    meeting = meeting_of(plan, seats[:3])
    proposal = ProposalFactory(call=plan.call, state=State.REVIEWING)

    with pytest.raises(MoveRefused):
        services.adjourn(meeting)
    at("2025-02-05 14:30")
    item = services.add_item(meeting, proposal=proposal)
    services.resolve(item, Outcome.SHORTLISTED, votes_for=3)
    at("2025-02-05 15:00")
    services.leave(meeting, seats[2])
    with pytest.raises(MoveRefused):
        services.adjourn(meeting)
    with pytest.raises(MoveRefused):  # it was held: no second call
        services.call_again(meeting, starts_at=meeting.starts_at, place_th="ห้อง")


def test_before_anybody_is_noted_a_meeting_is_not_adjourned(plan, seats):
    with pytest.raises(MoveRefused):
        services.adjourn(meeting_of(plan, []))


# --- Reminders
def test_r5_members_are_reminded_the_day_before_once(plan, seats, meeting, at):
    SeatFactory(committee=plan.committee, ended_at=clock.today())
    counts = []
    for now in ("2025-02-05 09:00", "2025-02-06 09:00", "2025-02-06 09:10"):
        at(now)
        counts.append(services.remind_of_meetings())

    assert counts == [0, 1, 0]  # one letter to all of them
    assert told("meeting_tomorrow") == everybody(seats)


def test_no_reminder_of_what_is_cancelled_or_was_never_announced(plan, seats, meeting, at):
    services.call_meeting(plan.committee, starts_at=meeting.starts_at, place_th="ห้อง")
    services.cancel_meeting(meeting, reason=REASON)
    at("2025-02-06 09:00")

    assert services.remind_of_meetings() == 0
