"""The arithmetic of the selection (domain, section 4.4): no database, no rounding but at the end.

A sheet is a mapping from criterion code to points (1 to 5).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby
from operator import itemgetter

CENT = Decimal("0.01")
HIGHEST = 5
first_of = itemgetter(0)
FIRST_TIE, SECOND_TIE = ("D3", "P3"), ("D2", "P1")


@dataclass(frozen=True)
class Rules:
    """What the plan of the year says about scores."""

    weights: Mapping
    doc_share: int = 40
    pitch_share: int = 60
    pass_mark: int = 70
    floor: Decimal = Decimal(2)
    floor_criteria: tuple = ("D2", "D3", "P3")
    min_doc: int = 3
    spread_total: int = 30
    spread_criterion: int = 3
    holds_pitch: bool = True


@dataclass(frozen=True)
class Marks:
    """The counted sheets of one proposal; ``min_pitch`` is the quorum of its session."""

    key: object
    doc: list = field(default_factory=list)
    pitch: list = field(default_factory=list)
    min_pitch: int = 1


@dataclass(frozen=True)
class Standing:
    """Where a proposal stands: scores to two decimals, rank, and what must be talked about."""

    key: object
    doc: Decimal | None
    pitch: Decimal | None
    final: Decimal | None
    means: Mapping
    doc_sheets: int
    pitch_sheets: int
    spread: Decimal
    wide_criteria: tuple
    is_spread: bool
    below_floor: tuple
    passes: bool
    rank: int | None = None
    is_tied: bool = False


def rounded(value):
    """Two decimals, half up; nothing stays nothing."""
    if value is None:
        return None
    exact = Fraction(value)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(CENT, ROUND_HALF_UP)


def sheet_total(points, weights):
    """Sum of weight x points / 5, kept with two decimals (rule 1): exact, as points have one."""
    tenths = sum(weights[code] * int(value * 10) for code, value in points.items())
    return Decimal(2 * tenths).scaleb(-2)


def mean(values):
    """The exact mean, or None of nothing."""
    values = list(values)
    return Fraction(sum(values)) / len(values) if values else None


def by_criterion(sheets):
    """{code: the points that these sheets give}."""
    codes = sorted({code for sheet in sheets for code in sheet})
    return {code: [sheet[code] for sheet in sheets if code in sheet] for code in codes}


def criterion_means(sheets):
    """The exact mean of each criterion over sheets."""
    return {code: mean(points) for code, points in by_criterion(sheets).items()}


def stage_score(totals, least):
    """The exact mean of the totals; None below the least number of sheets (rules 2 and 3)."""
    if len(totals) < max(least, 1):
        return None
    return mean(totals)


def mean_of_sum(count, total, least):
    """The exact mean from a sum; None below the least number of sheets."""
    if count < max(least, 1):
        return None
    return Fraction(total) / count


def final_score(doc, pitch, rules):
    """Documents and pitch by their shares, or documents alone without a pitch (rule 4)."""
    if not rules.holds_pitch:
        return doc
    if doc is None or pitch is None:
        return None
    return Fraction(rules.doc_share, 100) * doc + Fraction(rules.pitch_share, 100) * pitch


def spread(totals):
    """Largest minus smallest total."""
    return max(totals) - min(totals) if totals else Decimal(0)


def wide_criteria(sheets, limit):
    """The criteria in which two sheets differ by ``limit`` points or more."""
    given = by_criterion(sheets)
    return tuple(code for code, points in given.items() if max(points) - min(points) >= limit)


def below_floor(means, rules):
    """The weighty criteria whose mean is under the floor (rule 6)."""
    floored = {code: means[code] for code in rules.floor_criteria if code in means}
    return tuple(code for code, value in floored.items() if value < Fraction(rules.floor))


def assess(marks, rules):
    """Everything about one proposal but its rank."""
    of_doc, of_pitch = (
        [sheet_total(sheet, rules.weights) for sheet in sheets]
        for sheets in (marks.doc, marks.pitch)
    )
    doc = stage_score(of_doc, rules.min_doc)
    pitch = stage_score(of_pitch, marks.min_pitch)
    final = rounded(final_score(doc, pitch, rules))
    means = criterion_means(marks.doc) | criterion_means(marks.pitch)
    gap = max(spread(of_doc), spread(of_pitch))
    wide = tuple(
        code
        for sheets in (marks.doc, marks.pitch)
        for code in wide_criteria(sheets, rules.spread_criterion)
    )
    low = below_floor(means, rules)
    return Standing(
        key=marks.key,
        doc=rounded(doc),
        pitch=rounded(pitch),
        final=final,
        means=means,
        doc_sheets=len(marks.doc),
        pitch_sheets=len(marks.pitch),
        spread=gap,
        wide_criteria=wide,
        is_spread=gap >= rules.spread_total or bool(wide),
        below_floor=low,
        passes=final is not None and final >= rules.pass_mark and not low,
    )


def order_key(standing):
    """Highest final first; ties by D3 + P3, then D2 + P1 (rule 7). Never by time."""
    first, second = (
        sum((standing.means.get(code, Fraction(0)) for code in tie), Fraction(0))
        for tie in (FIRST_TIE, SECOND_TIE)
    )
    return (-standing.final, -first, -second)


def by_documents(standing):
    """Where one without a final score stands among such; without a score at all it comes last."""
    return documents_key(standing.doc)


def documents_key(doc):
    """The same from the score of the documents alone."""
    return doc is None, -(doc or 0)


def ranking(all_marks, rules):
    """Standings, ranked ones first; equal ones share a rank and wait for the committee's vote.

    Those without a final score follow by their documents, which decide who pitches.
    """
    standings = [assess(marks, rules) for marks in all_marks]
    scored = sorted(((order_key(s), s) for s in standings if s.final is not None), key=first_of)
    ranked, rank = [], 1
    for _key, group in groupby(scored, key=first_of):
        equal = [standing for _each, standing in group]
        ranked += [placed(standing, rank, len(equal) > 1) for standing in equal]
        rank += len(equal)
    return ranked + sorted((s for s in standings if s.final is None), key=by_documents)


def placed(standing, rank, is_tied):
    """The same standing at a rank."""
    return Standing(**{**standing.__dict__, "rank": rank, "is_tied": is_tied})
