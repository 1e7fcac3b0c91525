"""The quorum and who is in the room, over every meeting that can be thought of (K3 to K6)."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from selection import quorum

NINE = datetime.fromisoformat("2025-02-07T09:00+07:00")
MINUTES = st.integers(0, 240).map(lambda n: NINE + timedelta(minutes=n))
SEATS = st.sets(st.integers(1, 30), max_size=30)


@st.composite
def stays(draw):
    """Coming and leaving of one member, in order; the last stay may be open."""
    times = sorted(set(draw(st.lists(MINUTES, max_size=6))))
    pairs = list(zip(times[::2], times[1::2], strict=False))
    return [*pairs, (times[-1], None)] if len(times) % 2 else pairs


MEETINGS = st.dictionaries(st.integers(1, 30), stays(), max_size=30)


@given(stays(), MINUTES)
def test_a_member_is_there_from_coming_until_leaving(noted, at):
    moves = sum(came <= at for came, _left in noted) - sum(
        left is not None and left <= at for _came, left in noted
    )

    assert quorum.is_there(noted, at) is (moves == 1 if noted else True)


@given(MEETINGS, SEATS, SEATS, MINUTES)
def test_nobody_counts_who_is_not_in_the_room_or_stepped_aside(present, voting, away, at):
    there = (quorum.in_room(present, at) & voting) - away
    found = quorum.count(len(voting), len(voting & away), len(there))

    assert found.present <= found.effective == len(voting - away)
    assert found.holds is (0 < 2 * len(there) >= len(voting - away))


@given(MEETINGS, SEATS, SEATS, MINUTES, st.integers(1, 30), st.sampled_from(["total", "effective"]))
def test_one_more_in_the_room_never_breaks_a_quorum(present, voting, away, at, seat, base):
    more = present | {seat: []}
    rule = {"second_call": True, "base": base}

    def holds(came):
        there = (quorum.in_room(came, at) & voting) - away
        return quorum.count(len(voting), len(voting & away), len(there), **rule).holds

    assert holds(more) or not holds(present)


@given(st.integers(0, 40), st.data(), st.booleans(), st.sampled_from(["total", "effective"]))
def test_what_is_required_is_never_more_than_the_committee_or_less_than_a_third(
    seats, data, second_call, base
):
    recused = data.draw(st.integers(0, seats))
    present = data.draw(st.integers(0, seats - recused))
    found = quorum.count(seats, recused, present, second_call=second_call, base=base)

    assert 2 * found.required >= found.effective or (
        second_call and 3 * found.required >= found.effective
    )
    assert found.holds is (present > 0 and present >= found.required)
    assert found.rule != "third" or second_call
