"""The lines of the board: ranks among what a person may read, the line of seats, the zones."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby

from selection import plots, scoring
from selection.kinds import Severity, Zone
from selection.models import Conflict
from selection.services.estimates import estimates_of


@dataclass(frozen=True)
class Head:
    """A stretch of rows of one zone begins: which, and how long it is."""

    zone: Zone
    count: int


@dataclass(frozen=True)
class Row:
    """A line of the board: the proposal, its standing, who stepped aside, what is estimated."""

    proposal: object
    standing: scoring.Standing
    recused: int
    is_cut: bool = False
    estimate: object = None
    head: Head | None = None

    @property
    def plot(self):
        """Where the interval is drawn."""
        return plots.interval(self.estimate.low, self.estimate.adjusted, self.estimate.high)

    @property
    def tone(self):
        return {Zone.IN: "good", Zone.GREY: "wait", Zone.OUT: "still"}[self.estimate.zone]

    @property
    def wide(self):
        """Criteria two levels apart that the stronger flag of the year does not name already."""
        return [c for c in self.estimate.wide if c not in self.standing.wide_criteria]


def recused_counts(proposals):
    """{proposal id: members who stepped aside}."""
    hard = Conflict.objects.filter(proposal__in=proposals, severity=Severity.HARD)
    return Counter(hard.values_list("proposal", flat=True))


def rows_of(standings, visible, analysis=None):
    """A row for each standing whose proposal is visible, in their order."""
    shown = [standing for standing in standings if standing.key.pk in visible]
    proposals = [standing.key for standing in shown]
    aside, found = recused_counts(proposals), estimates_of(analysis, proposals)
    return [Row(s.key, s, aside[s.key.pk], estimate=found.get(s.key.pk)) for s in shown]


def among(rows, hidden):
    """The rows with their ranks among what the person may read.

    ``hidden`` are the ranks of proposals closed to them: a gap would tell where those stand.
    """
    if not hidden:
        return rows
    return [_moved(row, sum(rank < row.standing.rank for rank in hidden)) for row in rows]


def _moved(row, places):
    """One row so many places further up; one without a rank stays."""
    standing = row.standing
    if not (standing.rank and places):
        return row
    moved = scoring.placed(standing, standing.rank - places, standing.is_tied)
    return replace(row, standing=moved)


def with_cut(rows, seats):
    """The rows, with the line of seats drawn after the last one within them."""
    ranked = [row for row in rows if row.standing.rank]
    inside = [row for row in ranked if row.standing.rank <= seats]
    if not inside or len(inside) == len(ranked):
        return rows
    last = rows.index(inside[-1])
    return [*rows[:last], replace(rows[last], is_cut=True), *rows[last + 1 :]]


def with_heads(rows):
    """The rows, each stretch of one zone with a head."""
    found = []
    for zone, stretch in groupby(rows, key=lambda row: row.estimate and row.estimate.zone):
        first, *others = stretch
        head = Head(Zone(zone), 1 + len(others)) if zone else None
        found += [replace(first, head=head), *others]
    return found
