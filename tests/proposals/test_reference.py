"""The lists of the year, and the factories that the other tests stand on."""

import pytest

from proposals import completeness
from proposals.models import PolicyItem, Theme
from proposals.questions import CODES
from proposals.states import State
from tests.factories.proposals import ProposalFactory, complete_proposal

pytestmark = pytest.mark.django_db


def test_the_form_has_the_questions_of_the_programme():
    assert tuple(f"F{number:02d}" for number in range(1, 63)) == CODES


def test_themes_and_policies_are_loaded():
    assert Theme.objects.count() == 13
    assert PolicyItem.objects.filter(scheme__kind="URGENT").count() == 18


@pytest.mark.parametrize("state", State)
def test_a_proposal_can_be_made_in_every_state(state):
    assert ProposalFactory(state=state).state == state


def test_the_complete_proposal_lacks_nothing(at):
    at("2024-12-20 10:00")
    proposal = complete_proposal()

    assert completeness.missing(proposal) == []
    assert completeness.warnings_in(proposal.answered(), proposal.form, proposal.call) == []
