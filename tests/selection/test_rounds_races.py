"""Two at once at the end of a round: one seal, one ballot, one tie-break; seals in a chain."""

import pytest

from selection import services
from selection.kinds import Stage
from selection.models import Ballot, Seal, TieBreak
from tests.factories.accounts import UserFactory
from tests.factories.selection import (
    DOC_CODES,
    REASON,
    fresh,
    plan_of,
    reviewed,
    seat_members,
)
from tests.selection.sealing import faults
from tests.selection.test_races import both, while_it_waits

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def plan(at):
    at("2025-01-25 10:00")
    return plan_of(min_reviewers=2, pitch_mode="none")


def test_at_the_end_of_a_round_nothing_happens_twice(plan):
    seats = seat_members(plan, 3)
    equal = [reviewed(plan, seats[1:3]) for _each in range(2)]
    chair, officer = seats[0].user, UserFactory(staff=True)
    opened = services.open_ranking(plan, equal)
    order = [proposal.pk for proposal in equal]

    broken = both(lambda: services.break_tie(plan, equal[0], by=chair))
    ballots = both(lambda: services.cast_ballot(opened, seats[1], order))
    closed = both(lambda: services.close_ranking(opened, by=chair))
    sealed = both(lambda: services.close_round(plan, Stage.DOC, reason=REASON, by=chair))
    asked = services.ask_reopening(sheet_of_first(seats, equal), reason=REASON, by=officer)
    granted = both(lambda: services.answer_reopening(asked, is_granted=True, by=chair))

    assert broken == closed == sealed == granted == ["done", "refused"]
    assert ballots == ["done", "done"]
    assert (TieBreak.objects.count(), Ballot.objects.count(), Seal.objects.count()) == (1, 1, 1)
    assert faults(plan) == []


def test_sealed_sheets_that_come_in_again_at_once_are_sealed_one_after_the_other(plan):
    """What is still open by leave is left out of the table that the first of them makes."""
    seats = seat_members(plan, 4)
    proposal, chair = reviewed(plan, seats[1:4]), seats[0].user
    services.close_round(plan, Stage.DOC, by=chair)
    for seat in seats[1:3]:
        sheet = seat.sheets.get(proposal=proposal)
        asked = services.ask_reopening(sheet, reason=REASON, by=seat.user)
        services.answer_reopening(asked, is_granted=True, by=chair)
    first, second, third = (seat.sheets.get(proposal=proposal) for seat in seats[1:4])
    for sheet in (first, second):
        services.save_sheet(sheet, dict.fromkeys(DOC_CODES, 5))

    came_in = while_it_waits(
        lambda: services.submit_sheet(first) and "done",
        lambda: services.submit_sheet(second) and "done",
    )
    left = while_it_waits(
        lambda: services.recuse_late(third.seat, proposal, reason=REASON) and "done",
        lambda: services.ask_reopening(fresh(first), reason=REASON, by=seats[1].user) and "done",
    )

    assert came_in == left == ["done", "done"]
    seals = Seal.objects.order_by("version")
    changes = [sorted(line["kind"] for line in seal.changes) for seal in seals]
    assert changes == [[], ["changed", "removed"], ["added"], ["removed"]]
    assert [seal.version for seal in seals] == [1, 2, 3, 4]
    assert faults(plan) == []


def sheet_of_first(seats, equal):
    return seats[1].sheets.get(proposal=equal[0], stage=Stage.DOC)
