"""When a committee may decide (domain, section 4.5, K3 to K6): arithmetic without a database."""

from dataclasses import dataclass
from math import ceil

SECOND_CALL_DAYS = 14


@dataclass(frozen=True)
class Quorum:
    """How many of how many must be there, how many are, and by which rule it holds."""

    seats: int
    recused: int
    present: int
    required: int
    rule: str  # "half", "third" or "" where neither is met
    is_second_call: bool = False

    @property
    def effective(self):
        """The committee without those who stepped aside (K6)."""
        return self.seats - self.recused

    @property
    def holds(self):
        return bool(self.rule)


def is_there(stays, at):
    """Whether a member is in the room: throughout where no times are noted, else in a stay.

    ``stays`` are pairs of coming and leaving; who leaves at a moment is gone at it.
    """
    return not stays or any(came <= at and (left is None or at < left) for came, left in stays)


def in_room(present, at):
    """The seats in the room at a moment; ``present`` maps each seat that came to its stays."""
    return frozenset(seat for seat, stays in present.items() if is_there(stays, at))


def second_call_counts(is_second_call, days_after, notice_said_so):
    """A third is enough only at a second call, within 14 days, announced as such (K4)."""
    return bool(is_second_call and 0 <= days_after <= SECOND_CALL_DAYS and notice_said_so)


def count(seats, recused, present, *, second_call=False, base="total"):
    """Quorum for one item.

    ``present`` are those present who did not step aside; ``second_call`` is the answer
    of ``second_call_counts``; ``base`` says of whom a third must come ("total": of all
    voting seats filled that day; "effective": of those who did not step aside).
    """
    effective = seats - recused
    half = ceil(effective / 2)
    third = ceil((seats if base == "total" else effective) / 3)
    required = min(half, third) if second_call else half
    if effective <= 0 or present <= 0:
        rule = ""
    elif present >= half:
        rule = "half"
    else:
        rule = "third" if second_call and present >= third else ""
    return Quorum(seats, recused, present, required, rule, second_call)
