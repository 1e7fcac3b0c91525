"""Two at once: the first acts, the second is told so, nothing happens twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection import services
from selection.kinds import AnnouncementKind, Outcome
from selection.models import SheetVersion
from tests.factories.accounts import UserFactory
from tests.factories.selection import (
    DOC_CODES,
    DUE,
    announced,
    decided,
    fresh,
    plan_of,
    ready_proposal,
    seat_members,
)

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def both(act):
    """Run ``act`` in two threads that begin together; what each came to."""
    start, moment = Barrier(2), clock.now()

    def run(_number):
        start.wait()
        try:
            with clock.at(moment):
                act()
        except MoveRefused:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(run, range(2)))


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(min_reviewers=2)


def test_two_releases_at_once(plan):
    director, seats = UserFactory(director=True), seat_members(plan, 2)
    _meeting, (proposal,) = decided(plan, seats, director, [Outcome.SELECTED])
    announcement = announced(plan, AnnouncementKind.RESULT, by=director)

    outcomes = both(lambda: services.release(announcement, by=director))

    assert outcomes == ["done", "refused"]
    assert fresh(proposal).state == State.SELECTED
    assert Paper.objects.filter(kind=Kind.RESULT_LETTER).count() == 1
    assert Message.objects.filter(occasion__startswith="result:").count() == 1


def test_a_sheet_submitted_twice_at_once(plan):
    seats = seat_members(plan, 2)
    proposal = ready_proposal(plan, seats[:2])
    services.open_review([proposal], due=DUE)
    sheet = seats[0].sheets.get()
    services.save_sheet(sheet, dict.fromkeys(DOC_CODES, 4))

    outcomes = both(lambda: services.submit_sheet(sheet))

    assert outcomes == ["done", "refused"]
    assert SheetVersion.objects.count() == 1


def test_a_review_opened_twice_at_once(plan):
    seats = seat_members(plan, 2)
    proposal = ready_proposal(plan, seats[:2])

    both(lambda: services.open_review(plan.call, due=DUE))

    assert fresh(proposal).state == State.REVIEWING
    assert proposal.sheets.count() == 2
