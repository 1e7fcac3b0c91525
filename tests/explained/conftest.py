"""What the tests of who may do what begin with."""

import pytest

from proposals.states import State
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory


@pytest.fixture
def proposal():
    return ProposalFactory(state=State.SUBMITTED)


@pytest.fixture
def officer():
    return UserFactory(staff=True)
