"""How one official score comes about, step by step, so that a calculator gives the same."""

from dataclasses import dataclass
from fractions import Fraction

from selection import scoring
from selection.kinds import Stage
from selection.models import Criterion, ScoreSheet
from selection.services.board import pitch_quorums, rules_of, standings


@dataclass(frozen=True)
class Line:
    """One sheet: weight and points of each criterion, and their total."""

    number: int
    points: list
    total: object


@dataclass(frozen=True)
class Part:
    """One stage: its sheets, the sum of their totals, and the mean."""

    stage: Stage
    share: int
    least: int
    criteria: list
    lines: list
    total: object
    mean: object

    @property
    def shown(self):
        """The mean as a decimal number, or None of nothing."""
        return None if self.mean is None else float(self.mean)

    @property
    def is_enough(self):
        return len(self.lines) >= self.least


@dataclass(frozen=True)
class Check:
    """The stages of one proposal, the exact final, and what stands on the board."""

    parts: list
    exact: object
    standing: scoring.Standing
    ties: list
    weighty: list

    @property
    def shown(self):
        """The exact final as a decimal number."""
        return None if self.exact is None else float(self.exact)

    @property
    def shown_ties(self):
        return [(codes, float(value)) for codes, value in self.ties]

    @property
    def shown_weighty(self):
        return [(code, scoring.rounded(value)) for code, value in self.weighty]


def counted_of(proposal):
    """The sheets from which the score of a proposal is made."""
    return ScoreSheet.objects.counted().filter(proposal=proposal).order_by("stage", "pk")


def check(plan, proposal):
    """The steps of the official score (section 4.4, rules 1 to 4, 6 and 7)."""
    rules, needed = rules_of(plan), pitch_quorums(plan, [proposal])
    (standing,) = standings(plan, [proposal], rules, needed)
    sheets = list(counted_of(proposal).prefetch_related("scores__criterion"))
    stages = [(Stage.DOC, rules.doc_share if rules.holds_pitch else 100, rules.min_doc)]
    if rules.holds_pitch:
        stages.append((Stage.PITCH, rules.pitch_share, max(needed.get(proposal.pk, 1), 1)))
    parts = [_part(plan, sheets, *stage) for stage in stages]
    weighty = [code for code in rules.floor_criteria if code in standing.means]
    return Check(
        parts=parts,
        exact=_exact(parts),
        standing=standing,
        ties=[_tie(standing, codes) for codes in (scoring.FIRST_TIE, scoring.SECOND_TIE)],
        weighty=[(code, standing.means[code]) for code in weighty],
    )


def _part(plan, sheets, stage, share, least):
    criteria = list(Criterion.objects.filter(rubric__plan=plan, rubric__stage=stage))
    mine = [sheet.points() for sheet in sheets if sheet.stage == stage]
    weights = {criterion.code: criterion.weight for criterion in criteria}
    lines = [
        Line(number, [(c.weight, points.get(c.code)) for c in criteria], _total(points, weights))
        for number, points in enumerate(mine, start=1)
    ]
    totals = [line.total for line in lines]
    return Part(stage, share, least, criteria, lines, sum(totals), scoring.mean(totals))


def _total(points, weights):
    given = {code: value for code, value in points.items() if value is not None}
    return scoring.sheet_total(given, weights)


def _exact(parts):
    """The final before it is rounded; None where a stage has not sheets enough."""
    if not all(part.is_enough for part in parts):
        return None
    return sum(Fraction(part.share, 100) * part.mean for part in parts)


def _tie(standing, codes):
    """The codes and the sum of their means, by which equal finals are told apart."""
    known = [standing.means[code] for code in codes if code in standing.means]
    return "+".join(codes), sum(known, Fraction(0))
