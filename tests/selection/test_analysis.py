"""From a snapshot to numbers: chances, zones, flags."""

import pytest

from selection import analysis, plots
from selection.kinds import Zone
from tests.selection.snapshots import by_proposal, drawn, even, snapshot


def test_the_same_snapshot_gives_the_same_numbers():
    doc, pitch = drawn(1)

    first, again = (analysis.analyse(snapshot(doc, pitch=pitch, seats=4)) for _each in range(2))

    assert analysis.digest(first) == analysis.digest(again)


def test_chances_sum_to_the_seats():
    doc, pitch = drawn(2)

    found = analysis.analyse(snapshot(doc, pitch=pitch, seats=4))["estimates"]

    assert sum(row["chance"] for row in found) == pytest.approx(4, abs=0.01)
    assert all(row["low"] <= row["adjusted"] <= row["high"] for row in found)


def test_where_seats_are_enough_all_are_sure_of_one():
    doc, _pitch = drawn(3, proposals=3)

    found = analysis.analyse(snapshot(doc, seats=3))["estimates"]

    assert {(row["chance"], row["zone"]) for row in found} == {(1.0, "in")}


def test_without_seats_nobody_has_a_chance():
    doc, _pitch = drawn(3, proposals=3)

    found = analysis.analyse(snapshot(doc, seats=0))["estimates"]

    assert {(row["chance"], row["zone"], row["decided_by_one"]) for row in found} == {
        (0.0, "out", False)
    }


def test_without_sheets_enough_there_is_nothing_to_say():
    found = analysis.analyse(snapshot({1: {1: even(4)}}, least=2))

    assert (found["estimates"], found["stages"], found["variants"]) == ([], {}, [])


@pytest.mark.parametrize(
    ("chance", "is_inside", "zone"),
    [
        (0.9, True, Zone.IN),
        (0.9, False, Zone.GREY),
        (0.89, True, Zone.GREY),
        (0.1, False, Zone.OUT),
        (0.1, True, Zone.GREY),
        (0.11, False, Zone.GREY),
    ],
)
def test_a_zone_is_clear_where_order_and_chance_agree(chance, is_inside, zone):
    assert analysis.zone_of(chance, is_inside) == zone


def test_two_levels_apart_are_named():
    found = analysis.analyse(snapshot({1: {1: even(4), 2: [4, 4, 2, 4, 3, 4]}}))

    assert by_proposal(found)[1]["wide"] == ["D3"]


def test_the_spread_is_the_standard_deviation_of_the_totals():
    found = analysis.analyse(snapshot({1: {1: even(5), 2: even(3)}, 2: {1: even(4)}}))

    assert by_proposal(found)[1]["spread"] == pytest.approx(28.28)
    assert by_proposal(found)[2]["spread"] == 0


@pytest.mark.parametrize(
    ("sure", "is_unsure"), [([], False), ([1, 3], True), ([1, 2, 3], False), ([1], True)]
)
def test_half_of_the_judges_little_sure_is_a_flag(sure, is_unsure):
    found = analysis.analyse(snapshot({1: {1: even(4)}}, sure={1: sure}))

    assert by_proposal(found)[1]["unsure"] is is_unsure


def test_one_judge_who_alone_decides_is_a_flag():
    year = {
        1: {1: even(5), 2: even(5), 3: even(5)},  # in, whoever is left out
        2: {1: even(5), 2: even(3), 3: even(3)},  # in by judge 1 alone
        3: {1: even(3), 2: even(3.5), 3: even(3.5)},  # out by judge 1 alone
        4: {1: even(1), 2: even(1), 3: even(1)},
    }

    found = by_proposal(analysis.analyse(snapshot(year, seats=2)))

    assert [found[p]["decided_by_one"] for p in (1, 2, 3, 4)] == [False, True, False, False]


def test_a_judge_left_out_who_lifts_one_over_the_line_is_a_flag():
    year = {
        1: {1: even(4), 2: even(4), 3: even(4)},
        2: {1: even(1), 2: even(5), 3: even(5)},  # out by judge 1 alone
        3: {1: even(1), 2: even(1)},
    }

    found = by_proposal(analysis.analyse(snapshot(year, seats=1)))

    assert [found[p]["decided_by_one"] for p in (1, 2, 3)] == [False, True, False]


def test_the_adjusted_order_has_ranks_of_its_own():
    """The strict judge read only the first: adjusted, it passes the second."""
    year = {
        p: {j: even(4 if p < 5 else 3) for j in range(6)} | ({9: even(2)} if p < 6 else {})
        for p in range(10)
    }
    year[4].pop(9)
    year[4][0] = even(3.5)

    found = by_proposal(analysis.analyse(snapshot(year, seats=3)))

    assert found[4]["rank"] == 1
    assert found[4]["rank_adjusted"] == 5


@pytest.mark.parametrize(("final", "ranks"), [(80.0, [2, 1]), (79.0, [1, 2])])
def test_equal_ones_stand_as_their_tie_was_settled_for_this_final(final, ranks):
    inputs = snapshot({1: {1: even(4)}, 2: {1: even(4)}})
    inputs["settled"] = [[1, final, 2], [2, final, 1]]

    found = by_proposal(analysis.analyse(inputs))

    assert [found[1]["rank"], found[2]["rank"]] == ranks


def test_an_interval_stays_inside_its_picture():
    low = plots.interval(10, 55, 75)
    high = plots.interval(99, 100, 104)

    assert (low.start, low.dot, low.width) == (0, 30, 150)
    assert (high.start + high.width, high.dot) == (300, 300)
    assert plots.point(40, 100) == (0, 0)
