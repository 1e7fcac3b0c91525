"""A draft that lacks nothing, and who writes it."""

import pytest

from tests.factories.proposals import CallFactory, complete_proposal, submitter


@pytest.fixture
def draft():
    """Complete, and changed by nobody."""
    return complete_proposal(call=CallFactory(open_now=True))


@pytest.fixture
def writer(draft):
    return submitter(draft)


@pytest.fixture
def client(client_of, writer):
    return client_of(writer)
