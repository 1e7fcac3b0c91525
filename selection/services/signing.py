"""Papers for a member's own signature: what they declared, a sheet they handed in."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from pyp_portal.history.services import record
from selection import member_papers
from selection.models import ScoreSheet, Seat
from selection.services import declaring


@transaction.atomic
def print_declaration(plan, seat, *, by):
    """PD-09, once a member has declared about everything; the same again is the paper there is."""
    held = Seat.objects.select_for_update(of=("self",)).select_related("order", "terms")
    seat = held.get(pk=seat.pk)
    if not seat.has_accepted:
        raise MoveRefused(_("Accept the terms of the committee first."))
    silent, again = declaring.declarations_due(plan, by, seat)
    if silent or again:
        raise MoveRefused(
            _("Declare about every proposal first: %(count)d are left.") % {"count": silent + again}
        )
    if paper := member_papers.declaration_of(seat):
        return paper
    paper = member_papers.declaration(seat, by=by)
    record(seat, "declaration printed", by=by, number=paper.number)
    return paper


@transaction.atomic
def print_sheet(sheet, *, by):
    """PD-11 of one member, once their sheet is in; the same again is the paper there is."""
    locked = ScoreSheet.objects.select_for_update(of=("self",)).for_list().get(pk=sheet.pk)
    if locked.submitted_at is None:
        raise MoveRefused(_("Hand in the sheet first: a paper shows what was handed in."))
    if locked.emptying:
        raise MoveRefused(_("The words of this sheet were removed: no paper is made of it."))
    if paper := member_papers.sheet_of(locked):
        return paper
    paper = member_papers.sheet(locked, by=by)
    record(locked, "sheet printed", by=by, number=paper.number)
    return paper
