"""A place in the reserve is one proposal's: over all meetings, drafts and days (T19, T21)."""

from datetime import date

import pytest

from proposals.grounds import MoveRefused
from proposals.models import Proposal
from proposals.states import State
from selection import guards, services
from selection.kinds import AnnouncementKind, Outcome
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import REASON, fresh, meeting_of, plan_of, resolved, seat_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(pitch_mode="none", reserve_valid_until=date(2025, 6, 30))


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def judged(plan):
    return [ProposalFactory(call=plan.call, state=State.REVIEWING) for _each in range(2)]


def reserve(meeting, proposal, rank):
    return resolved(meeting, proposal, Outcome.RESERVE, reserve_rank=rank)


def test_a_later_meeting_does_not_give_the_same_place_again(plan, seats, judged):
    first, later = meeting_of(plan, seats), meeting_of(plan, seats, days=6)
    reserve(first, judged[0], 1)

    with pytest.raises(MoveRefused) as refused:
        reserve(later, judged[1], 1)

    assert first.label in refused.value.sentence
    assert reserve(meeting_of(plan, seats, days=7), judged[1], 2).reserve_rank == 2


def test_a_place_is_free_once_its_proposal_was_decided_anew(plan, seats, judged, at):
    reserve(meeting_of(plan, seats), judged[0], 1)
    at("2025-02-13 10:00")
    later = meeting_of(plan, seats, days=6)
    at("2025-02-19 10:30")
    resolved(later, judged[0], Outcome.SELECTED)

    assert reserve(later, judged[1], 1).reserve_rank == 1


def test_a_draft_of_a_place_that_was_changed_is_not_released(plan, seats, judged):
    meeting = meeting_of(plan, seats)
    given = reserve(meeting, judged[0], 1)
    draft = services.draft_announcement(plan, AnnouncementKind.RESULT, title_th="ผล")

    services.resolve(
        given.item, Outcome.RESERVE, votes_for=2, reserve_rank=2, reason=REASON, seen=1
    )

    said = " ".join(services.obstacles(draft))
    assert (given.item.number in said, judged[0].code in said) == (True, True)


def test_nobody_moves_up_once_the_reserve_holds_no_more(plan, judged, at):
    Proposal.objects.filter(pk=judged[0].pk).update(
        state=State.RESERVE, reserve_rank=1, reserve_valid_until=date(2025, 6, 30)
    )

    at("2025-06-30 23:00")
    on_the_last_day = guards.next_in_reserve(fresh(judged[0]))
    at("2025-07-01 00:10")

    assert on_the_last_day is None
    assert "2568" in guards.next_in_reserve(fresh(judged[0]))
