"""The order of the board is kept until something happens, also where commits come out of order."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event as Signal

import pytest
from django.db import connection, connections, transaction

from pyp_portal import clock
from pyp_portal.history import place
from pyp_portal.history.services import record
from selection import services
from selection.services import board_pages
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    DUE,
    fresh,
    plan_of,
    ready_proposal,
    seat_members,
    submit,
)

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(min_reviewers=1, pitch_mode="none", pitch_weight=0, doc_weight=100)


@contextmanager
def held_open(act):
    """Inside, ``act`` has been done by another connection and is not committed yet."""
    done, may_end, moment = Signal(), Signal(), clock.now()

    def run():
        try:
            with clock.at(moment), transaction.atomic():
                act()
                done.set()
                may_end.wait(10)
        finally:
            done.set()
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(run)
        done.wait(10)
        try:
            yield
        finally:
            may_end.set()
            other.result(10)


def judged(plan):
    seat = seat_members(plan, 1)[1]
    proposal = ready_proposal(plan, [seat])
    services.open_review([proposal], due=DUE)
    return seat, fresh(proposal)


def test_a_sheet_that_is_committed_after_a_later_event_counts_at_once(plan):
    seat, proposal = judged(plan)
    other = ProposalFactory(call=plan.call)
    before = board_pages.order_of(plan).scored

    if connection.vendor == "postgresql":
        with held_open(lambda: submit(seat, proposal, points=4)):
            record(other, "seen")
            before = board_pages.order_of(plan).scored
    else:  # one writer at a time: no commit can come after a later event
        submit(seat, proposal, points=4)
    after = board_pages.order_of(plan).scored

    assert (before, after) == ([], [proposal.pk])


def test_the_order_is_not_counted_again_while_nothing_happens(plan, django_assert_num_queries):
    judged(plan)
    first = board_pages.order_of(plan)

    with django_assert_num_queries(1):
        again = board_pages.order_of(plan)

    assert again is first


def test_the_mark_changes_with_each_event_and_with_who_is_writing(plan):
    one, other = ProposalFactory(call=plan.call), ProposalFactory(call=plan.call)
    marks = [place.mark()]

    record(one, "seen")
    marks.append(place.mark())
    if connection.vendor == "postgresql":
        with held_open(lambda: record(one, "seen")):
            marks.append(place.mark())
        marks.append(place.mark())
    record(other, "seen")
    marks.append(place.mark())

    assert len(set(marks)) == len(marks)
    assert place.mark() == marks[-1]
