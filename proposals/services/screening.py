"""Screening: who owns the case, the checklist E1 to E8, and where it leads."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals import completeness, documents, emails, permissions
from proposals.completeness import CHECK_ITEMS
from proposals.grounds import Grounds, MoveRefused
from proposals.lifecycle.conditions import when_endorsed
from proposals.models import Check
from proposals.services.moving import OutOfTurn, already, lock, move, touch
from proposals.states import TERMINAL, State
from pyp_portal import clock
from pyp_portal.accounts import approvals
from pyp_portal.history.services import record

INELIGIBLE = "proposals.ineligible"


class NotNow(MoveRefused):
    """Something else has to be done first."""


@transaction.atomic
def take_case(proposal, officer, by, version=None):
    """Make an officer the owner of the case."""
    fresh = lock(proposal, version, by)
    if fresh.state in TERMINAL:
        raise OutOfTurn(already(fresh, by))
    before = str(fresh.case_owner or "")
    fresh.case_owner = officer
    touch(fresh)
    record(fresh, "case_taken", by=by, officer=officer.pk, had_owner=bool(before))
    return fresh


@transaction.atomic
def leave_case(proposal, by):
    """An officer who steps aside leaves the case; it waits for another owner."""
    fresh = lock(proposal)
    fresh.case_owner = None
    touch(fresh)
    record(fresh, "case_left", by=by, had_owner=True)
    return fresh


@transaction.atomic
def hand_over(proposal, officer, by, note="", *, version=None):
    """Give the case to another officer, who is told by mail.

    Raises ``NotNow`` where the other one is no officer, is shut out of the proposal, or owns
    the case already.
    """
    if not permissions.can_screen(proposal, officer):
        raise NotNow(_("Choose an officer of the office to whom the proposal is not closed."))
    if officer.pk == proposal.case_owner_id:
        raise NotNow(_("%(who)s owns this case already.") % {"who": officer})
    fresh = take_case(proposal, officer, by, version=version)
    if officer.pk != by.pk:
        emails.handed_over(fresh, by, note)
    return fresh


def start_screening(proposal, by, *, version=None):
    """T05: begin to check."""
    return move(proposal, "start_screening", Grounds(by=by), version=version)


@transaction.atomic
def check(proposal, item, result, reason, by):
    """Answer one line of the checklist; what is not a pass needs its reason."""
    fresh = lock(proposal)
    if fresh.state != State.SCREENING:
        raise OutOfTurn(already(fresh, by))
    if item not in CHECK_ITEMS:
        raise NotNow(_("There is no such line in the checklist."))
    if result != Check.Result.PASS and not reason.strip():
        raise NotNow(_("%(item)s: give the reason.") % {"item": item})
    answer, _is_new = Check.objects.update_or_create(
        proposal=fresh,
        item=item,
        defaults={
            "result": result,
            "reason": reason.strip(),
            "checked_by": by,
            "checked_at": clock.now(),
        },
    )
    record(fresh, "checked", by=by, reason=reason, item=item, result=result)
    return answer


@transaction.atomic
def save_checks(proposal, answers, by, *, version=None):
    """Answer several lines at once: ``answers`` maps an item to (result, reason).

    Raises ``StaleVersion`` where another officer answered since ``version``.
    """
    fresh = lock(proposal, version, by)
    known = {row.item: (row.result, row.reason) for row in fresh.checks.all()}
    answered = [
        check(fresh, item, result, reason, by)
        for item, (result, reason) in answers.items()
        if result and known.get(item) != (result, reason.strip())
    ]
    if answered:
        touch(fresh)
    return answered


def mark_eligible(proposal, by, *, version=None):
    """T09: everything holds; where the call gave more time, the endorsement is in by now."""
    if completeness.awaits_endorsement(proposal.answered(), proposal.form):
        raise NotNow(when_endorsed(proposal))
    return move(proposal, "mark_eligible", Grounds(by=by), version=version)


def revert_to_screening(proposal, grounds, *, version=None):
    """T13: something was overlooked; the calling room has shown that nothing is announced."""
    return move(proposal, "revert_to_screening", grounds, version=version)


# --- T10: an officer proposes, the director confirms -------------------------------


@transaction.atomic
def propose_ineligible(proposal, by, reason, *, version=None):
    """Ask the director to confirm that a proposal does not pass."""
    fresh = lock(proposal, version, by)
    if fresh.state != State.SCREENING:
        raise OutOfTurn(already(fresh, by))
    if not fresh.is_checklist_done():
        raise NotNow(_("Answer all of E1 to E8 first, with a reason wherever it is not a pass."))
    Grounds(by=by, reason=reason).require_reason()
    return approvals.propose(INELIGIBLE, fresh, by=by, reason=reason)


def confirm_ineligible(approval, by, answer=""):
    """T10: the director agrees; the agency is told with a letter."""
    return approvals.confirm(
        approval,
        by=by,
        allowed=lambda user: user.is_director,
        act=lambda agreed: turn_down(agreed, by),
        answer=answer,
    )


def refuse_ineligible(approval, by, answer):
    """The director does not agree; screening goes on."""
    return approvals.refuse(approval, by=by, allowed=lambda user: user.is_director, answer=answer)


def turn_down(approval, by):
    """What follows once two people agree."""
    grounds = Grounds(by=by, reason=approval.reason, passed=frozenset({"second_person"}))
    moved = move(approvals.record_of(approval), "mark_ineligible", grounds)
    documents.ineligible_letter(moved, approval.reason, by)
    emails.ineligible(moved, approval.reason)
    return moved
