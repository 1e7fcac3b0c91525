"""Seats given down an order under limits: who comes in, who goes out, and why."""

from hypothesis import given
from hypothesis import strategies as st

from selection.limiting import counts, fill

REGIONS = {"a": "north", "b": "north", "c": "north", "d": "south", "e": ""}


def groups(item):
    return {"region": REGIONS[item]}


def places(limits, seats=3, items="abcde"):
    return fill(items, groups, limits, seats)


def test_without_limits_it_is_the_order():
    assert [p.by_limits for p in places({})] == [True, True, True, False, False]
    assert [p.by_limits for p in places({})] == [p.by_order for p in places({})]


def test_a_full_group_makes_room_for_the_next():
    found = places({"region": 1})

    assert [(p.item, p.by_limits, p.full) for p in found] == [
        ("a", True, ""),
        ("b", False, "region"),
        ("c", False, "region"),
        ("d", True, ""),
        ("e", True, ""),
    ]


def test_each_group_may_have_a_limit_of_its_own():
    found = places({"region": {"north": 2, "south": 0}})

    assert [p.by_limits for p in found] == [True, True, False, False, True]


def test_what_belongs_to_no_group_is_not_limited():
    assert places({"region": 1}, items="eab")[0].by_limits


def test_after_the_last_seat_no_limit_is_the_reason():
    found = places({"region": 2}, seats=2)

    assert [p.full for p in found] == [""] * 5


def test_counts_are_by_group_the_fullest_first():
    assert counts(places({"region": 1}), groups, "region") == [("north", 3, 1), ("south", 0, 1)]


@given(
    st.lists(st.sampled_from(["x", "y", "z", ""]), max_size=30),
    st.integers(0, 10),
    st.integers(1, 5),
)
def test_no_group_is_ever_over_its_limit_and_no_seat_is_left_that_one_could_have(
    given_, seats, most
):
    found = fill(range(len(given_)), lambda n: {"region": given_[n]}, {"region": most}, seats)

    taken = [given_[p.item] for p in found if p.by_limits]
    assert len(taken) <= seats
    assert all(taken.count(group) <= most for group in "xyz")
    free = seats - len(taken)
    left = [given_[p.item] for p in found if not p.by_limits]
    assert not free or all(group and taken.count(group) == most for group in left)
