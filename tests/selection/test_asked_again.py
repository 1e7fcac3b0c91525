"""A sheet that was set aside is asked for again: after a mistake, never by oneself."""

import pytest

from proposals.grounds import MoveRefused
from selection import services
from selection.kinds import SeatRole, Severity
from selection.services.board import progress
from tests.factories.accounts import UserFactory
from tests.factories.selection import (
    DUE,
    REASON,
    SeatFactory,
    fresh,
    plan_of,
    ready_proposal,
    seat_members,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-01-27 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def reading(plan, seats):
    """A proposal whose review is open."""
    proposal = ready_proposal(plan, seats)
    services.open_review([proposal], due=DUE)
    return fresh(proposal)


def test_an_interest_declared_by_mistake_leaves_a_sheet_that_can_be_written(seats, reading):
    services.declare(seats[1], reading, Severity.HARD, reason=REASON)
    services.declare(seats[1], reading, Severity.NONE)

    services.assign(seats[1], reading)
    submit(seats[1], reading)

    assert reading.sheets.counted().count() == 1


def test_points_given_before_the_mistake_count_again(seats, reading):
    submit(seats[1], reading)
    services.declare(seats[1], reading, Severity.HARD, reason=REASON)
    without = reading.sheets.counted().count()
    services.declare(seats[1], reading, Severity.NONE)

    services.assign(seats[1], reading)

    assert (without, reading.sheets.counted().count()) == (0, 1)


def test_nobody_opens_a_sheet_again_from_which_they_abstained_themselves(plan, reading):
    clerk = SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)
    services.declare(clerk, reading, Severity.NONE)
    services.assign(clerk, reading)
    sheet = services.abstain(clerk.sheets.get(), reason=REASON)

    with pytest.raises(MoveRefused):
        services.take_abstention_back(sheet, reason=REASON, by=clerk.user)

    again = services.take_abstention_back(sheet, reason=REASON, by=UserFactory(staff=True))
    assert again.is_waiting


def test_whoever_abstains_is_not_waited_for(plan, seats, reading):
    submit(seats[0], reading)
    services.abstain(seats[1].sheets.get(), reason=REASON)

    assert progress(plan) == (1, 2)


def test_a_clerk_who_still_scores_comes_back_to_a_page_they_may_see(at, client_of):
    at("2025-01-27 10:00")
    plan = plan_of(min_reviewers=2, reveal="sheet")
    seats = seat_members(plan, 1)
    clerk = SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)
    first, second = (ready_proposal(plan, [seats[1], clerk]) for _each in range(2))
    services.open_review([first, second], due=DUE)
    for seat in (seats[1], clerk):
        submit(seat, first)
    sheet = seats[1].sheets.get(proposal=first)

    answer = client_of(clerk.user).post(
        f"{sheet.get_absolute_url()}reopen/", {"reason": REASON}, follow=True
    )

    assert (answer.status_code, fresh(sheet).is_waiting) == (200, True)
    assert second.sheets.waiting().filter(seat=clerk).exists()
