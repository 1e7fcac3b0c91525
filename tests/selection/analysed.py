"""A year to analyse, and browsers to look at it: fixtures for the tests of its pages."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.selection import plan_of, seat_members

YEAR = "/selection/2568"


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(min_reviewers=2, max_selected=1)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def officer(client_of):
    """An officer's browser."""
    return client_of(UserFactory(staff=True))


def text(answer):
    """The page, if it is one."""
    assert answer.status_code == 200
    return answer.content.decode()
