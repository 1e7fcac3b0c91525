"""Equal proposals in the declared order: the steps alone, then with records, board and paper."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from proposals.grounds import MoveRefused
from pyp_portal.papers.models import Paper
from selection import services, tie_breaks
from selection.kinds import Severity, Stage
from selection.models import TieBreak
from selection.seal_papers import STEPS_TH
from selection.services import breaking, closeness
from tests.factories.accounts import UserFactory
from tests.factories.selection import DUE, REASON, plan_of, ready_proposal, seat_members, submit

FOURS = dict.fromkeys(("D1", "D2", "D3", "D4", "D5", "D6"), 4)
KEYS = st.lists(st.sampled_from("ABCDEF"), min_size=1, unique=True)


# --- Alone
def test_a_step_parts_groups_and_the_next_goes_on_within_them():
    values = {"first": {"A": 3, "B": 5, "C": 3}, "above": {"A": 1, "B": 0, "C": 2}}

    broken = tie_breaks.execute("CAB", ["first", "above"], values)

    assert broken.groups == [["B"], ["C"], ["A"]]
    assert [step["groups"] for step in broken.steps] == [[["B"], ["A", "C"]], [["B"], ["C"], ["A"]]]
    assert broken.waits_for == ""


def test_it_stops_at_the_step_whose_numbers_are_not_known():
    values = {"first": {"A": Fraction(10, 3), "B": Fraction(10, 3)}}

    broken = tie_breaks.execute("AB", ["first", "runoff", "casting"], values)

    assert (broken.groups, broken.waits_for) == ([["A", "B"]], "runoff")
    assert broken.steps[0]["values"] == {"A": "3.33", "B": "3.33"}


def test_no_step_is_taken_once_nobody_is_equal():
    values = {"first": {"A": 3, "B": 5}}

    assert len(tie_breaks.execute("AB", ["first", "runoff"], values).steps) == 1


@given(KEYS, st.data())
def test_steps_lose_nobody_and_never_turn_an_order_round(keys, data):
    numbers = st.fixed_dictionaries(dict.fromkeys(keys, st.integers(0, 2)))
    first, second = data.draw(numbers), data.draw(numbers)

    groups = tie_breaks.execute(keys, ["a", "b"], {"a": first, "b": second}).groups

    order = [key for group in groups for key in group]
    assert sorted(order) == sorted(keys)
    assert [first[key] for key in order] == sorted(first.values(), reverse=True)


def test_lots_are_the_same_for_the_same_seed_only():
    assert tie_breaks.lots("seed", "AB") == tie_breaks.lots("seed", "BA")
    assert tie_breaks.lots("seed", "AB") != tie_breaks.lots("other", "AB")


@pytest.mark.parametrize(
    "steps",
    [["d3p3", "casting"], ["first", "first", "casting"], ["first"], ["casting", "draw"], [], "x"],
)
def test_an_order_that_cannot_be_declared(steps):
    with pytest.raises(ValidationError):
        tie_breaks.known_ties(steps)


# --- With records
@pytest.fixture
def plan(at, db):
    at("2025-01-25 10:00")
    return plan_of(min_reviewers=2, pitch_mode="none")


@pytest.fixture
def seats(plan):
    return seat_members(plan, 4)


def scored(plan, readers, *points):
    """A proposal whose readers gave these points."""
    proposal = ready_proposal(plan, readers)
    services.open_review([proposal], due=DUE)
    for seat, given_points in zip(readers, points, strict=True):
        submit(seat, proposal, points=given_points)
    return proposal


def ranks(plan):
    everything = list(plan.proposals().for_list())
    found = services.standings(plan, everything)
    return {s.key: (s.rank, s.is_tied) for s in found}


def test_numbers_decide_and_the_board_shows_it(plan, seats):
    low = scored(plan, seats[1:3], FOURS | {"D1": 3, "D4": 5}, FOURS)
    high = scored(plan, seats[1:3], FOURS | {"D1": 5, "D4": 3}, FOURS)
    assert ranks(plan) == {low: (1, True), high: (1, True)}

    tie = services.break_tie(plan, low, by=seats[0].user)

    assert [step["step"] for step in tie.steps] == ["d3p3", "d2p1", "first"]
    assert tie.steps[2]["values"] == {high.code: "4.50", low.code: "3.50"}
    assert ranks(plan) == {high: (1, False), low: (2, False)}
    assert high.code in Paper.objects.of(tie).get().html
    assert closeness.equals(plan, seats[0].user) == []


def test_what_numbers_leave_equal_waits_for_runoff_then_for_the_chair(plan, seats):
    one, two, three = (scored(plan, seats[1:3], 4, 4) for _each in range(3))
    chair = seats[0].user
    tie = services.break_tie(plan, one, by=chair)
    assert (tie.waits_for, tie.settled_at) == ("runoff", None)

    votes = {one.code: 3, two.code: 1, three.code: 1}
    tie = services.record_runoff(tie, votes, by=chair)
    assert tie.waits_for == "casting"
    tie = services.cast_vote(tie, [three.code, two.code], by=chair)

    assert ranks(plan) == {one: (1, False), three: (2, False), two: (3, False)}
    html = Paper.objects.of(tie).get().html
    said = re.findall(r'<td rowspan="3">([^<]+)</td>', html)
    assert said == [STEPS_TH[step] for step, _seed, _values in breaking.steps_of(tie)]
    assert len(said) == 6
    told = dict(breaking.steps_of(tie)[-1][2])
    assert told == {one.code: "–", three.code: "1", two.code: "2"}  # as the chair put them
    assert tie.settled_at
    with pytest.raises(MoveRefused):
        services.cast_vote(tie, [two.code, three.code], by=chair)


def test_a_runoff_has_no_more_votes_than_members_without_an_interest(plan, seats):
    one, two = (scored(plan, seats[1:3], 4, 4) for _each in range(2))
    services.declare(seats[4], one, Severity.HARD, reason=REASON)
    tie = services.break_tie(plan, one)

    for votes in ({one.code: 3, two.code: 2}, {one.code: 1}, {one.code: 0, two.code: 0}):
        with pytest.raises(MoveRefused):
            services.record_runoff(tie, votes)
    assert services.record_runoff(tie, {one.code: 3, two.code: 1}).settled_at


def test_a_draw_only_where_it_was_declared_and_with_a_seed_nobody_chose(plan, seats):
    services.change_plan(plan, by=None, tie_steps=["first", "draw"])
    one, two = (scored(plan, seats[1:3], 4, 4) for _each in range(2))
    seal = services.close_round(plan, Stage.DOC, by=seats[0].user)

    tie = services.break_tie(plan, one)

    seed = seal.sha256[:16]
    best = max([one, two], key=lambda p: tie_breaks.lots(seed, [p.code])[p.code])
    assert tie.steps[-1]["seed"] == seed
    assert ranks(plan)[best] == (1, False)


def test_a_draw_before_any_seal_has_a_seed_of_its_own(plan, seats):
    services.change_plan(plan, by=None, tie_steps=["draw"])
    one, _two = (scored(plan, seats[1:3], 4, 4) for _each in range(2))

    assert len(services.break_tie(plan, one).steps[-1]["seed"]) == 16


def test_only_who_is_equal_now_and_only_once(plan, seats):
    one, _two = (scored(plan, seats[1:3], 4, 4) for _each in range(2))
    alone = scored(plan, seats[1:3], 5, 5)
    unscored = ready_proposal(plan, seats[1:3])
    services.break_tie(plan, one)

    for proposal in (one, alone, unscored):
        with pytest.raises(MoveRefused):
            services.break_tie(plan, proposal)
    assert TieBreak.objects.count() == 1


def test_after_a_change_of_scores_the_old_tie_moves_nobody(plan, seats):
    one, two = (scored(plan, seats[1:3], 4, 4) for _each in range(2))
    tie = services.break_tie(plan, one)
    other = services.record_runoff(tie, {one.code: 1, two.code: 0})
    assert ranks(plan)[one] == (1, False)
    for proposal in (one, two):
        sheet = seats[1].sheets.get(proposal=proposal)
        services.reopen_sheet(sheet, reason=REASON, by=seats[1].user)
        submit(seats[1], proposal, points=5)

    assert ranks(plan) == {one: (1, True), two: (1, True)}
    again = services.break_tie(plan, two)
    assert again.final == Decimal("90.00") != other.final


def test_a_step_is_refused_once_the_scores_differ(plan, seats):
    one, two = (scored(plan, seats[1:3], 4, 4) for _each in range(2))
    tie = services.break_tie(plan, one)
    services.reopen_sheet(seats[1].sheets.get(proposal=one), reason=REASON, by=seats[1].user)
    submit(seats[1], one, points=5)

    with pytest.raises(MoveRefused):
        services.record_runoff(tie, {one.code: 1, two.code: 0})


def test_a_tie_of_a_closed_proposal_is_not_shown(plan, seats):
    one, _two = (scored(plan, seats[1:3], 4, 4) for _each in range(2))
    officer = UserFactory(staff=True)
    services.declare(seats[4], one, Severity.HARD, reason=REASON)
    services.break_tie(plan, one)

    assert closeness.equals(plan, seats[4].user) == []
    assert list(closeness.tie_breaks(plan, seats[4].user)) == []
    assert len(closeness.tie_breaks(plan, officer)) == len(closeness.equals(plan, officer)) == 1
    assert breaking.open_tie(plan, one)
