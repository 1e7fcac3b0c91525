"""The board: where every proposal stands by the counted sheets, computed each time it is asked."""

from dataclasses import dataclass

from django.db.models import Count

from pyp_portal import clock
from selection import quorum, scoring
from selection.kinds import Severity, Stage
from selection.models import Conflict, Criterion, PitchSlot, Score, ScoreSheet


@dataclass(frozen=True)
class Row:
    """A line of the board: the proposal, its standing, who stepped aside."""

    proposal: object
    standing: scoring.Standing
    recused: int
    is_cut: bool = False


def rules_of(plan):
    """What the plan says about scores, as the arithmetic wants it."""
    weights = Criterion.objects.filter(rubric__plan=plan).values_list("code", "weight")
    return scoring.Rules(
        weights=dict(weights),
        doc_share=plan.doc_weight,
        pitch_share=plan.pitch_weight,
        pass_mark=plan.pass_mark,
        floor=plan.floor,
        floor_criteria=tuple(plan.floor_criteria),
        min_doc=plan.min_reviewers,
        spread_total=plan.spread_total,
        spread_criterion=plan.spread_criterion,
        holds_pitch=plan.holds_pitch,
    )


def counted_points(proposals):
    """{(proposal id, stage): [points by code of each counted sheet]} in one statement."""
    scores = Score.objects.filter(
        sheet__in=ScoreSheet.objects.counted().filter(proposal__in=proposals),
        points__isnull=False,
    ).values_list("sheet", "sheet__proposal", "sheet__stage", "criterion__code", "points")
    sheets = {}
    for sheet, proposal, stage, code, points in scores:
        sheets.setdefault((proposal, stage), {}).setdefault(sheet, {})[code] = points
    return {key: list(by_sheet.values()) for key, by_sheet in sheets.items()}


def pitch_quorums(plan, proposals):
    """{proposal id: seats that had to be there when it pitched} for presented slots."""
    committee = plan.standing_committee
    if committee is None:
        return {}
    seats = list(committee.seats.filter(vote=True).select_related("order"))
    hard = {}
    for proposal, seat in Conflict.objects.filter(
        proposal__in=proposals, severity=Severity.HARD
    ).values_list("proposal", "seat"):
        hard.setdefault(proposal, set()).add(seat)
    presented = PitchSlot.objects.filter(proposal__in=proposals, presented_at__isnull=False)
    return {
        proposal: _required(seats, clock.localdate(starts_at), hard.get(proposal, set()))
        for proposal, starts_at in presented.values_list("proposal", "session__starts_at")
    }


def _required(seats, day, away):
    """The quorum of a pitch on that day, by the seats that were filled then."""
    voting = {seat.pk for seat in seats if seat.was_filled_on(day)}
    return quorum.count(len(voting), len(voting & away), 0).required


def standings(plan, proposals, rules=None, needed=None):
    """The standings of these proposals, ranked ones first; what is known already is not asked."""
    rules = rules or rules_of(plan)
    points = counted_points(proposals)
    needed = pitch_quorums(plan, proposals) if needed is None else needed
    marks = [
        scoring.Marks(
            key=proposal,
            doc=points.get((proposal.pk, Stage.DOC), []),
            pitch=points.get((proposal.pk, Stage.PITCH), []) if proposal.pk in needed else [],
            min_pitch=needed.get(proposal.pk, 1),
        )
        for proposal in proposals
    ]
    return scoring.ranking(marks, rules)


def board(plan, user):
    """The rows of the board for one person: proposals closed to them are not in it.

    Ranks come from all proposals, so that what a person sees does not depend on who looks;
    the line of seats is drawn after the last row within them.
    """
    everything = list(plan.proposals().for_list())
    visible = set(plan.proposals().visible_to(user).values_list("pk", flat=True))
    aside = recused_counts(everything)
    rows = [
        Row(standing.key, standing, aside.get(standing.key.pk, 0))
        for standing in standings(plan, everything)
        if standing.key.pk in visible
    ]
    return with_cut(rows, plan.max_selected)


def recused_counts(proposals):
    """{proposal id: members who stepped aside}."""
    hard = Conflict.objects.filter(proposal__in=proposals, severity=Severity.HARD)
    counts = {}
    for proposal in hard.values_list("proposal", flat=True):
        counts[proposal] = counts.get(proposal, 0) + 1
    return counts


def with_cut(rows, seats):
    """The rows, with the line of seats drawn after the last one within them."""
    ranked = [row for row in rows if row.standing.rank]
    inside = [row for row in ranked if row.standing.rank <= seats]
    if not inside or len(inside) == len(ranked):
        return rows
    last = rows.index(inside[-1])
    cut = Row(rows[last].proposal, rows[last].standing, rows[last].recused, is_cut=True)
    return [*rows[:last], cut, *rows[last + 1 :]]


def progress(plan):
    """(submitted, asked for) sheets of the year, for those who run the review."""
    asked = ScoreSheet.objects.of_plan(plan).filter(recused_at=None, frozen_at=None)
    found = asked.aggregate(submitted=Count("submitted_at"), asked=Count("pk"))
    return found["submitted"], found["asked"]
