"""The board: where every proposal stands by the counted sheets, computed each time it is asked."""

from dataclasses import replace

from django.db.models import Count

from pyp_portal import clock
from selection import quorum, scoring
from selection.kinds import Severity, Stage
from selection.models import Conflict, Criterion, PitchSlot, Score, ScoreSheet
from selection.services.board_rows import among, rows_of, with_cut, with_heads
from selection.services.estimates import latest
from selection.services.tie_places import in_declared_order


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
    by_id = {proposal.pk: proposal for proposal in proposals}
    found = standings_by_id(plan, list(by_id), rules or rules_of(plan), needed)
    return [keyed(standing, by_id[standing.key]) for standing in found]


def standings_by_id(plan, ids, rules, needed=None):
    """The same with the ids of the proposals as keys."""
    points = counted_points(ids)
    needed = pitch_quorums(plan, ids) if needed is None else needed
    marks = [
        scoring.Marks(
            key=pk,
            doc=points.get((pk, Stage.DOC), []),
            pitch=points.get((pk, Stage.PITCH), []) if pk in needed else [],
            min_pitch=needed.get(pk, 1),
        )
        for pk in ids
    ]
    return in_declared_order(plan, scoring.ranking(marks, rules))


def keyed(standing, key):
    """The same standing under another key."""
    return replace(standing, key=key)


def board(plan, user):
    """The rows of the board for one person: proposals closed to them are not in it.

    Scores come from all sheets, whoever looks; ranks and the line of seats are among the
    proposals that the person may read, so that no gap tells where a closed one stands.
    """
    everything = list(plan.proposals().for_list())
    visible = set(plan.proposals().visible_to(user).values_list("pk", flat=True))
    found = standings(plan, everything)
    hidden = [s.rank for s in found if s.rank and s.key.pk not in visible]
    rows = among(rows_of(found, visible, latest(plan)), hidden)
    return with_heads(with_cut(rows, plan.max_selected))


def progress(plan, hidden=()):
    """(submitted, asked for) sheets of the year but of the hidden proposals."""
    asked = ScoreSheet.objects.of_plan(plan).filter(
        recused_at=None, abstained_at=None, frozen_at=None
    )
    asked = asked.exclude(proposal__in=hidden) if hidden else asked
    found = asked.aggregate(submitted=Count("submitted_at"), asked=Count("pk"))
    return found["submitted"], found["asked"]
