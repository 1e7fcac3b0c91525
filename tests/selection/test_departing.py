"""A decision follows the ranking, or says why it does not (section 4.4, 8)."""

from datetime import date

import pytest

from proposals.grounds import MoveRefused
from proposals.states import State
from selection import services
from selection.kinds import AnnouncementKind, Outcome
from tests.factories.accounts import UserFactory
from tests.factories.selection import (
    REASON,
    announced,
    certified,
    fresh,
    meeting_of,
    pitched,
    plan_of,
    resolved,
    seat_members,
)

pytestmark = pytest.mark.django_db
RESULT = AnnouncementKind.RESULT


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(min_reviewers=2, reserve_valid_until=date(2025, 6, 30), max_selected=2)


@pytest.fixture
def director():
    return UserFactory(director=True)


def decide(plan, director, *decisions):
    """A signed announcement of decisions: (points, outcome, facts of the resolution)."""
    seats = seat_members(plan, 2)
    meeting = meeting_of(plan, seats)
    proposals = []
    for points, outcome, facts in decisions:
        proposal = pitched(plan, seats, points=points)
        resolved(meeting, proposal, outcome, **facts)
        proposals.append(proposal)
    certified(meeting, director)
    return announced(plan, RESULT, by=director), proposals


def test_in_the_order_of_the_ranking_nothing_needs_a_reason(plan, director):
    announcement, proposals = decide(
        plan,
        director,
        (5, Outcome.SELECTED, {}),
        (4, Outcome.RESERVE, {"reserve_rank": 1}),
        (3, Outcome.RESERVE, {"reserve_rank": 2}),
        (2, Outcome.NOT_SELECTED, {}),
    )

    assert services.obstacles(announcement) == []
    services.release(announcement, by=director)
    assert fresh(proposals[0]).state == State.SELECTED


@pytest.mark.parametrize(
    "decisions",
    [
        [(3, Outcome.SELECTED, {}), (5, Outcome.NOT_SELECTED, {})],
        [(3, Outcome.SELECTED, {}), (5, Outcome.RESERVE, {"reserve_rank": 1})],
        [
            (3, Outcome.RESERVE, {"reserve_rank": 1}),
            (5, Outcome.RESERVE, {"reserve_rank": 2}),
        ],
    ],
)
def test_whoever_is_passed_over_in_silence_stops_the_release(plan, director, decisions):
    announcement, proposals = decide(plan, director, *decisions)

    with pytest.raises(MoveRefused):
        services.release(announcement, by=director)

    (sentence,) = services.obstacles(announcement)
    assert all(proposal.code in sentence for proposal in proposals)
    assert fresh(proposals[0]).state == State.PITCHED


def test_a_recorded_reason_lets_the_committee_depart(plan, director):
    announcement, proposals = decide(
        plan,
        director,
        (3, Outcome.SELECTED, {"departure_reason": REASON}),
        (5, Outcome.NOT_SELECTED, {}),
    )

    services.release(announcement, by=director)

    assert fresh(proposals[0]).state == State.SELECTED
