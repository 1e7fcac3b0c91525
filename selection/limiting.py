"""Seats given down an order under limits of a group each: a what-if, without a database.

Nothing is applied by it: the committee departs from the order only with a reason (R-46).
"""

from collections import Counter
from dataclasses import dataclass
from math import inf


@dataclass(frozen=True)
class Place:
    """What becomes of one item: in by the order, in under the limits, and what kept it out."""

    item: object
    by_order: bool
    by_limits: bool
    full: str = ""  # the name of the limit that was reached


def fill(items, groups_of, limits, seats):
    """A place for each item, in their order.

    ``groups_of(item)`` gives {limit name: group}, ``limits`` {limit name: the most of any group,
    or {group: most}}; an item without a group is not limited.
    """
    taken, found, left = Counter(), [], seats
    for number, item in enumerate(items):
        groups = {name: group for name, group in groups_of(item).items() if group}
        full = next((pair[0] for pair in groups.items() if taken[pair] >= _most(limits, *pair)), "")
        is_in = left > 0 and not full
        if is_in:
            left -= 1
            taken.update(groups.items())
        found.append(Place(item, number < seats, is_in, full if left > 0 else ""))
    return found


def _most(limits, name, group):
    """How many of a group there may be; without a limit any number."""
    most = limits.get(name, inf)
    return most.get(group, inf) if isinstance(most, dict) else most


def counts(places, groups_of, name):
    """[(group, by the order, under the limits)] of a limit, the fullest first."""
    by_order = Counter(groups_of(p.item).get(name) for p in places if p.by_order)
    by_limits = Counter(groups_of(p.item).get(name) for p in places if p.by_limits)
    groups = [group for group in by_order | by_limits if group]
    rows = [(group, by_order[group], by_limits[group]) for group in groups]
    return sorted(rows, key=lambda row: (-row[1], -row[2], str(row[0])))
