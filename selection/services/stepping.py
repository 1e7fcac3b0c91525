"""Officers of the office, the director included, who step aside from a proposal (K5 to K8)."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused, ReasonNeeded
from proposals.services.access import close, revoke
from proposals.services.screening import leave_case
from pyp_portal import clock
from pyp_portal.history.services import record
from selection.kinds import Severity
from selection.models import OfficerTie, Seat
from selection.services.declaring import declare
from selection.services.holding import hold

OFFICER = "selection: officer's interest"


def officer_ties(plan, user):
    """Officers who stepped aside from proposals of the year that are not closed to this person."""
    closed = user.accesses.filter(kind="closed").values("proposal")
    rows = OfficerTie.objects.filter(proposal__call=plan.call_id, ended_at=None)
    rows = rows.exclude(proposal__in=closed).exclude(user=user)
    return rows.select_related("user", "proposal__lead_agency", "declared_by")


@transaction.atomic
def step_aside(user, proposal, *, kind, reason, by):
    """An officer sees nothing of a proposal any more; their case waits for another owner.

    One declares for oneself, or an officer notes it for another. Where the officer has a seat
    on the committee, the seat steps aside as well.
    """
    if not (user.is_sto_staff or user.is_auditor or user.is_portal_admin):
        raise MoveRefused(_("Only people of the office step aside here; members declare."))
    if len(reason.strip()) < REASON_MIN:
        raise ReasonNeeded
    tie, is_new = OfficerTie.objects.get_or_create(
        user=user,
        proposal=proposal,
        ended_at=None,
        defaults={
            "kind": kind,
            "reason": reason,
            "declared_at": clock.now(),
            "declared_by": by,
        },
    )
    if not is_new:
        raise MoveRefused(_("This person has stepped aside from it already."))
    if proposal.case_owner_id == user.pk:
        leave_case(proposal, by)
    close(proposal, user, OFFICER)
    for seat in Seat.objects.active().filter(user=user, committee__plan__call=proposal.call_id):
        declare(seat, proposal, Severity.HARD, kind=kind, reason=reason, by=by)
    record(proposal, "officer stepped aside", by=by, officer=user.pk, reason=reason)
    return tie


@transaction.atomic
def come_back_to(tie, *, reason, by):
    """What was noted by mistake is taken back, by somebody else; the seat declares for itself."""
    if by.pk == tie.user_id:
        raise MoveRefused(_("Nobody decides about an interest of their own."))
    if len(reason.strip()) < REASON_MIN:
        raise ReasonNeeded
    tie = hold(tie, "user", "proposal")
    if tie.ended_at:
        raise MoveRefused(_("This has been taken back already."))
    tie.ended_at = clock.now()
    tie.save(update_fields=["ended_at"])
    revoke(tie.proposal, tie.user, "closed", OFFICER)
    record(tie.proposal, "officer came back", by=by, officer=tie.user_id, reason=reason)
    return tie
