"""Who comes when pitches were held already: no points for those, unless the chair asks for them."""

import pytest

from selection import services
from selection.kinds import Severity, Stage
from selection.services import doors, letting_in
from tests.factories.pitches import pitch_day, sheet_of, text, url
from tests.factories.selection import REASON, fresh, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(seats, at):
    """Three pitches before all but the last member; the first was held, the second is open."""
    session = pitch_day(seats[0].committee.plan, seats[:3])
    first, second, _third = session.slots.order_by("order")
    services.record_presented(first)
    services.open_item(second)
    at("2025-02-13 09:40")
    return fresh(session)


@pytest.fixture
def slots(day):
    return list(day.slots.order_by("order"))


@pytest.fixture
def late(day, seats):
    services.start_session(day, [seats[3]])
    return seats[3]


def test_points_are_asked_for_what_is_still_to_come_and_what_goes_on(late, slots):
    sheets = [sheet_of(late, slot) for slot in slots]

    assert [sheet.is_waiting for sheet in sheets] == [False, True, True]
    assert [sheet.was_never_open for sheet in sheets] == [True, False, False]


def test_the_sheets_of_those_who_were_there_stay_as_they_are(day, seats, slots):
    doors.open_to_committee(slots[0].proposal, seats)
    submit(seats[1], slots[0].proposal, stage=Stage.PITCH)
    shut = sheet_of(seats[2], slots[0])
    services.sheets.withdraw(shut)

    services.start_session(day, [*seats[:3], seats[3]])

    assert sheet_of(seats[1], slots[0]).submitted_at
    assert fresh(shut).frozen_at
    assert not fresh(shut).was_never_open
    assert sheet_of(seats[0], slots[0]).is_waiting


def test_no_sheet_at_all_for_what_one_stepped_aside_from(day, seats, slots):
    services.declare(seats[3], slots[0].proposal, Severity.HARD, reason=REASON)

    services.start_session(day, [seats[3]])

    assert not seats[3].sheets.filter(proposal=slots[0].proposal).exists()


def test_a_proposal_that_is_put_in_later_opens_nothing_that_was_held(day, late, slots):
    services.schedule(day, [])

    assert not sheet_of(late, slots[0]).is_waiting


def test_the_chair_asks_for_the_points_of_who_was_there_unnoted(
    day, late, seats, slots, client_of, at
):
    at("2025-02-13 12:00")
    for slot in slots:
        doors.open_to_committee(slot.proposal, seats)
    mine = text(client_of(late.user).get(url("pitch_sheet", sheet_of(late, slots[0]))))
    for slot in slots[1:]:
        services.record_presented(slot)
    services.close_scoring(day, reason=REASON)

    page = text(client_of(seats[0].user).get(url("open_points", day)))
    letting_in.open_points(day, [sheet_of(late, slots[0])], reason=REASON, by=seats[0].user)

    assert "เรื่องนี้นำเสนอไปก่อน" in mine
    assert page.count("บันทึกว่ามาหลังการนำเสนอเรื่องนี้") == 1
    assert sheet_of(late, slots[0]).is_waiting
