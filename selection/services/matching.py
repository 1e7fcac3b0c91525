"""Readers found by the optimiser: asked for, computed by a worker, changed by hand, taken over."""

import json
import secrets
from time import perf_counter

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused
from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.papers import making
from pyp_portal.papers.services import ring
from selection import permissions
from selection.matching.explaining import whys
from selection.matching.problem import Trouble, Unsolvable, digest, pairs_as_data
from selection.models import AssignmentRun, ProposedReader, Seat, SelectionPlan
from selection.models.matching import STEPS
from selection.services.holding import hold
from selection.services.matching_facts import problem_of

REFUSALS = (MoveRefused,)
LARGEST_SEED = 1_000_000
EVERYONE_UP_TO = 40  # proposals that every judge can read (selection science 2.7)


class NotWanted(Exception):
    """The run was thrown away while it was computed."""


@transaction.atomic
def ask(plan, rules, *, by, seed=None):
    """Note that readers are to be found by these rules; a worker does it."""
    SelectionPlan.objects.select_for_update().get(pk=plan.pk)
    if any(run.is_working for run in plan.runs.filter(discarded_at=None)[:1]):
        raise MoveRefused(_("Readers are being computed already: wait, or cancel that first."))
    run = AssignmentRun.objects.create(
        plan=plan,
        asked_by=by,
        asked_at=clock.now(),
        rules=vars(rules),
        seed=secrets.randbelow(LARGEST_SEED) if seed is None else seed,
    )
    record(run, "asked", by=by, rules=run.rules, seed=run.seed)
    transaction.on_commit(lambda: ring(run), robust=True)
    return run


# --- The worker
def make(run_id, solve, solver):
    """Compute one run. Running it again is harmless: a run is taken once.

    ``solve(problem, tell)`` is the optimiser and ``solver`` its name: only workers load it.
    """
    run = making.take(AssignmentRun, run_id)
    if run is None:
        return
    try:
        with making.attempt(run):
            _compute(run, solve, solver)
    except NotWanted:
        return


def _compute(run, solve, solver):
    begun = perf_counter()
    _tell(run, 1)
    problem = problem_of(run.plan, run.asked_by, run.asked_rules(), run.seed)
    _tell(run, 2)
    pairs, troubles = _answer(run, problem, solve)
    _tell(run, 3)
    explained = whys(problem, pairs)
    result = {"pairs": pairs_as_data(pairs), "troubles": [one.as_data() for one in troubles]}
    asked = problem.as_data()
    facts = {
        "step": STEPS,
        "solver": solver,
        "problem_sha256": digest(asked),
        "result_sha256": digest(result),
        "troubles": result["troubles"],
    }
    whole = {"problem": asked, "solver": solver, "result": result}
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1)
    with transaction.atomic():
        _write(run, explained)
        seconds = round(perf_counter() - begun, 2)
        if not making.keep(run, ContentFile(text.encode()), seconds=seconds, **facts):
            raise NotWanted


def _answer(run, problem, solve):
    """(pairs, troubles): one of them is empty."""
    if not permissions.can_manage(run.plan, run.asked_by):
        return frozenset(), [Trouble("right")]
    if not problem.issues or not problem.judges:
        return frozenset(), [Trouble("nothing")]
    try:
        return solve(problem, lambda: _tell(run, 2)), []
    except Unsolvable as refused:
        return frozenset(), refused.troubles


def _tell(run, step):
    """Note how far it is; ends the work where it is not wanted any more."""
    if not run.mine().update(step=step, claimed_at=clock.now()):
        raise NotWanted


def _write(run, explained):
    seats = (
        {seat.seat_no: seat for seat in run.plan.standing_committee.seats.active()}
        if explained
        else {}
    )
    codes = {code for _number, code in explained}
    keys = dict(run.plan.call.proposals.filter(code__in=codes).values_list("code", "pk"))
    ProposedReader.objects.bulk_create(
        [
            ProposedReader(run=run, seat=seats[number], proposal_id=keys[code], why=reasons)
            for (number, code), reasons in explained.items()
        ],
        batch_size=500,
    )


# --- By hand
@transaction.atomic
def discard(run, *, by):
    """Throw a run away, or stop it while it is computed."""
    run = hold(run)
    if run.committed_at or run.discarded_at:
        raise MoveRefused(_("These readers were taken over or thrown away already."))
    run.discarded_at = clock.now()
    run.save(update_fields=["discarded_at"])
    record(run, "discarded", by=by)
    return run


@transaction.atomic
def adjust(run, proposal, numbers, *, reason, by):
    """Let exactly these seats read a proposal; what differs is noted with the reason.

    Conflicts and sheets begun cannot be overruled; other rules are warned of by the page.
    """
    run = hold_open(run)
    if len(reason.strip()) < REASON_MIN:
        raise MoveRefused(_("Say why in at least %(min)d characters.") % {"min": REASON_MIN})
    problem = problem_of(run.plan, by)
    rows = {row.seat.seat_no: row for row in _rows(run, proposal)}
    now = {number for number, row in rows.items() if not row.is_dropped}
    added, dropped = numbers - now, now - numbers
    _refuse_what_cannot_be(problem, proposal, added, dropped)
    mark = {"reason": reason, "changed_by": by, "changed_at": clock.now()}
    for seat in Seat.objects.active().filter(committee__plan=run.plan, seat_no__in=added):
        ProposedReader.objects.update_or_create(
            run=run,
            seat=seat,
            proposal=proposal,
            defaults={"is_dropped": False, **mark},
            create_defaults={"by_hand": True, **mark},
        )
    for number in dropped:
        ProposedReader.objects.filter(pk=rows[number].pk).update(is_dropped=True, **mark)
    if added or dropped:
        changed = {"code": proposal.code, "added": sorted(added), "dropped": sorted(dropped)}
        record(run, "adjusted", by=by, reason=reason, **changed)
    return len(added) + len(dropped)


def _rows(run, proposal):
    return run.readers.filter(proposal=proposal).select_related("seat__user")


def _refuse_what_cannot_be(problem, proposal, added, dropped):
    judges = {judge.number for judge in problem.judges}
    if any(n not in judges or (n, proposal.code) in problem.blocked for n in added):
        raise MoveRefused(_("One of them has an interest here, must declare first, or left."))
    if any((number, proposal.code) in problem.scored for number in dropped):
        raise MoveRefused(_("Who has begun to score stays."))


def hold_open(run):
    """The run, held until commit, as long as its readers may still be changed."""
    run = hold(run, "plan__call", "plan__committee")
    if not run.is_open:
        raise MoveRefused(_("These readers were taken over or thrown away already."))
    return run
