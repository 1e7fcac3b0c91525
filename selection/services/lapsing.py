"""Interests that come up after a declaration: a judge joins the agency, or is named later (S8)."""

from django.db import transaction

from proposals.states import State
from pyp_portal.history.services import record
from selection import emails
from selection.kinds import CLERKS, Interest, Severity
from selection.models import Conflict, SelectionPlan
from selection.services import doors, sheets
from selection.services.causes import agencies_named, cause
from selection.services.declaring import declare
from selection.services.suggesting import ties, with_agencies

JUDGED = (State.REVIEWING, State.SHORTLISTED, State.PITCHED)


def watch_ties():
    """Whoever came to have a tie since they declared must declare anew; how many pairs."""
    plans = SelectionPlan.objects.filter(call__proposals__state__in=JUDGED).distinct()
    return sum(_watch(plan) for plan in plans.select_related("committee", "call"))


def _watch(plan):
    if plan.standing_committee is None:
        return 0
    seats = {seat.pk: seat for seat in with_agencies(plan.committee.seats.active())}
    judged = plan.call.proposals.filter(state__in=JUDGED).prefetch_related("partners")
    proposals = {proposal.pk: proposal for proposal in judged}
    found = ties(seats.values(), proposals.values())
    names = agencies_named(found)
    said = {
        (row.seat_id, row.proposal_id): row
        for row in Conflict.objects.filter(seat__in=seats, proposal__in=proposals)
    }
    came = 0
    for key, of_pair in found.items():
        tie, row = of_pair[0], said.get(key)
        if _came_up(tie, row):
            _act(seats[key[0]], proposals[key[1]], tie, row, cause(tie, names))
            came += 1
    return came


def _came_up(tie, row):
    """A tie that the member has not been asked about yet.

    Who never declared has no access that could lapse, unless they write for the agency itself.
    """
    if tie.is_soft:
        return False
    if row is None:
        return tie.kind == Interest.SAME_AGENCY_LEAD
    return not row.was_suggested and row.severity != Severity.HARD


@transaction.atomic
def _act(seat, proposal, tie, row, sentence):
    """Who now writes for the agency steps aside; all others declare once more before they go on."""
    if tie.kind == Interest.SAME_AGENCY_LEAD:
        declare(seat, proposal, Severity.HARD, kind=tie.kind, reason=sentence, was_suggested=True)
    else:
        row.delete()
        doors.shut_until_declared(seat, proposal)
        for sheet in seat.sheets.filter(proposal=proposal, submitted_at=None):
            sheets.withdraw(sheet)
        record(proposal, "declaration lapsed", seat_no=seat.seat_no, kind=tie.kind)
    emails.tie_came_up(_clerks(seat, proposal), seat, proposal, sentence)


def _clerks(seat, proposal):
    """The clerks of the committee to whom the proposal is not closed, the member aside."""
    others = seat.committee.seats.active().filter(role__in=CLERKS).exclude(pk=seat.pk)
    closed = proposal.accesses.filter(kind="closed").values("user")
    return [clerk.user for clerk in others.exclude(user__in=closed).select_related("user")]
