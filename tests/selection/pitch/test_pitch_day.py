"""The day of the pitch: the item that is open, who is out of the room, when points end."""

from datetime import timedelta

import pytest

from proposals.grounds import MoveRefused, ReasonNeeded
from pyp_portal import clock
from selection import services
from selection.kinds import Leaving, Severity, Stage
from selection.services import running
from tests.factories.pitches import last_event
from tests.factories.selection import (
    PITCH_CODES,
    REASON,
    fresh,
    submit,
)

pytestmark = pytest.mark.django_db


# --- The item that is open
def test_points_are_taken_once_the_chair_has_opened_the_pitch(lined_up, seats):
    sheet = seats[1].sheets.get(proposal=lined_up[0].proposal)
    with pytest.raises(MoveRefused, match="ประธานเปิดลำดับนี้"):
        services.save_sheet(sheet, {"P1": 4})

    services.open_item(lined_up[0])

    assert services.save_sheet(sheet, {"P1": 4}).points()["P1"] == 4
    with pytest.raises(MoveRefused):
        services.save_sheet(seats[1].sheets.get(proposal=lined_up[1].proposal), {"P1": 4})


def test_opening_an_item_turns_every_screen_and_notes_who_is_out(lined_up, seats, planned):
    services.declare(seats[2], lined_up[1].proposal, Severity.HARD, reason=REASON)
    before = fresh(planned).live_no

    services.open_item(lined_up[1])

    now = fresh(planned)
    assert (now.current, now.live_no > before) == (lined_up[1], True)
    away = lined_up[1].absences.get()
    assert (away.seat, away.why, away.back_at) == (seats[2], Leaving.INTEREST, None)
    assert last_event(planned).data == {"order": 2, "away": [seats[2].seat_no]}


def test_they_come_back_when_the_item_is_over(lined_up, seats):
    services.declare(seats[2], lined_up[1].proposal, Severity.HARD, reason=REASON)
    services.open_item(lined_up[1])

    services.record_presented(lined_up[1])

    assert lined_up[1].absences.get().back_at == clock.now()


def test_a_member_who_did_not_come_is_not_noted_as_having_left(planned, seats):
    services.start_session(planned, seats[:3])
    slot = planned.slots.get(order=1)
    services.declare(seats[3], slot.proposal, Severity.HARD, reason=REASON)

    services.open_item(slot)

    assert not slot.absences.exists()


def test_whoever_steps_aside_in_the_middle_is_noted_at_that_moment(lined_up, seats, at):
    services.open_item(lined_up[0])
    at(clock.now() + timedelta(minutes=4))
    services.recuse_late(seats[1], lined_up[0].proposal, reason=REASON)

    running.leave_room(fresh(lined_up[0]), seats[1])

    away = lined_up[0].absences.get()
    assert (away.seat, away.left_at, away.why) == (seats[1], clock.now(), Leaving.INTEREST)


def test_nobody_leaves_an_item_that_is_not_open(lined_up, seats):
    running.leave_room(lined_up[0], seats[1])

    assert not lined_up[0].absences.exists()


def test_the_clocks_of_pitch_and_questions_run_for_the_open_item_alone(lined_up, at):
    with pytest.raises(MoveRefused):
        services.begin_pitch(lined_up[0])
    services.open_item(lined_up[0])
    services.begin_pitch(lined_up[0])
    began = clock.now()
    at(began + timedelta(minutes=7))
    services.begin_questions(lined_up[0])

    now = fresh(lined_up[0])
    assert (now.pitch_from, now.questions_from) == (began, clock.now())


def test_no_item_is_opened_before_the_session_or_after_it_was_settled(planned, seats):
    slot = planned.slots.get(order=1)
    with pytest.raises(MoveRefused):
        services.open_item(slot)
    services.start_session(planned, seats)
    services.record_presented(slot)

    with pytest.raises(MoveRefused):
        services.open_item(slot)


# --- Until the chair closes the points
def settle_all(lined_up, seats):
    for slot in lined_up:
        services.open_item(slot)
        services.record_presented(slot)
        for seat in seats:
            submit(seat, slot.proposal, stage=Stage.PITCH)


def test_once_the_points_are_closed_no_sheet_changes(lined_up, seats, planned):
    settle_all(lined_up, seats)

    services.close_scoring(planned)

    closed = fresh(planned)
    assert closed.scoring_closed_at == closed.ended_at == clock.now()
    sheet = seats[0].sheets.get(proposal=lined_up[0].proposal)
    with pytest.raises(MoveRefused, match="ประธานปิดการให้คะแนน"):
        services.reopen_sheet(sheet, reason=REASON, by=seats[0].user)
    assert lined_up[0].proposal.sheets.counted().count() == 4
    with pytest.raises(MoveRefused):
        services.close_scoring(planned)


def test_once_the_round_is_sealed_who_chairs_may_have_a_sheet_opened(lined_up, seats, planned):
    settle_all(lined_up, seats)
    services.close_scoring(planned)
    services.close_round(planned.plan, Stage.PITCH)
    sheet = seats[1].sheets.get(proposal=lined_up[0].proposal)
    asked = services.ask_reopening(sheet, reason=REASON, by=seats[1].user)
    services.answer_reopening(asked, is_granted=True, by=seats[0].user)

    services.save_sheet(fresh(sheet), dict.fromkeys(PITCH_CODES, 5))

    assert fresh(sheet).total == 100


def test_points_are_not_closed_while_a_slot_is_open(lined_up, planned):
    services.open_item(lined_up[0])

    with pytest.raises(MoveRefused):
        services.close_scoring(planned)


def test_closing_over_sheets_that_are_missing_needs_a_reason(lined_up, seats, planned):
    settle_all(lined_up, seats[:3])
    late = seats[3].sheets.get(proposal=lined_up[0].proposal)
    services.save_sheet(late, dict.fromkeys(PITCH_CODES, 4))
    with pytest.raises(ReasonNeeded):
        services.close_scoring(planned)

    services.close_scoring(planned, reason=REASON)

    assert last_event(planned).data == {"missing": 4}
    assert fresh(late).is_locked
    assert lined_up[0].proposal.sheets.counted().count() == 3


# --- Those who wait outside
def test_the_address_for_those_outside_is_new_each_time_and_can_be_taken_away(planned):
    first = running.show_outside(planned).waiting_key
    second = running.show_outside(planned).waiting_key

    running.hide_outside(planned)

    assert first != second
    assert fresh(planned).waiting_key is None
