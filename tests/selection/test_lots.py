"""The lot: anyone draws the same order again, and members leave the room no oftener for it."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from selection import lots

CODES = [f"P68-{number:04}" for number in range(1, 13)]
apart = st.dictionaries(
    st.sampled_from(CODES), st.frozensets(st.integers(1, 5), min_size=1), max_size=8
)


def test_the_order_is_that_of_the_hashes_of_seed_and_number():
    by_hand = sorted(CODES, key=lambda code: sha256(f"สลาก:{code}".encode()).hexdigest())

    assert lots.drawn(reversed(CODES), "สลาก") == by_hand


def test_neither_number_alone_makes_the_seed():
    seeds = {lots.seed_of(salt, public) for salt in ("a", "b") for public in ("1", "2")}

    assert len(seeds) == 4
    assert {len(seed) for seed in seeds} == {16}


def test_pitches_closed_to_the_same_member_stand_together_where_the_first_was_drawn():
    order = ["A", "B", "C", "D", "E"]
    closed = {"B": {7}, "E": {7}, "D": {3}}

    assert lots.grouped(order, closed) == ["A", "B", "E", "C", "D"]


def test_a_chain_lets_each_member_leave_once():
    order = ["A", "B", "C", "D"]
    closed = {"A": {1}, "C": {1, 2}, "D": {2}}

    found = lots.grouped(order, closed)

    assert found == ["A", "C", "D", "B"]
    assert (lots.leavings(order, closed), lots.leavings(found, closed)) == (3, 2)


@given(apart, st.text(max_size=8))
def test_grouping_moves_nobody_out_and_makes_nobody_leave_oftener(closed, seed):
    order = lots.drawn(CODES, seed)

    found = lots.grouped(order, closed)

    assert sorted(found) == CODES
    assert lots.leavings(found, closed) <= lots.leavings(order, closed)


@given(st.text(max_size=8))
def test_where_nobody_steps_aside_the_lot_alone_decides(seed):
    order = lots.drawn(CODES, seed)

    assert lots.grouped(order, {}) == order
