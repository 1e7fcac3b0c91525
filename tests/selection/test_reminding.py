"""R3: members hear of open sheets in time, each time once."""

from datetime import date

import pytest

from pyp_portal.outbox.models import Message
from selection import services
from selection.services.reminding import SHEET_STEPS
from tests.factories.selection import DUE, plan_of, ready_proposal, seat_members, submit
from tests.reminders.asking import reached_on

pytestmark = pytest.mark.django_db
MONDAY = date(2025, 2, 10)


@pytest.mark.parametrize(
    ("today", "offset"),
    [
        (date(2025, 2, 2), ""),
        (date(2025, 2, 3), "-7"),
        (date(2025, 2, 6), "-7"),  # caught up where the job was down on the 3rd
        (date(2025, 2, 8), "-2"),
        (date(2025, 2, 10), "-2"),
        (date(2025, 2, 11), "+1"),
        (date(2025, 2, 13), "+2"),  # the 12th is a holiday
        (date(2025, 2, 14), "+3"),
        (date(2025, 2, 17), ""),
    ],
)
def test_which_reminder_is_due(today, offset):
    assert (reached_on(SHEET_STEPS, MONDAY, today) or "") == offset


@pytest.fixture
def open_sheets(at):
    at("2025-01-20 10:00")
    plan = plan_of(min_reviewers=2)
    seats = seat_members(plan, 2)
    for _each in range(2):
        ready_proposal(plan, seats[1:])
    services.open_review(plan.call, due=DUE)  # 6 February, 24.00
    return seats


def letters():
    found = Message.objects.filter(occasion__startswith="sheets-due:")
    return sorted(found.values_list("address", "occasion"))


def test_each_member_hears_once_of_all_their_open_sheets(open_sheets, at):
    at("2025-01-31 09:00")
    services.remind_members()
    services.remind_members()

    told = Message.objects.filter(occasion__startswith="sheets-due:")
    assert {m.address for m in told} == {seat.user.email for seat in open_sheets[1:]}
    assert told.count() == 2
    assert "2 เรื่อง" in told.first().subject


def test_who_has_finished_is_not_chased(open_sheets, at):
    for sheet in open_sheets[1].sheets.all():
        submit(open_sheets[1], sheet.proposal)

    at("2025-01-31 09:00")
    services.remind_members()

    assert [address for address, _occasion in letters()] == [open_sheets[2].user.email]


def test_nobody_is_chased_on_a_day_off(open_sheets, at):
    at("2025-02-01 09:00")  # a Saturday

    services.remind_members()

    assert letters() == []


def test_overdue_three_times_at_most(open_sheets, at):
    for day in range(7, 20):
        at(f"2025-02-{day:02} 09:00")
        services.remind_members()

    overdue = [o for address, o in letters() if "+" in o and address == open_sheets[1].user.email]
    assert [occasion[-2:] for occasion in overdue] == ["+1", "+2", "+3"]
