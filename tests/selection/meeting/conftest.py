"""A year on the day of its first meeting, and a proposal under review."""

import pytest

from proposals.states import State
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import plan_of


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of()


@pytest.fixture
def proposal(plan):
    return ProposalFactory(call=plan.call, state=State.REVIEWING)
