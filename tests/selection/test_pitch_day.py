"""The day of the pitch: the item that is open, who is out of the room, when points end."""

from datetime import timedelta

import pytest

from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.models import Event
from selection import services
from selection.kinds import Leaving, Severity, Stage
from selection.services import running
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    PITCH_CODES,
    REASON,
    fresh,
    plan_of,
    seat_members,
    submit,
)

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
    return [ProposalFactory(call=plan.call, state=State.SHORTLISTED) for _each in range(4)]


@pytest.fixture
def session(plan, shortlisted):
    planned = services.open_session(plan, starts_at=clock.now(), place_th="ห้องประชุม")
    services.schedule(planned, shortlisted)
    return fresh(planned)


@pytest.fixture
def slots(session, seats):
    services.start_session(session, seats)
    return list(session.slots.order_by("order"))


def codes(session):
    return list(session.slots.order_by("order").values_list("proposal__code", flat=True))


def last_event(session):
    return Event.objects.of(session).last()


# --- The item that is open
def test_points_are_taken_once_the_chair_has_opened_the_pitch(slots, seats):
    sheet = seats[1].sheets.get(proposal=slots[0].proposal)
    with pytest.raises(MoveRefused, match="ประธานเปิดลำดับนี้"):
        services.save_sheet(sheet, {"P1": 4})

    services.open_item(slots[0])

    assert services.save_sheet(sheet, {"P1": 4}).points()["P1"] == 4
    with pytest.raises(MoveRefused):
        services.save_sheet(seats[1].sheets.get(proposal=slots[1].proposal), {"P1": 4})


def test_opening_an_item_turns_every_screen_and_notes_who_is_out(slots, seats, session):
    services.declare(seats[2], slots[1].proposal, Severity.HARD, reason=REASON)
    before = fresh(session).live_no

    services.open_item(slots[1])

    now = fresh(session)
    assert (now.current, now.live_no > before) == (slots[1], True)
    away = slots[1].absences.get()
    assert (away.seat, away.why, away.back_at) == (seats[2], Leaving.INTEREST, None)
    assert last_event(session).data == {"order": 2, "away": [seats[2].seat_no]}


def test_they_come_back_when_the_item_is_over(slots, seats):
    services.declare(seats[2], slots[1].proposal, Severity.HARD, reason=REASON)
    services.open_item(slots[1])

    services.record_presented(slots[1])

    assert slots[1].absences.get().back_at == clock.now()


def test_a_member_who_did_not_come_is_not_noted_as_having_left(session, seats):
    services.start_session(session, seats[:3])
    slot = session.slots.get(order=1)
    services.declare(seats[3], slot.proposal, Severity.HARD, reason=REASON)

    services.open_item(slot)

    assert not slot.absences.exists()


def test_whoever_steps_aside_in_the_middle_is_noted_at_that_moment(slots, seats, at):
    services.open_item(slots[0])
    at(clock.now() + timedelta(minutes=4))
    services.recuse_late(seats[1], slots[0].proposal, reason=REASON)

    running.leave_room(fresh(slots[0]), seats[1])

    away = slots[0].absences.get()
    assert (away.seat, away.left_at, away.why) == (seats[1], clock.now(), Leaving.INTEREST)


def test_nobody_leaves_an_item_that_is_not_open(slots, seats):
    running.leave_room(slots[0], seats[1])

    assert not slots[0].absences.exists()


def test_the_clocks_of_pitch_and_questions_run_for_the_open_item_alone(slots, at):
    with pytest.raises(MoveRefused):
        services.begin_pitch(slots[0])
    services.open_item(slots[0])
    services.begin_pitch(slots[0])
    began = clock.now()
    at(began + timedelta(minutes=7))
    services.begin_questions(slots[0])

    now = fresh(slots[0])
    assert (now.pitch_from, now.questions_from) == (began, clock.now())


def test_no_item_is_opened_before_the_session_or_after_it_was_settled(session, seats):
    slot = session.slots.get(order=1)
    with pytest.raises(MoveRefused):
        services.open_item(slot)
    services.start_session(session, seats)
    services.record_presented(slot)

    with pytest.raises(MoveRefused):
        services.open_item(slot)


# --- Until the chair closes the points
def settle_all(slots, seats):
    for slot in slots:
        services.open_item(slot)
        services.record_presented(slot)
        for seat in seats:
            submit(seat, slot.proposal, stage=Stage.PITCH)


def test_once_the_points_are_closed_no_sheet_changes(slots, seats, session):
    settle_all(slots, seats)

    services.close_scoring(session)

    closed = fresh(session)
    assert closed.scoring_closed_at == closed.ended_at == clock.now()
    sheet = seats[0].sheets.get(proposal=slots[0].proposal)
    with pytest.raises(MoveRefused, match="ประธานปิดการให้คะแนน"):
        services.reopen_sheet(sheet, reason=REASON, by=seats[0].user)
    assert slots[0].proposal.sheets.counted().count() == 4
    with pytest.raises(MoveRefused):
        services.close_scoring(session)


def test_once_the_round_is_sealed_who_chairs_may_have_a_sheet_opened(slots, seats, session):
    settle_all(slots, seats)
    services.close_scoring(session)
    services.close_round(session.plan, Stage.PITCH)
    sheet = seats[1].sheets.get(proposal=slots[0].proposal)
    asked = services.ask_reopening(sheet, reason=REASON, by=seats[1].user)
    services.answer_reopening(asked, is_granted=True, by=seats[0].user)

    services.save_sheet(fresh(sheet), dict.fromkeys(PITCH_CODES, 5))

    assert fresh(sheet).total == 100


def test_points_are_not_closed_while_a_slot_is_open(slots, session):
    services.open_item(slots[0])

    with pytest.raises(MoveRefused):
        services.close_scoring(session)


def test_closing_over_sheets_that_are_missing_needs_a_reason(slots, seats, session):
    settle_all(slots, seats[:3])
    late = seats[3].sheets.get(proposal=slots[0].proposal)
    services.save_sheet(late, dict.fromkeys(PITCH_CODES, 4))
    with pytest.raises(ReasonNeeded):
        services.close_scoring(session)

    services.close_scoring(session, reason=REASON)

    assert last_event(session).data == {"missing": 4}
    assert fresh(late).is_locked
    assert slots[0].proposal.sheets.counted().count() == 3


# --- Those who wait outside
def test_the_address_for_those_outside_is_new_each_time_and_can_be_taken_away(session):
    first = running.show_outside(session).waiting_key
    second = running.show_outside(session).waiting_key

    running.hide_outside(session)

    assert first != second
    assert fresh(session).waiting_key is None
