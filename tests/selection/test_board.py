"""The board page by page: the same order and ranks as the whole, at the cost of a page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.states import State
from selection import services
from selection.kinds import Severity
from selection.services import board_pages as paging
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import REASON, pitched, plan_of, reviewed, seat_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(min_reviewers=2, max_selected=2)


@pytest.fixture
def year(plan, monkeypatch):
    """Six proposals: two equal ones, one without a pitch, one without sheets; pages of two."""
    monkeypatch.setattr(paging, "PAGE", 2)
    monkeypatch.setattr(paging, "WHOLE", 1)
    seats = seat_members(plan, 2)
    for points in (3, 5, 4, 4):
        pitched(plan, seats, points=points)
    reviewed(plan, seats)
    ProposalFactory(call=plan.call, state=State.REVIEWING)
    return plan


def pages(plan, user):
    """All pages, one after another."""
    after, found = 0, []
    while after is not None:
        page = services.board_page(plan, user, after)
        found.append(page)
        after = page.next_key
    return found


def told(rows):
    return [(row.proposal, row.standing.rank, row.standing.is_tied, row.is_cut) for row in rows]


def test_pages_together_tell_what_the_whole_board_tells(year):
    officer = UserFactory(staff=True)

    rows = [row for page in pages(year, officer) for row in page.rows]

    whole = services.board(year, officer)
    assert [row[:3] for row in told(rows)] == [row[:3] for row in told(whole)]
    assert [row.standing.rank for row in rows] == [1, 2, 2, 4, None, None]


def test_before_the_pitch_the_documents_give_the_order(plan, monkeypatch):
    monkeypatch.setattr(paging, "PAGE", 2)
    monkeypatch.setattr(paging, "WHOLE", 1)
    seats, officer = seat_members(plan, 2), UserFactory(staff=True)
    bare = ProposalFactory(call=plan.call, state=State.REVIEWING)
    third, first, second = (reviewed(plan, seats, points=points) for points in (2, 5, 3))

    paged = [row.proposal for page in pages(plan, officer) for row in page.rows]

    assert paged == [first, second, third, bare]
    assert [row.proposal for row in services.board(plan, officer)] == paged


def test_counts_are_of_all_pages(year):
    first, *_others = pages(year, UserFactory(staff=True))

    assert (first.ranked, first.passed, first.next_key) == (4, 3, 2)


def test_the_line_of_seats_is_drawn_once(plan):
    seats = seat_members(plan, 2)
    for points in (5, 4, 3):
        pitched(plan, seats, points=points)

    rows = services.board_page(plan, UserFactory(staff=True)).rows

    assert [row.is_cut for row in rows] == [False, True, False]


@pytest.fixture
def partial(plan):
    """Three ranked proposals; the best is closed to the chair. The chair, and the two others."""
    seats = seat_members(plan, 2)
    best, *others = (pitched(plan, seats, points=points) for points in (5, 4, 3))
    services.recuse_late(seats[0], best, reason=REASON)
    for other in others:
        services.declare(seats[0], other, Severity.NONE)
    return seats[0].user, others


def test_s6_a_closed_proposal_leaves_neither_row_nor_gap_nor_count(plan, partial):
    chair, others = partial

    page = services.board_page(plan, chair)

    assert [(row.proposal, row.standing.rank) for row in page.rows] == list(
        zip(others, (1, 2), strict=True)
    )
    assert (page.ranked, page.passed, page.is_partial) == (2, 1, True)
    assert page.progress == (12, 12)  # of the 16 that were asked for and count


def test_s6_ones_without_a_rank_stand_beside_a_closed_one(plan, partial):
    chair, _others = partial
    bare = ProposalFactory(call=plan.call, state=State.REVIEWING)
    services.declare(plan.seat_of(chair), bare, Severity.NONE)

    for rows in (services.board_page(plan, chair).rows, services.board(plan, chair)):
        assert [row.standing.rank for row in rows] == [1, 2, None]


def test_s6_the_line_of_seats_is_among_what_one_may_read(plan, partial):
    services.change_plan(plan, by=None, max_selected=1)
    chair, _others = partial

    assert [row.is_cut for row in services.board_page(plan, chair).rows] == [True, False]
    assert told(services.board(plan, chair)) == told(services.board_page(plan, chair).rows)


def test_s6_a_closed_proposal_on_an_earlier_page_leaves_no_gap_either(plan, partial, monkeypatch):
    monkeypatch.setattr(paging, "PAGE", 1)
    monkeypatch.setattr(paging, "WHOLE", 0)
    chair, others = partial

    found = [(row.proposal, row.standing.rank) for page in pages(plan, chair) for row in page.rows]

    assert found == list(zip(others, (1, 2), strict=True))


def test_the_page_of_the_board_asks_for_the_next_page(year, client_of):
    client = client_of(UserFactory(staff=True))

    first = client.get("/selection/2568/board/").content.decode()
    odd = client.get("/selection/2568/board/?after=x")
    last = client.get("/selection/2568/board/?after=4").content.decode()

    assert "after=2" in first
    assert odd.status_code == 200
    assert "after=6" not in last


def test_a_board_costs_at_most_twenty_statements(plan, client_of):
    seats = seat_members(plan, 2)
    pitched(plan, seats)
    client = client_of(UserFactory(staff=True))
    client.get("/selection/2568/board/")

    with CaptureQueriesContext(connection) as asked:
        client.get("/selection/2568/board/")

    assert len(asked) <= 20
