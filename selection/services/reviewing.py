"""Into and out of the review of the documents: T12 and T13."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import Grounds, MoveRefused
from proposals.models import Call
from proposals.services.moving import move
from proposals.states import State
from pyp_portal import clock
from selection import emails, guards
from selection.models import SelectionPlan
from selection.services import doors, exercising, sheets
from selection.services.suggesting import suggestions, with_agencies


@dataclass
class Opened:
    """What ``open_review`` did: proposals now under review, and why others are not."""

    opened: list = field(default_factory=list)
    refused: list = field(default_factory=list)  # pairs of proposal and sentences


def eligible(call):
    """Proposals that wait for the review."""
    return (
        call.proposals.filter(state=State.ELIGIBLE)
        .select_related("call", "lead_agency")
        .prefetch_related("partners")
    )


@transaction.atomic
def open_review(what, *, due=None, by=None):
    """Open the review of all eligible proposals of a call, or of these (T12).

    Those whose readers are not complete stay behind, with the sentence that says why.
    A second run finds nothing left to do.
    """
    proposals = list(eligible(what)) if isinstance(what, Call) else list(what)
    result = Opened()
    if not proposals:
        return result
    plan = SelectionPlan.objects.select_related("committee").get(call=proposals[0].call_id)
    if exercising.running(plan):
        raise MoveRefused(_("An exercise is open. Close it, talk about it, then open the review."))
    seats = _seats(plan, proposals)
    if due and plan.sheets_due != due:
        plan.sheets_due = due
        plan.save(update_fields=["sheets_due"])
    for proposal in proposals:
        _try_to_open(proposal, plan, seats, by, result)
    _tell_readers(result.opened, plan)
    return result


def _seats(plan, proposals):
    """(active seats, suspected seats by proposal)."""
    if plan.standing_committee is None:
        raise MoveRefused(_("No committee has been appointed yet."))
    seats = list(with_agencies(plan.committee.seats.active()))
    suspected = {}
    for seat, proposal in suggestions(seats, proposals):
        suspected.setdefault(proposal, set()).add(seat)
    return seats, suspected


def _try_to_open(proposal, plan, seats, by, result):
    passed, refusals = guards.settle(review_answers(proposal, plan))
    if refusals:
        result.refused.append((proposal, " ".join(refusals)))
        return
    active, suspected = seats
    fresh = move(proposal, "open_review", Grounds(by, passed=passed))
    for row in proposal.assignments.select_related("seat__user"):
        doors.open_to_reader(row.seat, fresh)
        sheets.open_doc_sheet(row.seat, fresh, plan.sheets_due)
    doors.open_to_committee(fresh, active, suspected.get(proposal.pk, ()))
    result.opened.append(fresh)


def review_answers(proposal, plan):
    """The guards of T12 and their answers."""
    return {
        "reviewers_assigned": guards.reviewers_assigned(proposal, plan),
        "coi_all_declared": guards.coi_all_declared(proposal),
    }


def _tell_readers(proposals, plan):
    """One letter to each reader about all their proposals."""
    by_seat = {}
    for proposal in proposals:
        for row in proposal.assignments.select_related("seat__user"):
            by_seat.setdefault(row.seat, []).append(proposal)
    for seat, given in by_seat.items():
        codes = "+".join(proposal.code for proposal in given)
        occasion = f"review-opened:{seat.pk}:{len(given)}:{codes}"[:200]
        emails.sheets_ready(seat, given, plan.sheets_due, occasion=occasion)


@transaction.atomic
def revert_to_screening(proposal, *, reason, by, version=None):
    """Something was overlooked (T13): back to the check; sheets stay, read-only."""
    refusal = guards.no_announcement(proposal)
    if refusal:
        raise MoveRefused(refusal)
    grounds = Grounds(by, reason, frozenset({"no_announcement"}))
    fresh = move(proposal, "revert_to_screening", grounds, version=version)
    fresh.sheets.filter(frozen_at=None).update(frozen_at=clock.now())
    return fresh
