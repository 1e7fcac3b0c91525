"""The lines of the board: ranks among what a person may read, the line of seats, the zones."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby

from selection import plots, scoring
from selection.kinds import Severity, Zone
from selection.models import Conflict, ScoreSheet
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
    abstained: int = 0
    is_cut: bool = False
    estimate: object = None
    head: Head | None = None
    seats: int = 0  # that the analysis counted with

    @property
    def plot(self):
        """Where the interval is drawn."""
        return plots.interval(self.estimate.low, self.estimate.adjusted, self.estimate.high)

    @property
    def tone(self):
        return {Zone.IN: "good", Zone.GREY: "wait", Zone.OUT: "still"}[self.estimate.zone]

    @property
    def percent(self):
        """The chance as it is told: nothing is certain, and nothing impossible, by a draw."""
        return min(max(round(100 * self.estimate.chance), 1), 99)

    @property
    def crosses(self):
        """Where the adjusted order would put it on the other side of the line."""
        seats, estimate = self.seats, self.estimate
        if (estimate.rank <= seats) == (estimate.rank_adjusted <= seats):
            return ""
        return "up" if estimate.rank > seats else "down"

    @property
    def wide(self):
        """Criteria two levels apart that the stronger flag of the year does not name already."""
        found = self.estimate.wide if self.estimate else []
        return [code for code in found if code not in self.standing.wide_criteria]


def recused_counts(proposals):
    """{proposal id: members who stepped aside}."""
    hard = Conflict.objects.filter(proposal__in=proposals, severity=Severity.HARD)
    return Counter(hard.values_list("proposal", flat=True))


def abstained_counts(proposals):
    """{proposal id: sheets on which a member abstained}."""
    abstained = ScoreSheet.objects.abstained().filter(proposal__in=proposals)
    return Counter(abstained.order_by().values_list("proposal", flat=True))


def rows_of(standings, visible, analysis=None):
    """A row for each standing whose proposal is visible, in their order."""
    shown = [standing for standing in standings if standing.key.pk in visible]
    proposals = [standing.key for standing in shown]
    aside, abstained = recused_counts(proposals), abstained_counts(proposals)
    found, seats = estimates_of(analysis, proposals), analysis.seats if analysis else 0
    return [
        Row(s.key, s, aside[pk], abstained[pk], estimate=found.get(pk), seats=seats)
        for s, pk in ((standing, standing.key.pk) for standing in shown)
    ]


def among(rows, hidden):
    """The rows with their ranks among what the person may read.

    ``hidden`` are the ranks of proposals closed to them: a gap would tell where those stand.
    """
    if not hidden:
        return rows
    return [_moved(row, hidden) if row.standing.rank else row for row in rows]


def _moved(row, hidden):
    """One ranked row as many places further up as hidden ones stand before it."""
    standing = row.standing
    places = sum(rank < standing.rank for rank in hidden)
    if not places:
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
