"""The desk at which the report to the Prime Minister is written: who sits there, about whom."""

import pytest

from cohorts import services
from tests.factories.accounts import UserFactory
from tests.factories.reports import followed_team


@pytest.fixture
def writer():
    return UserFactory(staff=True)


@pytest.fixture
def colleague():
    return UserFactory(staff=True)


@pytest.fixture
def director():
    return UserFactory(director=True)


@pytest.fixture
def followed(writer):
    """A team with a site, a report and a directive that is overdue."""
    return followed_team(writer)


@pytest.fixture
def report(followed, writer):
    return services.minister_report(followed.cohort, by=writer)
