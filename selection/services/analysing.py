"""Analyse the counted sheets of a year, and keep the numbers with what they were made from."""

import zlib

from django.db import transaction

from proposals.states import State
from pyp_portal import clock
from selection import analysis as science
from selection.kinds import Stage
from selection.models import (
    Analysis,
    Criterion,
    Estimate,
    Score,
    ScoreSheet,
    SelectionPlan,
    TiePlace,
)
from selection.services import board_pages
from selection.services.board import pitch_quorums
from selection.services.estimates import estimates_of, latest, zones
from selection.services.holding import hold

__all__ = ["analyse", "analyse_changed", "estimates_of", "is_small", "latest", "snapshot", "zones"]

JUDGED = (State.REVIEWING, State.SHORTLISTED, State.PITCHED)
SMALL = 6000  # sheets that are analysed while one waits


def snapshot(plan):
    """All that the numbers are made from, as plain lists: the same sheets give the same one.

    Sheets are ``[proposal, seat, how sure, points in the order of the criteria]``. Before the
    first proposal has a final score the documents alone are analysed.
    """
    pool = sorted(plan.proposals().order_by().values_list("pk", flat=True))
    needed = pitch_quorums(plan, plan.proposals())
    sheets = {stage: _sheets(plan, stage, pool) for stage in Stage}
    sheets[Stage.PITCH] = [row for row in sheets[Stage.PITCH] if row[0] in needed]
    least = {
        Stage.DOC: [plan.min_reviewers] * len(pool),
        Stage.PITCH: [needed.get(pk, 1) for pk in pool],
    }
    of_finals = plan.holds_pitch and _has_final(pool, sheets, least)
    shares = {Stage.DOC: plan.doc_weight, Stage.PITCH: plan.pitch_weight}
    judged = (Stage.DOC, Stage.PITCH) if of_finals else (Stage.DOC,)
    return {
        "version": 1,
        "basis": "final" if of_finals or not plan.holds_pitch else "doc",
        "seats": plan.max_selected,
        "proposals": pool,
        "judges": sorted({row[1] for stage in judged for row in sheets[stage]}),
        "settled": _settled(plan, pool),
        "confidence": _confidence(pool, [row for stage in judged for row in sheets[stage]]),
        "stages": [
            {
                "name": stage.value,
                "share": shares[stage] if of_finals else 100,
                "least": least[stage],
                "criteria": _criteria(plan, stage),
                "sheets": sheets[stage],
            }
            for stage in judged
        ],
    }


def _settled(plan, pool):
    """``[proposal, final, place]`` of the tie-breaks that have ended, the latest last."""
    rows = TiePlace.objects.filter(tie__plan=plan, tie__settled_at__isnull=False)
    found = rows.order_by("tie__settled_at", "tie", "place").values_list(
        "proposal", "tie__final", "place"
    )
    known = set(pool)
    return [[pk, float(final), place] for pk, final, place in found if pk in known]


def _criteria(plan, stage):
    found = Criterion.objects.filter(rubric__plan=plan, rubric__stage=stage)
    return [list(pair) for pair in found.values_list("code", "weight")]


def _sheets(plan, stage, pool):
    """The counted sheets of a stage with the points of every criterion."""
    codes = [code for code, _weight in _criteria(plan, stage)]
    counted = ScoreSheet.objects.counted().filter(stage=stage, proposal__in=plan.proposals())
    points = {}
    scores = Score.objects.filter(sheet__in=counted, points__isnull=False).order_by()
    for sheet, code, value in scores.values_list("sheet", "criterion__code", "points"):
        points.setdefault(sheet, {})[code] = float(value)
    rows = counted.order_by("pk").values_list("pk", "proposal", "seat", "confidence")
    return [
        [proposal, seat, sure, [points[sheet][code] for code in codes]]
        for sheet, proposal, seat, sure in rows
        if set(codes) <= points.get(sheet, {}).keys()
    ]


def _has_final(pool, sheets, least):
    """True when a proposal has sheets enough of both stages."""
    enough = []
    for stage in (Stage.DOC, Stage.PITCH):
        counts = dict.fromkeys(pool, 0)
        for row in sheets[stage]:
            counts[row[0]] += 1
        asked = dict(zip(pool, least[stage], strict=True))
        enough.append({pk for pk in pool if counts[pk] >= max(asked[pk], 1)})
    return bool(enough[0] & enough[1])


def _confidence(pool, rows):
    """For each proposal, how sure its judges say they are."""
    found = {pk: [] for pk in pool}
    for proposal, _seat, sure, _points in rows:
        if sure:
            found[proposal].append(sure)
    return [found[pk] for pk in pool]


def analyse(plan):
    """The analysis of the sheets as they count now; the one that stands where nothing changed.

    It computes before it takes the lock: nobody waits for it.
    """
    standing = board_pages.fresh_order(plan).mark
    inputs = snapshot(plan)
    mark, results = science.digest(inputs), None
    if not _stands(plan, mark):
        results = science.analyse(inputs)
    return _kept(plan, standing, inputs, mark, results)


def _stands(plan, mark):
    newest = latest(plan)
    return newest is not None and newest.input_hash == mark


@transaction.atomic
def _kept(plan, standing, inputs, mark, results):
    hold(plan)
    newest = latest(plan)
    if newest is not None and newest.input_hash == mark:
        Analysis.objects.filter(pk=newest.pk).update(standing=standing)
        newest.standing = standing
        return newest
    Estimate.objects.filter(analysis__plan=plan).delete()
    plan.analyses.filter(input_hash=mark).delete()
    told = {name: results[name] for name in ("stages", "variants")}
    made = Analysis.objects.create(
        plan=plan,
        inputs=zlib.compress(science.canonical(inputs).encode()),
        input_hash=mark,
        result_hash=science.digest(results),
        standing=standing,
        seats=inputs["seats"],
        of_finals=inputs["basis"] == "final",
        results=told,
        made_at=clock.now(),
    )
    Estimate.objects.bulk_create(
        (
            Estimate(analysis=made, proposal_id=row["proposal"], **_fields(row))
            for row in results["estimates"]
        ),
        batch_size=1000,
    )
    return made


def _fields(row):
    """The fields of an estimate; what the columns cannot hold is cut to their ends."""
    fields = {name: value for name, value in row.items() if name != "proposal"}
    for name in ("adjusted", "low", "high"):
        fields[name] = min(max(fields[name], 0), 100)
    return fields


def reproduces(analysis):
    """True when the snapshot is whole and still gives the numbers that were kept."""
    inputs = analysis.snapshot
    is_whole = science.digest(inputs) == analysis.input_hash
    return is_whole and science.digest(science.analyse(inputs)) == analysis.result_hash


def is_small(plan):
    """True when the analysis is a matter of a second."""
    return ScoreSheet.objects.counted().of_plan(plan).count() <= SMALL


def analyse_changed():
    """Analyse each year that is being judged and whose order has changed since."""
    plans = SelectionPlan.objects.filter(call__proposals__state__in=JUDGED).distinct()
    for plan in plans.select_related("call"):
        newest, order = latest(plan), board_pages.order_of(plan)
        if order.scored_sheets and (newest is None or newest.standing != order.mark):
            analyse(plan)
