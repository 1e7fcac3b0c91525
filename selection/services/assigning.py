"""Who reads what, decided by hand."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import record
from selection import emails
from selection.kinds import Severity
from selection.models import Assignment, Conflict
from selection.services import doors, sheets
from selection.services.suggesting import suggestion

ASSIGNABLE = (State.ELIGIBLE, State.REVIEWING)


@transaction.atomic
def assign(seat, proposal, *, by=None):
    """Give a proposal to a reader; during the review the sheet opens at once (second reading)."""
    _refuse_if(_obstacle(seat, proposal))
    row, is_new = Assignment.objects.get_or_create(
        seat=seat, proposal=proposal, defaults={"assigned_at": clock.now(), "assigned_by": by}
    )
    if is_new:
        record(proposal, "assigned", by=by, seat_no=seat.seat_no)
        if proposal.state == State.REVIEWING:
            _open_now(row)
    return row


def assign_all(pairs, *, by):
    """Give many proposals to readers at once; the caller has looked for obstacles.

    Inside the caller's transaction. Where the review has begun each is given on its own,
    so that the sheet opens and the reader is told; else one event a proposal is recorded.
    """
    waiting = {}
    for seat, proposal in pairs:
        if proposal.state == State.REVIEWING:
            assign(seat, proposal, by=by)
        else:
            waiting.setdefault(proposal, []).append(seat)
    now = clock.now()
    Assignment.objects.bulk_create(
        [
            Assignment(seat=seat, proposal=proposal, assigned_at=now, assigned_by=by)
            for proposal, seats in waiting.items()
            for seat in seats
        ],
        batch_size=500,
    )
    for proposal, seats in waiting.items():
        record(proposal, "assigned", by=by, seat_nos=[seat.seat_no for seat in seats])


def obstacle(seat, declared, suggested):
    """Why this member may not read this proposal, or None; ``declared`` is a severity or None."""
    if not seat.scores:
        return _("This seat gives no points.")
    if declared == Severity.HARD:
        return _("Has stepped aside from this proposal.")
    if declared is None and suggested:
        return _("May have an interest here and must declare first.")
    return None


def _obstacle(seat, proposal):
    if proposal.state not in ASSIGNABLE:
        return _("Readers are assigned before and during the review of the documents.")
    if not seat.is_active:
        return _("This seat has already ended.")
    declared = Conflict.objects.filter(seat=seat, proposal=proposal).first()
    return obstacle(seat, declared and declared.severity, suggestion(seat, proposal))


def _open_now(row):
    """A reader who joins during the review must have declared; the sheet opens at once."""
    if not Conflict.objects.filter(seat=row.seat, proposal=row.proposal).exists():
        raise MoveRefused(_("The review has begun: the member must declare interests first."))
    due = row.proposal.call.selection_plan.sheets_due
    doors.open_to_reader(row.seat, row.proposal)
    sheets.open_doc_sheet(row.seat, row.proposal, due)
    emails.sheets_ready(row.seat, [row.proposal], due, occasion=f"reader:{row.pk}")


@transaction.atomic
def unassign(seat, proposal, *, by=None):
    """Take a proposal from a reader who has not submitted a sheet yet."""
    mine = seat.sheets.select_for_update().filter(proposal=proposal, stage="doc")
    sheet = mine.first()
    if sheet is not None and sheet.submitted_at:
        raise MoveRefused(_("The score sheet has already been submitted."))
    gone, _rows = Assignment.objects.filter(seat=seat, proposal=proposal).delete()
    if gone:
        doors.take_from_reader(seat, proposal)
        if sheet is not None:
            sheets.withdraw(sheet)
        record(proposal, "unassigned", by=by, seat_no=seat.seat_no)
    return bool(gone)


def _refuse_if(sentence):
    if sentence:
        raise MoveRefused(sentence)
