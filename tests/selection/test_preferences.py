"""Rankings of close proposals combined: known results, then with members and records."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.grounds import MoveRefused
from selection import preferences, services
from selection.kinds import Severity
from selection.services import closeness, combining, ranking
from selection.tasks import combine_rankings
from tests.factories.selection import (
    REASON,
    fresh,
    plan_of,
    ready_proposal,
    reviewed,
    seat_members,
)

# The 45 voters of Schulze's own paper, whose result is E A C B D.
PAPER = [
    *["ACBED"] * 5,
    *["ADECB"] * 5,
    *["BEDAC"] * 8,
    *["CABED"] * 3,
    *["CAEBD"] * 7,
    *["CBADE"] * 2,
    *["DCEBA"] * 7,
    *["EBADC"] * 8,
]
BALLOTS = st.lists(st.permutations("ABCD"), min_size=1, max_size=9)


def test_the_example_of_the_paper():
    wins = preferences.pairwise(PAPER, "ABCDE")
    paths = preferences.strongest_paths(wins, "ABCDE")

    assert (wins["A", "B"], wins["C", "D"], wins["E", "A"]) == (20, 17, 23)
    assert (paths["A", "D"], paths["B", "A"], paths["E", "A"]) == (30, 25, 25)
    assert preferences.schulze(wins, "ABCDE") == [["E"], ["A"], ["C"], ["B"], ["D"]]


def test_a_circle_stands_together():
    wins = preferences.pairwise(["ABC", "BCA", "CAB"], "ABC")

    assert preferences.schulze(wins, "ABC") == [["A", "B", "C"]]


def test_a_ballot_says_nothing_of_what_is_not_in_it():
    wins = preferences.pairwise(["AB", "BC"], "ABC")

    assert (wins["A", "C"], wins["C", "A"]) == (0, 0)
    assert preferences.uncompared(wins, "ABC") == [("A", "C")]
    assert preferences.schulze(wins, "ABC") == [["A"], ["B"], ["C"]]


@given(BALLOTS)
def test_nobody_is_lost_and_a_winner_of_every_pair_stands_first(ballots):
    wins = preferences.pairwise(ballots, "ABCD")
    groups = preferences.schulze(wins, "ABCD")
    champions = [a for a in "ABCD" if all(wins[a, b] > wins[b, a] for b in "ABCD" if a != b)]

    assert sorted(key for group in groups for key in group) == list("ABCD")
    assert not champions or groups[0] == champions


def test_the_check_agrees_where_all_say_the_same_and_names_where_it_does_not():
    same = combining.combined([list("ABC")] * 5, "ABC")
    split = combining.combined([*[list("ABC")] * 5, *[list("BCA")] * 4], "ABC")

    assert (same["groups"], same["by_strength"], same["agree"]) == (
        [["A"], ["B"], ["C"]],
        ["A", "B", "C"],
        True,
    )
    assert split["groups"][0] == ["A"]
    assert split["agree"] is (split["by_strength"] == ["A", "B", "C"])
    assert sum(float(share) for share in split["strengths"].values()) == pytest.approx(1, abs=0.001)


# --- With members
@pytest.fixture
def plan(at, db):
    at("2025-01-25 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 4)


@pytest.fixture
def close_ones(plan, seats):
    return [reviewed(plan, seats[1:3]) for _each in range(3)]


def orders(proposals, *places):
    return [proposals[place].pk for place in places]


def test_members_rank_and_the_worker_combines(plan, seats, close_ones):
    opened = services.open_ranking(plan, close_ones, by=seats[0].user)
    services.declare(seats[3], close_ones[0], Severity.HARD, reason=REASON)
    services.cast_ballot(opened, seats[1], orders(close_ones, 2, 1, 0))
    services.cast_ballot(opened, seats[1], orders(close_ones, 0, 1, 2))
    services.cast_ballot(opened, seats[2], orders(close_ones, 0, 2, 1))
    services.cast_ballot(opened, seats[3], orders(close_ones, 1, 2))
    services.close_ranking(opened, by=seats[0].user)
    combine_rankings()
    first = fresh(opened)
    combine_rankings()

    codes = [proposal.code for proposal in close_ones]
    assert first.result["groups"] == [[codes[0]], [codes[1]], [codes[2]]]
    assert first.result["wins"][codes[1]][codes[2]] == 2
    assert fresh(opened).result_sha256 == first.result_sha256 != ""
    assert closeness.shown(first.result)["codes"] == sorted(codes)
    with pytest.raises(MoveRefused):
        services.cast_ballot(opened, seats[1], orders(close_ones, 0, 1, 2))
    with pytest.raises(MoveRefused):
        services.close_ranking(opened)


def test_a_ballot_is_whole_and_names_nothing_that_is_closed(plan, seats, close_ones):
    opened = services.open_ranking(plan, close_ones)
    services.declare(seats[3], close_ones[0], Severity.HARD, reason=REASON)
    wrong = [
        (seats[1], orders(close_ones, 0, 1)),
        (seats[1], orders(close_ones, 0, 1, 1)),
        (seats[3], orders(close_ones, 0, 1, 2)),
    ]

    for seat, order in wrong:
        with pytest.raises(MoveRefused):
            services.cast_ballot(opened, seat, order)
    with pytest.raises(MoveRefused):
        services.close_ranking(opened)


def test_two_to_six_that_have_scores_and_one_ranking_at_a_time(plan, seats, close_ones):
    unscored = ready_proposal(plan, seats[1:3])

    for chosen in (close_ones[:1], [*close_ones, unscored]):
        with pytest.raises(MoveRefused):
            services.open_ranking(plan, chosen)
    services.open_ranking(plan, close_ones)
    with pytest.raises(MoveRefused):
        services.open_ranking(plan, close_ones[:2])


def test_it_waits_for_members_who_may_rank_two_until_they_have(plan, seats, close_ones):
    opened = services.open_ranking(plan, close_ones[:2])
    services.declare(seats[3], close_ones[0], Severity.HARD, reason=REASON)
    services.cast_ballot(opened, seats[1], orders(close_ones, 1, 0))

    assert [len(ranking.waiting_for(seat)) for seat in seats[1:4]] == [0, 1, 0]
    assert ranking.places_of(opened, seats[1]) == {close_ones[1].code: 1, close_ones[0].code: 2}
    assert ranking.places_of(opened, seats[2]) == {}
    assert set(closeness.candidates(plan, seats[0].user)) == set(close_ones)
