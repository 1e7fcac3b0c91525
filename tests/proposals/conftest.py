"""A proposal that lacks nothing but its endorsement, and the people around it."""

import pytest

from proposals.models import Proposal
from tests.factories.proposals import complete_proposal, submitter
from tests.proposals.endorsed import DUE


@pytest.fixture
def proposal(at):
    """Complete but for the endorsement, on 20 December 2567."""
    at("2024-12-20 10:00")
    proposal = complete_proposal()
    proposal.endorsement.delete()
    proposal.attachments.all().delete()
    return Proposal.objects.get()


@pytest.fixture
def person(proposal):
    return submitter(proposal)


@pytest.fixture
def head(proposal):
    return submitter(proposal, can_edit=False, can_submit=False, can_endorse=True)


@pytest.fixture
def later(proposal, at):
    """The call sets a later day for the endorsement."""
    proposal.call.endorsement_due = at(DUE)
    proposal.call.save()
    at("2024-12-20 10:00")
