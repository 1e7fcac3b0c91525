"""A committee that scores documents, and the seal over its first round."""

import pytest

from selection import services
from selection.kinds import Stage
from tests.factories.selection import plan_of, reviewed, seat_members
from tests.selection.emptying import written_about


@pytest.fixture
def plan(at):
    at("2025-01-25 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def chair(seats):
    return seats[0].user


@pytest.fixture
def sealed(plan, seats, chair):
    """The first seal over one proposal with two sheets."""
    reviewed(plan, seats[1:3])
    return services.close_round(plan, Stage.DOC, by=chair)


@pytest.fixture
def judged(plan, seats, chair):
    """A proposal about which two members wrote, sealed, not selected; its results are out."""
    return written_about(plan, seats, chair)
