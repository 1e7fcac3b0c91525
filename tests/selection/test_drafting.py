"""What an announcement gathers when it is drafted."""

from datetime import timedelta

import pytest

from proposals.grounds import MoveRefused
from pyp_portal import clock
from selection import services
from selection.kinds import AnnouncementKind, Outcome
from tests.factories.accounts import UserFactory
from tests.factories.selection import (
    REASON,
    announced,
    decided,
    meeting_of,
    plan_of,
    resolved,
    seat_members,
)

pytestmark = pytest.mark.django_db
RESULT = AnnouncementKind.RESULT


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def director():
    return UserFactory(director=True)


def test_only_the_last_decision_about_a_proposal_is_announced(plan, seats, director):
    _meeting, (proposal, _other) = decided(
        plan, seats, director, [Outcome.NOT_SELECTED, Outcome.SELECTED]
    )
    with clock.at(clock.now() + timedelta(days=7)):
        again = resolved(meeting_of(plan, seats), proposal, Outcome.SELECTED)

    draft = services.draft_announcement(plan, RESULT, title_th="ผล")

    assert draft.items.get(proposal=proposal).resolution == again
    assert draft.items.count() == 2


def test_an_announcement_of_nothing_is_not_drafted_nor_released(plan, seats, director):
    with pytest.raises(MoveRefused):
        services.draft_announcement(plan, RESULT, title_th="ผล")
    decided(plan, seats, director, [Outcome.SELECTED])
    signed = announced(plan, RESULT, by=director)
    services.drop(signed.items.get(), reason=REASON, by=director)

    with pytest.raises(MoveRefused):
        services.release(signed, by=director)

    assert services.obstacles(signed)
