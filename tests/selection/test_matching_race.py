"""Two secretaries use the same proposed readers at once: one does, the other is told so."""

import pytest

from proposals.grounds import MoveRefused
from proposals.states import State
from selection import tasks
from selection.matching.problem import Rules
from selection.models import Assignment
from selection.services import matching
from selection.services.taking_over import take_over
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import fresh, plan_of, seat_members
from tests.selection.test_races import both

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def test_proposed_readers_are_taken_over_once(at):
    at("2025-02-01 10:00")
    plan = plan_of(min_reviewers=2)
    seat_members(plan, 3)
    for _each in range(3):
        ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    by = UserFactory(staff=True)
    run = matching.ask(plan, Rules(readers=2, expert=False), by=by)
    tasks.match(run.pk)

    outcomes = both(lambda: take_over(fresh(run), by=by))

    assert outcomes == ["done", "refused"]
    assert Assignment.objects.count() == 6
    with pytest.raises(MoveRefused):
        matching.discard(fresh(run), by=by)
