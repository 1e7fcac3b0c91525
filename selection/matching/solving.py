"""The optimiser itself (SciPy's HiGHS). Only workers import this: it is slow to load.

Each allowed pair is a whole number, 0 or 1. Rows hold the rules; the goal prefers those who
read today, then those who know the theme, then those who know the region; the seed shuffles.
The same problem gives the same pairs.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

import numpy as np
import scipy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from selection.matching.checking import groups
from selection.matching.problem import (
    Trouble,
    Unsolvable,
    bounds,
    is_outside,
    knows_region,
    knows_theme,
)

SOLVER = f"SciPy {scipy.__version__}, HiGHS"
# What a pair is worth beside a luck of 0 to 1. Who reads today is changed only for a reason;
# the others weigh little, so that the luck mixes judges and more of them can be compared.
PRESENT, THEME, REGION, OUTSIDE = 2, 1, 0.5, 0.25
SHORT = {  # what one step away from a rule costs when not all can be kept
    "readers": 9000,
    "agency": 7000,
    "ceiling": 5000,
    "expert": 4000,
    "outside": 3000,
    "floor": 2000,
}
PATIENCE = 60  # seconds for one attempt; far more than any size that was measured
BRIDGES = 12  # attempts to join the judges into one group
TIMED_OUT, INFEASIBLE = 1, 2
INFINITE = np.inf


@dataclass
class Row:
    """One rule for one proposal or judge: low <= sum over these columns <= high."""

    rule: str
    columns: list
    low: float
    high: float
    code: str = ""
    number: int = 0
    signs: dict = field(default_factory=dict)  # columns that do not count as 1


@dataclass
class Model:
    """Columns are the allowed pairs, then what helps to join groups."""

    pairs: list
    costs: list
    least: list
    rows: list

    def whole(self):
        """Which columns are whole numbers: the pairs."""
        return [1] * len(self.pairs) + [0] * (len(self.costs) - len(self.pairs))


def solve(problem, tell=lambda: None):
    """The pairs of the best design, or ``Unsolvable`` with the rules that stand in the way.

    ``tell`` is called between the attempts; what it raises ends the work.
    """
    if problem.rules.everyone:
        return _joined_or_refused(
            frozenset((judge.number, issue.code) for judge, issue in problem.allowed())
        )
    _refuse_if(_too_few_hands(problem))
    model = _model(problem)
    pairs = _attempt(problem, model)
    for _turn in range(BRIDGES):
        apart = groups(pairs)
        if len(apart) <= 1:
            return pairs
        tell()
        for group in apart[1:]:
            _bridge(model, set(group))
        chosen, status = _run(model)
        if chosen is None:
            _refuse_if(_apart(apart, status))
        pairs = _pairs(model, chosen)
    return _joined_or_refused(pairs)


def _joined_or_refused(pairs):
    apart = groups(pairs)
    if len(apart) > 1:
        _refuse_if(_apart(apart, INFEASIBLE))
    return pairs


def _apart(apart, status):
    if status == TIMED_OUT:
        return [Trouble("time")]
    return [Trouble("comparable", count=len(apart), groups=tuple(map(tuple, apart)))]


def _refuse_if(troubles):
    if troubles:
        raise Unsolvable(troubles)


def _too_few_hands(problem):
    """All judges together cannot read all that is to be read."""
    room = sum(bounds(problem, judge)[1] for judge in problem.judges)
    needed = problem.rules.readers * len(problem.issues)
    return [Trouble("hands", count=room, needed=needed)] if room < needed else []


# --- The rows
def _model(problem):
    allowed = problem.allowed()
    luck = Random(problem.seed)  # noqa: S311 - shuffles what is equal, keeps no secret
    pairs = [(judge.number, issue.code) for judge, issue in allowed]
    costs = [luck.random() - _worth(problem, judge, issue) for judge, issue in allowed]
    least = [float(pair in problem.kept) for pair in pairs]
    of_issue, of_judge = defaultdict(list), defaultdict(list)
    for column, (judge, issue) in enumerate(allowed):
        of_issue[issue.code].append((column, judge))
        of_judge[judge.number].append(column)
    rows = [row for issue in problem.issues for row in _rows(problem, issue, of_issue[issue.code])]
    for judge in problem.judges:
        low, high = bounds(problem, judge)
        columns = of_judge[judge.number]
        rows.append(Row("floor", columns, low, INFINITE, number=judge.number))
        rows.append(Row("ceiling", columns, -INFINITE, high, number=judge.number))
    return Model(pairs, costs, least, rows)


def _worth(problem, judge, issue):
    return (
        THEME * knows_theme(judge, issue)
        + PRESENT * ((judge.number, issue.code) in problem.present)
        + REGION * knows_region(judge, issue)
        + OUTSIDE * (bool(issue.region) and is_outside(judge, issue))
    )


def _rows(problem, issue, columns):
    """The rules of one proposal."""
    rules, code = problem.rules, issue.code
    kept = sum((judge.number, code) in problem.kept for _column, judge in columns)
    needed = max(rules.readers, kept)
    yield Row("readers", [column for column, _judge in columns], needed, needed, code)
    if rules.expert and issue.theme:
        experts = [column for column, judge in columns if knows_theme(judge, issue)]
        yield Row("expert", experts, 1, INFINITE, code)
    if rules.outside and issue.region:
        others = [column for column, judge in columns if is_outside(judge, issue)]
        yield Row("outside", others, 1, INFINITE, code)
    yield from _of_agencies(problem, code, columns)


def _of_agencies(problem, code, columns):
    """Never two of one agency, unless they are kept."""
    members = defaultdict(list)
    for column, judge in columns:
        for agency in judge.agencies:
            members[agency].append((column, (judge.number, code) in problem.kept))
    for found in members.values():
        if len(found) > 1:
            kept = sum(is_kept for _column, is_kept in found)
            yield Row("agency", [column for column, _ in found], -INFINITE, max(1, kept), code)


def _bridge(model, group):
    """Some proposal must be read by one of this group and by one of the others."""
    inside, across = defaultdict(list), defaultdict(list)
    for column, (number, code) in enumerate(model.pairs):
        (inside if number in group else across)[code].append(column)
    links = []
    for code in sorted(inside.keys() & across.keys()):
        link = len(model.costs)
        model.costs.append(0.0)
        model.least.append(0.0)
        links.append(link)
        for side in (inside[code], across[code]):
            model.rows.append(Row("comparable", [*side, link], 0, INFINITE, signs={link: -1}))
    model.rows.append(Row("comparable", links, 1, INFINITE))


# --- The run
def _attempt(problem, model):
    chosen, status = _run(model)
    if chosen is not None:
        return _pairs(model, chosen)
    _refuse_if([Trouble("time")] if status == TIMED_OUT else _reasons(model))
    raise Unsolvable([Trouble("unknown")])


def _run(model, extra=()):
    """(values of the columns or None, status). ``extra`` are (row, sign, cost) of ways out."""
    count = len(model.costs) + len(extra)
    table = _table(model, extra, count)
    low, high = [row.low for row in model.rows], [row.high for row in model.rows]
    found = milp(
        np.array([*model.costs, *(cost for _row, _sign, cost in extra)]),
        constraints=LinearConstraint(table, low, high),
        integrality=np.array([*model.whole(), *([1] * len(extra))]),
        bounds=Bounds(
            np.array([*model.least, *([0.0] * len(extra))]),
            np.array([*([1.0] * len(model.costs)), *([INFINITE] * len(extra))]),
        ),
        options={"time_limit": PATIENCE, "mip_rel_gap": 1e-4},
    )
    return found.x, found.status


def _table(model, extra, count):
    at, columns, values = [], [], []
    for place, row in enumerate(model.rows):
        at += [place] * len(row.columns)
        columns += row.columns
        values += [row.signs.get(column, 1) for column in row.columns]
    for column, (place, sign, _cost) in enumerate(extra, start=len(model.costs)):
        at.append(place)
        columns.append(column)
        values.append(sign)
    return csr_array((values, (at, columns)), shape=(len(model.rows), count), dtype=float)


def _pairs(model, values):
    return frozenset(
        pair
        for pair, value in zip(model.pairs, values[: len(model.pairs)], strict=True)
        if value > 0.5
    )


# --- Why not
def _reasons(model):
    """The rules that give way when as few as possible may be broken."""
    extra = [
        (place, sign, SHORT[row.rule])
        for place, row in enumerate(model.rows)
        for sign, limit in ((1, row.low), (-1, row.high))
        if np.isfinite(limit)
    ]
    values, _status = _run(model, extra)
    if values is None:
        return [Trouble("time")]
    given = zip(extra, values[len(model.costs) :], strict=True)
    return [
        _trouble(model.rows[place], sign, round(value))
        for (place, sign, _cost), value in given
        if value > 0.5
    ]


def _trouble(row, sign, missing):
    limit = row.low if sign > 0 else row.high
    return Trouble(row.rule, row.code, row.number, int(limit - sign * missing), int(limit))
