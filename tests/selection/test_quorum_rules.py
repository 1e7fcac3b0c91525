"""The quorum against the words of section 4.5, in every committee of up to 25 seats."""

import pytest

from selection import quorum

# (seats, stepped aside, present) of every meeting as it can be, with somebody in the room
ROOMS = [
    (seats, recused, present)
    for seats in range(1, 26)
    for recused in range(seats)
    for present in range(1, seats - recused + 1)
]
BASES = ("total", "effective")


def wrong(is_right):
    """The meetings of which this property does not hold."""
    return [room for room in ROOMS if not is_right(*room)]


def test_half_of_the_effective_committee_is_enough_and_less_is_not():
    def is_right(seats, recused, present):
        return quorum.count(seats, recused, present).holds is (present * 2 >= seats - recused)

    assert wrong(is_right) == []


@pytest.mark.parametrize("base", BASES)
def test_a_second_call_needs_half_or_a_third_of_its_base(base):
    def is_right(seats, recused, present):
        whole = seats if base == "total" else seats - recused
        enough = present * 2 >= seats - recused or present * 3 >= whole
        found = quorum.count(seats, recused, present, second_call=True, base=base)
        return found.holds is enough

    assert wrong(is_right) == []


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("second_call", [True, False])
def test_the_number_that_is_asked_for_is_the_one_that_decides(second_call, base):
    rule = {"second_call": second_call, "base": base}

    def is_right(seats, recused, present):
        needed = quorum.count(seats, recused, present, **rule).required
        holds = quorum.count(seats, recused, needed, **rule).holds
        return holds and not quorum.count(seats, recused, needed - 1, **rule).holds

    assert wrong(is_right) == []


def test_who_stepped_aside_never_makes_a_quorum_harder():
    def is_right(seats, recused, present):
        all_in = quorum.count(seats, 0, present)
        return quorum.count(seats, recused, present).required <= all_in.required

    assert wrong(is_right) == []


@pytest.mark.parametrize("base", BASES)
def test_nobody_left_decides_nothing(base):
    assert not quorum.count(5, 5, 0, second_call=True, base=base).holds
