"""What the order would be under other weights, other judges, other criteria: no database.

Nothing here changes a score; it tells how far the list hangs on one choice.
"""

from dataclasses import dataclass, replace

import numpy as np

STEP = 0.2  # weights are moved by a fifth, up and down
SAME = 9  # decimals to which two means are the same
TIES = (("D3", "P3"), ("D2", "P1"))  # of equal ones (domain, section 4.4, rule 7)


@dataclass(frozen=True)
class Table:
    """The counted sheets of a stage: places of proposal and judge, points by criterion."""

    name: str
    share: float
    codes: tuple
    weights: np.ndarray
    proposal: np.ndarray
    judge: np.ndarray
    points: np.ndarray

    @property
    def totals(self):
        """The total of each sheet, of 100."""
        return self.points @ self.weights / 5

    def means(self, values, size):
        """The mean of these values for each proposal; nothing where it has no sheet."""
        count = np.bincount(self.proposal, minlength=size).astype(float)
        count[count == 0] = np.nan
        return np.bincount(self.proposal, values, size) / count

    def without(self, judge):
        """The same sheets but those of one judge."""
        kept = self.judge != judge
        return replace(
            self,
            proposal=self.proposal[kept],
            judge=self.judge[kept],
            points=self.points[kept],
        )

    def weighted(self, code, factor):
        """The same sheets under other weights; together they stay 100."""
        weights = self.weights.astype(float)
        weights[self.codes.index(code)] *= factor
        return replace(self, weights=100 * weights / weights.sum())


@dataclass(frozen=True)
class Variant:
    """One other choice: its kind, what it is about, and the tables it leads to."""

    kind: str
    stage: str
    what: str
    tables: tuple


def finals(tables, size):
    """Final scores by the shares of the stages, to two decimals; nothing where a stage lacks."""
    whole = sum(table.share for table in tables)
    scores = [table.share / whole * table.means(table.totals, size) for table in tables]
    return np.round(np.sum(scores, axis=0) + 1e-9, 2)


def ties(tables, size):
    """The sums of means by which equal finals are told apart, first and second."""
    found = []
    for codes in TIES:
        parts = [
            np.nan_to_num(table.means(table.points[:, table.codes.index(code)], size))
            for table in tables
            for code in codes
            if code in table.codes
        ]
        found.append(np.round(np.sum(parts, axis=0), SAME) if parts else np.zeros(size))
    return found


def order(values, first, second, settled=None):
    """Places of those that have a value, the highest first; equal ones as they were settled."""
    settled = np.zeros(len(values)) if settled is None else settled
    ranked = np.lexsort((settled, -second, -first, -values))
    return ranked[~np.isnan(values[ranked])]


def variants(tables):
    """Every other choice, one at a time."""
    return [*_weights(tables), *_shares(tables), *_judges(tables), *_dropped(tables)]


def _put(tables, place, table):
    return (*tables[:place], table, *tables[place + 1 :])


def _weights(tables):
    for place, table in enumerate(tables):
        for code in table.codes:
            for sign in (1, -1):
                changed = table.weighted(code, 1 + sign * STEP)
                what = f"{code} {'+' if sign > 0 else '-'}"
                yield Variant("weight", table.name, what, _put(tables, place, changed))


def _shares(tables):
    if len(tables) < 2:
        return
    for sign in (1, -1):
        changed = replace(tables[0], share=tables[0].share * (1 + sign * STEP))
        what = "+" if sign > 0 else "-"
        yield Variant("share", tables[0].name, what, _put(tables, 0, changed))


def _judges(tables):
    for judge in sorted({int(judge) for table in tables for judge in table.judge}):
        left = tuple(table.without(judge) for table in tables)
        yield Variant("judge", "", str(judge), left)


def _dropped(tables):
    for place, table in enumerate(tables):
        for code in table.codes if len(table.codes) > 1 else ():
            changed = table.weighted(code, 0)
            yield Variant("criterion", table.name, code, _put(tables, place, changed))


def chosen(variant, size, among, seats):
    """The places that a variant would take, of those that have an official final."""
    values = np.where(among, finals(variant.tables, size), np.nan)
    return order(values, *ties(variant.tables, size))[:seats]


def decided_by_one(tables, size, official, seats):
    """True where leaving one judge out of this proposal's own mean moves it over the line."""
    ranked = official.order
    crossing = np.zeros(size, dtype=bool)
    if len(ranked) <= seats or not seats:
        return crossing
    last_in, first_out = official.finals[ranked[seats - 1]], official.finals[ranked[seats]]
    inside = np.zeros(size, dtype=bool)
    inside[ranked[:seats]] = True
    proposal, without = _without_each(tables, size)
    known = ~np.isnan(without) & ~np.isnan(official.finals[proposal])
    falls = known & inside[proposal] & (without < first_out)
    rises = known & ~inside[proposal] & (without > last_in)
    crossing[proposal[falls | rises]] = True
    return crossing


def _without_each(tables, size):
    """For each pair of proposal and judge: the place of the proposal, its final without them."""
    judges = 1 + max(int(table.judge.max(initial=0)) for table in tables)
    pairs = np.unique(np.concatenate([t.proposal * judges + t.judge for t in tables]))
    proposal = pairs // judges
    whole, left = sum(table.share for table in tables), 0
    for table in tables:
        key = np.searchsorted(pairs, table.proposal * judges + table.judge)
        totals = np.bincount(table.proposal, table.totals, size)[proposal]
        counts = np.bincount(table.proposal, minlength=size)[proposal].astype(float)
        totals -= np.bincount(key, table.totals, len(pairs))
        counts -= np.bincount(key, minlength=len(pairs))
        counts[counts == 0] = np.nan
        left = left + table.share / whole * totals / counts
    return proposal, left


@dataclass(frozen=True)
class Official:
    """The official finals and the places of those that have one, the highest first."""

    finals: np.ndarray
    order: np.ndarray
