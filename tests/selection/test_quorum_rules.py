"""The quorum against the words of section 4.5, for every committee one could meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection import quorum


@st.composite
def rooms(draw):
    """(seats, stepped aside, present) of a meeting as it can be."""
    seats = draw(st.integers(1, 60))
    recused = draw(st.integers(0, seats - 1))
    return seats, recused, draw(st.integers(1, seats - recused))


@given(rooms())
def test_half_of_the_effective_committee_is_enough_and_less_is_not(room):
    seats, recused, present = room

    assert quorum.count(*room).holds is (present * 2 >= seats - recused)


@given(rooms(), st.sampled_from(["total", "effective"]))
def test_a_second_call_needs_half_or_a_third_of_its_base(room, base):
    seats, recused, present = room
    whole = seats if base == "total" else seats - recused

    found = quorum.count(*room, second_call=True, base=base)

    assert found.holds is (present * 2 >= seats - recused or present * 3 >= whole)


@given(rooms(), st.booleans(), st.sampled_from(["total", "effective"]))
def test_the_number_that_is_asked_for_is_the_one_that_decides(room, second, base):
    seats, recused, _present = room
    rule = {"second_call": second, "base": base}
    needed = quorum.count(*room, **rule).required

    assert quorum.count(seats, recused, needed, **rule).holds
    assert not quorum.count(seats, recused, needed - 1, **rule).holds


@given(rooms())
def test_who_stepped_aside_never_makes_a_quorum_harder(room):
    seats, recused, present = room

    without = quorum.count(seats, 0, present)

    assert quorum.count(seats, recused, present).required <= without.required


@pytest.mark.parametrize("base", ["total", "effective"])
def test_nobody_left_decides_nothing(base):
    assert not quorum.count(5, 5, 0, second_call=True, base=base).holds
