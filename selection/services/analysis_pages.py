"""What the pages of the analysis show: judges, stages, other choices, limits.

A proposal that is closed to the reader is in none of it, and is counted in none of it.
"""

from dataclasses import dataclass
from statistics import StatisticsError, correlation

from django.utils.translation import gettext as _

from selection import limiting, plots, portfolio, scoring
from selection.kinds import Stage
from selection.models import Analysis, Estimate, Seat
from selection.services import board_pages

MOST_POINTS = 200  # proposals in a picture and its table
EIGHTY = 1.2815515655446004


def newest(plan):
    """The newest analysis with its results, or None."""
    return Analysis.objects.filter(plan=plan).defer("inputs").first()


def readable(plan, user, analysis):
    """The estimates of proposals that the person may read, in the official order.

    Their ranks are among themselves.
    """
    seen = plan.proposals().visible_to(user).order_by().values("pk")
    found = Estimate.objects.filter(analysis=analysis, proposal__in=seen).select_related(
        "proposal__lead_agency__province", "proposal__province", "proposal__theme"
    )
    estimates = list(found)
    for number, estimate in enumerate(estimates, start=1):
        estimate.place = number
    return estimates


def is_partial(plan, user):
    """True where a proposal is hidden: how many sheets a judge wrote would tell who reads it."""
    return bool(board_pages.hidden_from(plan, user))


@dataclass(frozen=True)
class Judge:
    """How strict a member is at each stage, against the mean of all."""

    seat: Seat
    stages: list  # (sheets, mean, effect, low, high) or None


def judges(analysis):
    """The members and their strictness, the strictest first."""
    stages = analysis.results["stages"]
    found = {}
    for name, stage in stages.items():
        for row in stage["judges"]:
            found.setdefault(row["seat"], {})[name] = _strictness(row)
    seats = Seat.objects.filter(pk__in=found).select_related("user")
    rows = [Judge(seat, [found[seat.pk].get(name) for name in stages]) for seat in seats]
    return sorted(rows, key=_strictest)


def _strictest(judge):
    return sum(stage["effect"] for stage in judge.stages if stage)


def _strictness(row):
    reach = EIGHTY * row["sd"]
    low, high = row["effect"] - reach, row["effect"] + reach
    return row | {
        "low": low,
        "high": high,
        "is_sure": low > 0 or high < 0,
        "plot": plots.effect(low, row["effect"], high),
    }


def stages(analysis):
    """The stages with the spreads that the model found in them."""
    found = analysis.results["stages"]
    return [(Stage(name), found[name]) for name in Stage.values if name in found]


@dataclass(frozen=True)
class Pair:
    """One proposal: its score of the documents, of the pitch, and where that is drawn."""

    estimate: Estimate
    doc: object
    pitch: object
    point: tuple

    @property
    def shown(self):
        """Documents, pitch and their difference, to two decimals."""
        return [scoring.rounded(value) for value in (self.doc, self.pitch, self.pitch - self.doc)]


def pairs(plan, estimates):
    """Document against pitch for the first proposals that have both, and how they go together."""
    means = board_pages.order_of(plan).means
    found = []
    for estimate in estimates[:MOST_POINTS]:
        doc, pitch = means.get(estimate.proposal_id, (None, None))
        if doc is not None and pitch is not None:
            found.append(Pair(estimate, doc, pitch, plots.point(doc, pitch)))
    return found, _together(found)


def _together(found):
    """The correlation of the two scores; None of fewer than three or of equal ones."""
    if len(found) < 3:
        return None
    try:
        return correlation([float(p.doc) for p in found], [float(p.pitch) for p in found])
    except StatisticsError:
        return None


@dataclass(frozen=True)
class Choice:
    """One other choice and whom it would bring in and put out."""

    kind: str
    stage: str
    what: object
    comes: list
    goes: list

    @property
    def words(self):
        """What is chosen otherwise, in words."""
        said = {
            "weight": _("Weight of %(what)s20 %%"),
            "share": _("Share of the documents %(what)s20 %%"),
            "judge": _("Without the sheets of %(what)s"),
            "criterion": _("Without criterion %(what)s"),
        }
        return said.get(self.kind, _("Adjusted instead of official scores")) % {"what": self.what}


def choices(analysis, estimates):
    """(those that change the list for this reader, how many there are in all)."""
    by_id = {estimate.proposal_id: estimate.proposal for estimate in estimates}
    seats = {
        seat.pk: seat
        for seat in Seat.objects.filter(committee__plan=analysis.plan_id).select_related("user")
    }
    told = analysis.results["variants"]
    found = []
    for variant in told:
        comes, goes = ([by_id[pk] for pk in variant[side] if pk in by_id] for side in ("in", "out"))
        if comes or goes:
            what = seats.get(variant["what"], "") if variant["kind"] == "judge" else variant["what"]
            found.append(Choice(variant["kind"], variant["stage"], what, comes, goes))
    return found, len(told)


def depending(estimates):
    """Those that some of the other choices would select and others not."""
    return [estimate for estimate in estimates if 0 < estimate.robust < 1]


def groups_of(estimate):
    """Region, level and theme of a proposal, by which seats may be limited."""
    return {name: key for name, (key, _label) in portfolio.places_of(estimate.proposal).items()}


def under_limits(plan, estimates, limits):
    """(places down the order, counts of each kind of group) under these limits."""
    places = limiting.fill(estimates, groups_of, limits, plan.max_selected)
    labels = {
        (name, *place)
        for estimate in estimates
        for name, place in portfolio.places_of(estimate.proposal).items()
    }
    called = {(name, key): label for name, key, label in labels}
    return places, [
        (
            name,
            [
                (called[name, key], usual, limited)
                for key, usual, limited in limiting.counts(places, groups_of, name)
            ],
        )
        for name in portfolio.DIMENSIONS
    ]


def concerned(places):
    """The places that are in, by the order or under the limits."""
    return [place for place in places if place.by_order or place.by_limits]
