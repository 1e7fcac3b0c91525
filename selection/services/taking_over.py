"""Proposed readers become the readers: all of them, or none."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from pyp_portal import clock
from pyp_portal.history.services import record
from selection.services.assigning import assign_all, unassign
from selection.services.holding import hold
from selection.services.matching import hold_open
from selection.services.matching_facts import problem_of


@transaction.atomic
def take_over(run, *, by):
    """Make the proposed readers of a run the readers; how many were (given, taken away).

    Refused as a whole when a conflict was declared or the readers were changed meanwhile, so
    that nobody's work by hand is lost.
    """
    hold(run.plan)  # one at a time: two runs would both find the readers as they were
    run = hold_open(run)
    rows = list(run.readers.standing().select_related("seat__user", "proposal"))
    pairs = {(row.seat.seat_no, row.proposal.code): row for row in rows}
    problem = run.problem()
    _refuse_if_stale(problem, problem_of(run.plan, by), pairs.keys())
    gone = problem.present - pairs.keys()
    for seat, proposal in _records(run.plan, gone):
        unassign(seat, proposal, by=by)
    new = [pairs[pair] for pair in sorted(pairs.keys() - problem.present)]
    assign_all([(row.seat, row.proposal) for row in new], by=by)
    run.committed_at, run.committed_by = clock.now(), by
    run.save(update_fields=["committed_at", "committed_by"])
    record(run, "taken over", by=by, given=len(new), taken=len(gone))
    return len(new), len(gone)


def _refuse_if_stale(before, now, pairs):
    """What the run knew must still be true."""
    codes = {issue.code for issue in before.issues}
    closed = sorted({code for number, code in pairs if (number, code) in now.blocked})
    if closed:
        raise MoveRefused(
            _("Interests were declared meanwhile about %(codes)s: compute anew.")
            % {"codes": ", ".join(closed)}
        )
    seats = {judge.number for judge in now.judges}
    if {number for number, _code in pairs} - seats or codes - {one.code for one in now.issues}:
        raise MoveRefused(_("A seat or a proposal has left meanwhile: compute anew."))
    present = {pair for pair in now.present if pair[1] in codes}
    if present != before.present or now.scored - before.scored - pairs:
        raise MoveRefused(_("Somebody changed the readers meanwhile: compute anew."))


def _records(plan, pairs):
    """(seat, proposal) of pairs of numbers and codes."""
    seats = {seat.seat_no: seat for seat in plan.committee.seats.active()}
    codes = {code for _number, code in pairs}
    found = {one.code: one for one in plan.call.proposals.filter(code__in=codes)}
    return [(seats[number], found[code]) for number, code in sorted(pairs)]
