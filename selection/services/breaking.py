"""Equal proposals put in order by the declared steps, each with its numbers (section 4.4, 7)."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from pyp_portal import clock
from pyp_portal.history.services import record
from selection import seal_papers, tie_breaks
from selection.kinds import ALWAYS_FIRST, Severity, Stage, TieStep
from selection.models import Conflict, ScoreSheet, TieBreak, TiePlace
from selection.services.board import standings
from selection.services.board_pages import order_of
from selection.services.holding import hold
from selection.services.rounds import last_seal


def equals_of(plan, proposal):
    """The standings of those who are equal to a proposal now, itself among them; or nothing."""
    found = order_of(plan).found
    final = found.get(proposal.pk)
    if final is None:
        return []
    same = plan.proposals().filter(pk__in=[pk for pk, value in found.items() if value == final])
    ranked = standings(plan, list(same))
    own = next(standing for standing in ranked if standing.key.pk == proposal.pk)
    return [s for s in ranked if s.is_tied and s.rank == own.rank] if own.is_tied else []


@transaction.atomic
def break_tie(plan, proposal, *, by=None):
    """Begin with rule 7, go on with what the plan declares, as far as numbers decide.

    What is then still equal waits for a runoff or for the chair; a draw is made at once.
    """
    hold(plan)
    equals = equals_of(plan, proposal)
    if not equals:
        raise MoveRefused(_("No other proposal is equal to this one."))
    if open_tie(plan, proposal):
        raise MoveRefused(_("This tie is being settled already."))
    declared = [*map(str, ALWAYS_FIRST), *plan.tie_steps]
    tie = TieBreak.objects.create(
        plan=plan,
        final=equals[0].final,
        declared=declared,
        begun_at=clock.now(),
        begun_by=by,
    )
    by_code = {standing.key.code: standing.key for standing in equals}
    means = {standing.key.code: standing.means for standing in equals}
    numbers = tie_breaks.of_means(means, _totals(by_code.values()), plan.pass_mark)
    record(tie, "begun", by=by, proposals=sorted(by_code))
    broken = tie_breaks.execute(by_code, declared, numbers)
    rows = [TiePlace(tie=tie, proposal=proposal, place=1) for proposal in by_code.values()]
    TiePlace.objects.bulk_create(rows)
    return _keep(tie, broken, by)


def _totals(proposals):
    """{code: totals of the counted sheets of both stages}."""
    sheets = ScoreSheet.objects.counted().filter(proposal__in=list(proposals))
    found = {}
    for code, total in sheets.values_list("proposal__code", "total"):
        found.setdefault(code, []).append(total)
    return found


def open_tie(plan, proposal):
    """The tie-break of a proposal that is not settled yet, or None."""
    return TieBreak.objects.filter(plan=plan, settled_at=None, places__proposal=proposal).first()


def _keep(tie, broken, by):
    """Keep how far the steps came; draw where a draw comes next; settle where all are placed."""
    tie.steps = [*tie.steps, *broken.steps]
    if broken.waits_for == TieStep.DRAW:
        return _keep(tie, _drawn(tie, broken.groups), by)
    tie.waits_for = broken.waits_for
    _place(tie, broken.groups)
    if not broken.waits_for:
        tie.settled_at = clock.now()
    tie.save()
    if tie.settled_at:
        record(tie, "settled", by=by, steps=tie.steps)
        seal_papers.tie_break(tie, by=by)
    return tie


def _drawn(tie, groups):
    """A draw whose seed nobody chose: the hash of the last seal, or a fresh one without it."""
    seal = last_seal(tie.plan, Stage.PITCH) or last_seal(tie.plan, Stage.DOC)
    seed = seal.sha256[:16] if seal else secrets.token_hex(8)
    keys = [key for group in groups for key in group]
    lots = tie_breaks.lots(seed, keys)
    step = {
        "step": str(TieStep.DRAW),
        "seed": seed,
        "values": tie_breaks.shown(lots, keys),
        "groups": tie_breaks.split(groups, lots),
    }
    return tie_breaks.Broken([step], step["groups"])


def _place(tie, groups):
    """Write the place of each: the number of those before it, and one."""
    place, by_code = 1, {row.proposal.code: row for row in tie.places.select_related("proposal")}
    for group in groups:
        for code in group:
            by_code[code].place = place
        place += len(group)
    TiePlace.objects.bulk_update(by_code.values(), ["place"])


def groups_of(tie):
    """The groups of codes as they stand: equal ones together, the first ones first."""
    found = {}
    for row in tie.places.select_related("proposal").order_by("place", "proposal__code"):
        found.setdefault(row.place, []).append(row.proposal.code)
    return list(found.values())


def equal_proposals(tie):
    """The proposals that wait for the next step, by their numbers."""
    codes = still_equal(tie)
    rows = tie.places.select_related("proposal").order_by("proposal__code")
    return [row.proposal for row in rows if row.proposal.code in codes]


def steps_of(tie):
    """(step, seed of a draw, numbers by code) for each step that was taken."""
    return [
        (TieStep(step["step"]), step.get("seed", ""), sorted(tie_breaks.told(step).items()))
        for step in tie.steps
    ]


def still_equal(tie):
    """The codes that wait for the next step."""
    return [code for group in groups_of(tie) if len(group) > 1 for code in group]


def _hold_waiting(tie, step):
    held = hold(tie, "plan__committee", "plan__call")
    if held.waits_for != step:
        raise MoveRefused(_("This step is not waited for now."))
    first = held.places.select_related("proposal").first()
    if order_of(held.plan).found.get(first.proposal_id) != held.final:
        raise MoveRefused(_("The scores have changed since: this tie is no longer one."))
    return held


def _go_on(tie, step, values, by):
    """Take one more step, then those that follow it."""
    groups = tie_breaks.split(groups_of(tie), values)
    taken = {"step": str(step), "values": tie_breaks.shown(values, values), "groups": groups}
    later = tie.declared[tie.declared.index(step) + 1 :]
    next_step = later[0] if tie_breaks.is_open(groups) and later else ""
    return _keep(tie, tie_breaks.Broken([taken], groups, next_step), by)


@transaction.atomic
def record_runoff(tie, votes, *, by=None):
    """Write down a secret runoff: votes by code for all that are still equal.

    No more votes than members who may vote on all of them.
    """
    held = _hold_waiting(tie, TieStep.RUNOFF)
    wanted = still_equal(held)
    if set(votes) != set(wanted) or min(votes.values()) < 0 or not sum(votes.values()):
        raise MoveRefused(_("Give the votes for each proposal that is still equal."))
    most = voters(held)
    for group in groups_of(held):
        cast = sum(votes.get(code, 0) for code in group)
        if cast > most:
            raise MoveRefused(
                _("%(cast)d votes, but %(most)d members may vote.") % {"cast": cast, "most": most}
            )
    return _go_on(held, TieStep.RUNOFF, _for_all(held, votes), by)


def voters(tie):
    """How many members vote on a tie: those to whom none of its proposals is closed."""
    hard = Conflict.objects.filter(
        proposal__in=tie.places.values("proposal"), severity=Severity.HARD
    )
    seats = tie.plan.committee.voting_on(clock.today())
    return seats.exclude(pk__in=hard.values("seat")).count()


def _for_all(tie, values):
    """Numbers for those already placed too: their place does not move."""
    return {code: values.get(code, 0) for group in groups_of(tie) for code in group}


@transaction.atomic
def cast_vote(tie, order, *, by):
    """Who chairs puts those in order that are still equal; they must not have an interest."""
    held = _hold_waiting(tie, TieStep.CASTING)
    wanted = still_equal(held)
    if sorted(order) != sorted(wanted):
        raise MoveRefused(_("Put each proposal that is still equal in order, once."))
    values = {code: len(order) - place for place, code in enumerate(order)}
    return _go_on(held, TieStep.CASTING, _for_all(held, values), by)
