"""Which criteria went with success: known links are found, small numbers say so."""

from math import isclose

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from cohorts import hindsight, predicting
from proposals.states import State
from selection.services import sheets
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import SiteFactory, TeamFactory, cohort_of
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import DUE, plan_of, seat_members, submit

NUMBERS = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 6)), min_size=5, max_size=30)


def test_equal_values_share_the_mean_of_their_ranks():
    assert predicting.ranks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2]


def test_a_known_link_is_found_with_its_interval():
    xs = list(range(1, 11))
    ys = [2, 1, 4, 3, 6, 5, 8, 7, 10, 9]  # sum of squared differences 10: 1 - 60/990

    found = predicting.link(xs, ys)

    assert isclose(found.rho, 1 - 60 / 990)
    assert (round(found.low, 2), round(found.high, 2), found.is_sure) == (0.69, 0.99, True)


@given(NUMBERS)
def test_a_link_is_symmetric_and_turns_round_with_its_sign(pairs):
    xs, ys = [x for x, _y in pairs], [y for _x, y in pairs]
    one, two = predicting.link(xs, ys), predicting.link(ys, xs)
    other = predicting.link([-x for x in xs], ys)

    if one.rho is None:
        assert (two.rho, other.rho) == (None, None)
    else:
        assert isclose(one.rho, two.rho, abs_tol=1e-9)
        assert isclose(one.rho, -other.rho, abs_tol=1e-9)
        assert -1 <= one.low <= one.rho + 1e-6 and one.rho - 1e-6 <= one.high <= 1


@pytest.mark.parametrize(
    ("xs", "ys", "rho", "has_interval"),
    [
        ([], [], None, False),
        ([4, 4, 4], [0, 1, 2], None, False),
        ([1, 2, 3], [1, 2, 3], 1, False),
        ([1, 2, 3, 4, 5], [5, 4, 3, 2, 1], -1, True),
    ],
)
def test_too_little_says_so(xs, ys, rho, has_interval):
    found = predicting.link(xs, ys)

    assert found.rho == (rho if rho is None else pytest.approx(rho))
    assert ((found.low is not None), found.is_small) == (has_interval, True)


@pytest.fixture
def year(at, db):
    """A plan with two members, and the cohort of its call."""
    at("2025-09-01 10:00")
    plan = plan_of(min_reviewers=2)
    return plan, seat_members(plan, 2), cohort_of(plan.call)


def ended(year, points, areas, state=State.CLOSED):
    """An issue whose lab is over, with its points and the areas that took it up."""
    plan, seats, cohort = year
    proposal = ProposalFactory(call=plan.call, state=State.REVIEWING)
    for seat in seats:
        sheets.open_doc_sheet(seat, proposal, DUE)
        submit(seat, proposal, points=points)
    type(proposal).objects.filter(pk=proposal.pk).update(**{"state": state})
    proposal.refresh_from_db()
    team = TeamFactory(proposal=proposal, cohort=cohort)
    for status in areas:
        SiteFactory(team=team, status=status)
    return proposal


def test_what_became_of_an_issue_counts_areas_at_work_and_nothing_else(year):
    stopped = ended(year, 3, ["implementing"], State.DISCONTINUED)
    alone = ended(year, 3, ["dropped", "interested"])
    spread = ended(year, 3, ["implementing", "sustained"])
    ended(year, 3, ["implementing"], State.IN_LAB)

    found = hindsight.outcomes([year[2]], UserFactory(staff=True))

    assert found == {stopped: 0, alone: 1, spread: 3}


def test_the_criterion_that_went_with_success_stands_out(year):
    flat = dict.fromkeys(("D1", "D2", "D4", "D5", "D6"), 3)
    for points, areas in ((2, 0), (3, 1), (4, 2), (4, 2), (5, 3)):
        ended(year, flat | {"D3": points}, ["implementing"] * areas)

    count, rows = hindsight.rows([year[2]], UserFactory(staff=True))

    links = {row.code: row.link for row in rows}
    assert (count, links["D3"].rho, links["D1"].rho) == (5, pytest.approx(1), None)
    assert (links["P1"].n, links["D3"].n) == (0, 5)
    assert next(row for row in rows if row.code == "D3").plot["dot"] == 300


def test_the_page_says_what_it_knows_at_the_same_cost(year, client_of):
    client, counts = client_of(UserFactory(auditor=True)), []
    empty = client.get("/cohorts/2568/criteria/").content.decode()
    for _each in range(2):
        for points in (2, 4, 5):
            ended(year, points, ["implementing"] * (points - 1))
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/cohorts/2568/criteria/").content.decode()
        counts.append(len(asked))

    assert (empty.count('<svg class="interval'), page.count('<svg class="interval')) == (0, 6)
    assert counts[0] == counts[1]


def test_all_cohorts_stand_beside_the_last(year, client_of):
    cohort_of(ProposalFactory(call__fiscal_year=2567).call)

    page = client_of(UserFactory(director=True)).get("/cohorts/2568/criteria/")

    assert len(page.context["tables"]) == 2
