"""The optimiser: what always holds of its answer, and what it says where there is none."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selection.matching import checking, explaining
from selection.matching.problem import Issue, Problem, Rules, Trouble, Unsolvable, bounds, digest
from selection.matching.problem import pairs_as_data as listed
from selection.matching.solving import solve
from tests.factories.matching import judge, simple, year_of

sizes = st.tuples(st.integers(4, 18), st.integers(5, 9), st.integers(2, 3))
few = settings(max_examples=25)


@st.composite
def problems(draw):
    """A year with conflicts, some readers of today and some sheets handed in."""
    proposals, judges, readers = draw(sizes)
    wishes = {"expert": draw(st.booleans()), "outside": draw(st.booleans())}
    wishes |= {"keep_all": draw(st.booleans()), "floor": draw(st.integers(0, 2))}
    problem = year_of(
        proposals,
        judges,
        readers,
        seed=draw(st.integers(0, 999)),
        themes=3,
        ceiling=proposals,
        **wishes,
    )
    some = st.sets(st.sampled_from([(j.number, i.code) for j, i in problem.allowed()]), max_size=6)
    present = draw(some)
    scored = {pair for pair in present if draw(st.booleans())}
    return replace(problem, present=frozenset(present), scored=frozenset(scored))


def answer(problem):
    try:
        return solve(problem), []
    except Unsolvable as refused:
        return frozenset(), refused.troubles


# --- What always holds
@few
@given(problems())
def test_an_answer_keeps_every_rule_and_a_refusal_says_why(problem):
    pairs, troubles = answer(problem)

    assert bool(pairs) != bool(troubles)
    if troubles:
        return
    by_code = checking.readers_of(pairs)
    seats = {one.number: one for one in problem.judges}
    kept = problem.scored | (problem.present if problem.rules.keep_all else set())
    assert not pairs & problem.blocked
    assert kept <= pairs
    for issue in problem.issues:
        readers = [seats[number] for number in by_code[issue.code]]
        stay = sum(code == issue.code for _number, code in kept)
        assert len(readers) == max(problem.rules.readers, stay)
        if problem.rules.expert:
            assert any(issue.theme in one.themes for one in readers)
        if problem.rules.outside:
            assert any(issue.region not in one.home for one in readers)
        ours = [a for r in readers if (r.number, issue.code) not in kept for a in r.agencies]
        assert len(ours) == len(set(ours))
    for one in problem.judges:
        least, most = bounds(problem, one)
        assert least <= checking.loads_of(pairs)[one.number] <= most
    assert len(checking.groups(pairs)) == 1
    assert checking.troubles(problem, pairs) == []


@settings(max_examples=8)  # each is solved twice
@given(problems())
def test_the_same_question_has_the_same_answer_also_when_it_was_written_down(problem):
    again = Problem.of_data(problem.as_data())

    assert again == problem
    assert digest(again.as_data()) == digest(problem.as_data())
    assert answer(again) == answer(problem)


@given(st.sets(st.tuples(st.integers(1, 6), st.sampled_from("ABCDE")), max_size=14))
def test_groups_part_the_judges_and_share_no_proposal(pairs):
    found = checking.groups(pairs)

    assert sorted(n for group in found for n in group) == sorted({n for n, _code in pairs})
    readers = checking.readers_of(pairs).values()
    assert all(any(who <= set(group) for group in found) for who in readers)
    met = {(a, b) for who in readers for a in who for b in who if a < b}
    judges = len({n for n, _code in pairs})
    assert checking.strangers(pairs) == judges * (judges - 1) // 2 - len(met)


def test_another_seed_shuffles_what_is_equal():
    first, other = year_of(12, 6, 2, seed=1), year_of(12, 6, 2, seed=1)

    assert solve(first) == solve(other)
    assert solve(first) != solve(replace(first, seed=2))


# --- What it prefers
def test_who_knows_the_theme_comes_first_then_who_reads_already():
    judges = [judge(1), judge(2, themes="T1"), judge(3)]
    problem = simple(judges, [Issue("A", "T1")], readers=2, present=frozenset({(3, "A")}))

    assert listed(solve(problem)) == [[2, "A"], [3, "A"]]


def test_who_is_away_half_of_the_time_reads_half():
    problem = simple([judge(1, share=50), judge(2, share=0), judge(3, share=0, ceiling=4)], "ABC")

    assert [bounds(problem, one)[1] for one in problem.judges] == [1, 0, 0]
    limited = replace(problem, rules=Rules(ceiling=5))
    assert bounds(limited, limited.judges[0]) == (0, 2)


def test_judges_who_would_share_nothing_are_joined():
    apart = frozenset({(1, "A"), (2, "A"), (1, "B"), (2, "B"), (3, "C"), (4, "C")})
    problem = simple([1, 2, 3, 4], "ABC", readers=2, present=apart)

    pairs = solve(problem)

    assert len(checking.groups(apart)) == 2
    assert checking.groups(pairs) == [[1, 2, 3, 4]]
    assert len(apart & pairs) == len(apart) - 1


def test_two_of_one_agency_both_stay_where_both_have_scored():
    judges = [judge(1, agencies="X"), judge(2, agencies="X"), judge(3)]
    both = frozenset({(1, "A"), (2, "A")})
    problem = simple(judges, "AB", readers=2, present=both, scored=both)

    pairs = solve(problem)

    assert both <= pairs
    assert {number for number, code in pairs if code == "B"} in ({1, 3}, {2, 3})
    assert checking.troubles(problem, pairs) == []


# --- Why there is no answer
@pytest.mark.parametrize(
    ("judges", "issues", "rules", "expected"),
    [
        ([1, 2], ["A"], {"readers": 3}, Trouble("hands", count=2, needed=3)),
        ([1, 2, 3], ["A"], {"blocked": {(1, "A")}, "readers": 3}, Trouble("readers", "A", 0, 2, 3)),
        (
            [1, 2, 3],
            ["A", "B"],
            {"readers": 2, "blocked": {(1, "A"), (2, "A")}, "ceiling": 9},
            Trouble("readers", "A", count=1, needed=2),
        ),
        (
            [judge(1, themes="T2"), 2],
            [Issue("A", "T1")],
            {"readers": 1, "expert": True},
            Trouble("expert", "A", needed=1),
        ),
        (
            [judge(1, home="N"), judge(2, home="N S")],
            [Issue("A", region="N")],
            {"readers": 1, "outside": True},
            Trouble("outside", "A", needed=1),
        ),
        (
            [judge(1, agencies="X"), judge(2, agencies="X Y")],
            ["A"],
            {"readers": 2},
            Trouble("agency", "A", count=2, needed=1),
        ),
        (
            [1, 2, 3],
            ["A"],
            {"readers": 1, "floor": 1},
            Trouble("floor", number=2, needed=1),
        ),
    ],
)
def test_a_refusal_names_the_rule_and_whom_it_hits(judges, issues, rules, expected):
    pairs, troubles = answer(simple(judges, issues, **rules))

    assert pairs == frozenset()
    assert {t.rule for t in troubles} == {expected.rule}
    assert expected in troubles or expected.rule in {"floor", "hands"}


def test_judges_whom_conflicts_keep_apart_are_refused_by_name():
    apart = {(1, "B"), (2, "B"), (3, "A"), (4, "A")}

    _pairs, troubles = answer(simple([1, 2, 3, 4], "AB", readers=2, blocked=apart))

    assert troubles == [Trouble("comparable", count=2, groups=((1, 2), (3, 4)))]
    assert Trouble.of_data(troubles[0].as_data()) == troubles[0]


def test_a_solver_that_runs_out_of_time_says_so(monkeypatch):
    monkeypatch.setattr("selection.matching.solving._run", lambda *_more: (None, 1))

    assert answer(simple([1, 2], "A", readers=1))[1] == [Trouble("time")]


# --- Everyone reads everything
def test_everyone_reads_everything_but_what_is_closed_to_them():
    problem = simple([1, 2, 3], "AB", readers=2, everyone=True, blocked={(1, "B")})

    assert listed(solve(problem)) == [[1, "A"], [2, "A"], [2, "B"], [3, "A"], [3, "B"]]
    assert checking.troubles(problem, solve(problem)) == []


def test_everyone_is_refused_where_conflicts_part_the_judges():
    apart = {(1, "B"), (2, "A")}

    assert answer(simple([1, 2], "AB", everyone=True, readers=1, blocked=apart))[1] == [
        Trouble("comparable", count=2, groups=((1,), (2,)))
    ]


# --- Looked at afterwards
def test_what_a_hand_broke_is_found():
    judges = [judge(1, agencies="X", home="N"), judge(2, agencies="X", home="N"), judge(3)]
    issues = [Issue("A", "T1", "N"), Issue("B")]
    problem = simple(
        judges, issues, blocked={(3, "B")}, readers=2, floor=1, ceiling=1, expert=True, outside=True
    )

    assert checking.troubles(problem, {(1, "A"), (2, "A"), (1, "B"), (3, "B")}) == [
        Trouble("expert", "A"),
        Trouble("outside", "A"),
        Trouble("agency", "A", 2),
        Trouble("conflict", "B", 3),
        Trouble("ceiling", number=1, count=2, needed=1),
    ]
    assert checking.troubles(problem, {(1, "A")})[0] == Trouble("readers", "A", 0, 1, 2)
    assert Trouble("floor", number=2, count=0, needed=1) in checking.troubles(problem, set())


def test_each_pair_is_explained_by_the_facts_that_speak_for_it():
    judges = [judge(1, themes="T1", regions="N", home="S"), judge(2), judge(3, home="N")]
    problem = simple(
        judges,
        [Issue("A", "T1", "N"), Issue("B")],
        present=frozenset({(1, "A"), (2, "A")}),
        scored=frozenset({(2, "A")}),
    )

    assert explaining.whys(problem, {(1, "A"), (2, "A"), (3, "A"), (3, "B")}) == {
        (1, "A"): ["kept", "theme", "region", "outside"],
        (2, "A"): ["scored", "outside"],
        (3, "A"): ["load"],
        (3, "B"): ["load"],
    }
    all_of_it = replace(problem, rules=Rules(everyone=True))
    assert explaining.why(all_of_it, judges[2], problem.issues[1]) == ["everyone"]
