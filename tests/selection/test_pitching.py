"""The pitch: slots, lots, T16, and the one second slot."""

from datetime import timedelta

import pytest

from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from selection import services
from selection.kinds import Severity, Stage
from selection.models import PitchSlot
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import REASON, fresh, plan_of, seat_members, slot_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-02-13 09:00")
    return plan_of()


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def shortlisted(plan):
    return [ProposalFactory(call=plan.call, state=State.SHORTLISTED) for _each in range(5)]


@pytest.fixture
def session(plan):
    return services.open_session(plan, starts_at=clock.now(), place_th="ห้องประชุม")


def test_slots_follow_each_other_with_a_break_after_four(session, shortlisted):
    slots = services.schedule(session, shortlisted)

    minutes = [(slot.starts_at - session.starts_at) / timedelta(minutes=1) for slot in slots]
    assert minutes == [0, 15, 30, 45, 70]


def test_only_shortlisted_proposals_get_one_slot(plan, session, shortlisted):
    services.schedule(session, shortlisted[:1])

    with pytest.raises(MoveRefused):
        services.schedule(session, shortlisted[:1])
    with pytest.raises(MoveRefused):
        services.schedule(session, [ProposalFactory(call=plan.call, state=State.REVIEWING)])


def test_no_session_where_the_plan_holds_no_pitch(plan):
    services.change_plan(plan, by=None, pitch_mode="none")

    with pytest.raises(MoveRefused):
        services.open_session(plan, starts_at=clock.now(), place_th="ห้อง")


def test_beginning_opens_a_sheet_for_each_who_did_not_step_aside(plan, seats, shortlisted):
    services.declare(seats[1], shortlisted[0], Severity.HARD, reason=REASON)

    slot_of(plan, shortlisted[0], seats)

    scorers = {s.seat for s in shortlisted[0].sheets.filter(stage=Stage.PITCH)}
    assert scorers == {seats[0], seats[2], seats[3]}


def test_a_pitch_before_a_quorum_moves_the_proposal_at_once(plan, seats, shortlisted):
    slot = slot_of(plan, shortlisted[0], seats[:2])

    services.record_presented(slot)

    assert fresh(shortlisted[0]).state == State.PITCHED


def test_a_pitch_without_a_quorum_does_not_count(plan, seats, shortlisted):
    slot = slot_of(plan, shortlisted[0], seats[:1])

    with pytest.raises(MoveRefused):
        services.record_presented(slot)

    assert (fresh(shortlisted[0]).state, fresh(slot).presented_at) == (State.SHORTLISTED, None)


def test_a_slot_is_settled_once(plan, seats, shortlisted):
    slot = slot_of(plan, shortlisted[0], seats)
    services.record_presented(slot)

    with pytest.raises(MoveRefused):
        services.record_missed(slot, reason=REASON)


def test_a_missed_slot_is_given_again_once_only(plan, seats, shortlisted):
    slot = slot_of(plan, shortlisted[0], seats)
    services.record_missed(slot, reason=REASON)
    later = services.open_session(
        plan, starts_at=clock.now() + timedelta(days=6), place_th="ออนไลน์"
    )
    second = services.reslot(slot, later)
    with clock.at(later.starts_at):
        services.start_session(later, seats)
    services.record_missed(second, reason=REASON)

    for missed in (slot, second):
        with pytest.raises(MoveRefused):
            services.reslot(missed, later)
    assert PitchSlot.objects.get(reslot_of=slot) == second


def test_the_second_slot_counts_like_the_first(plan, seats, shortlisted):
    slot = slot_of(plan, shortlisted[0], seats)
    services.record_missed(slot, reason=REASON)
    later = services.open_session(plan, starts_at=clock.now(), place_th="ออนไลน์")
    second = services.reslot(slot, later)
    services.start_session(later, seats)

    services.record_presented(second)

    assert fresh(shortlisted[0]).state == State.PITCHED
    assert all(s.is_waiting for s in shortlisted[0].sheets.filter(stage=Stage.PITCH))


def test_a_late_slot_has_its_sheets_at_once(plan, seats, shortlisted):
    session = slot_of(plan, shortlisted[0], seats).session

    services.schedule(session, shortlisted[1:2])

    assert {s.seat for s in shortlisted[1].sheets.all()} == set(seats)


def test_a_session_ends_once_every_slot_is_settled(plan, seats, shortlisted):
    slot = slot_of(plan, shortlisted[0], seats)
    with pytest.raises(MoveRefused):
        services.end_session(slot.session)
    services.record_presented(slot)

    assert services.end_session(slot.session).ended_at


def test_the_order_stands_once_the_session_has_begun(plan, seats, shortlisted):
    slot = slot_of(plan, shortlisted[0], seats)

    with pytest.raises(MoveRefused):
        services.draw_order(fresh(slot.session))


def test_no_schedule_without_slots_and_no_slots_in_a_closed_session(session, seats, shortlisted):
    with pytest.raises(MoveRefused):
        services.publish_schedule(session)
    services.start_session(session, seats)
    services.end_session(session)

    with pytest.raises(MoveRefused):
        services.schedule(session, shortlisted[:1])


def test_the_published_schedule_tells_each_agency_its_slot_once(session, shortlisted):
    services.schedule(session, shortlisted[:2])

    services.publish_schedule(session)
    services.publish_schedule(session)

    told = Message.objects.filter(occasion__startswith="pitch-slot:")
    assert {m.address for m in told} == {p.owner.email for p in shortlisted[:2]}
    assert told.count() == 2
