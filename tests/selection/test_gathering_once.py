"""Two at once: no result stands in two drafts, no readers are taken from two runs."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal import clock
from selection import services, tasks
from selection.kinds import AnnouncementKind, Outcome
from selection.matching.problem import Rules
from selection.models import AnnouncementItem, Assignment
from selection.services import matching
from selection.services.taking_over import take_over
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import fresh, meeting_of, plan_of, resolved, seat_members
from tests.selection.test_races import both

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def each(*acts):
    """Run these acts at once; how many did, and how many were told why not."""
    start, moment = Barrier(len(acts)), clock.now()

    def run(act):
        start.wait()
        try:
            with clock.at(moment):
                act()
        except MoveRefused:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_a_resolution_is_gathered_into_one_draft(at):
    at("2025-02-07 10:00")
    plan = plan_of(pitch_mode="none")
    meeting = meeting_of(plan, seat_members(plan, 2))
    proposal = ProposalFactory(call=plan.call, state=State.REVIEWING)
    resolved(meeting, proposal, Outcome.SELECTED)
    by = UserFactory(staff=True)

    outcomes = both(
        lambda: services.draft_announcement(plan, AnnouncementKind.RESULT, title_th="ผล", by=by)
    )

    assert outcomes == ["done", "refused"]
    assert AnnouncementItem.objects.count() == 1


def test_of_two_runs_one_gives_the_readers(at):
    at("2025-02-01 10:00")
    plan = plan_of(min_reviewers=2)
    seat_members(plan, 3)
    for _each in range(3):
        ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    by, runs = UserFactory(staff=True), []
    for seed in (1, 2):
        runs.append(matching.ask(plan, Rules(readers=2, expert=False), by=by, seed=seed))
        tasks.match(runs[-1].pk)

    outcomes = each(*(lambda run=run: take_over(fresh(run), by=by) for run in runs))

    assert outcomes == ["done", "refused"]
    assert Assignment.objects.count() == 6
