"""Papers for a member's own signature, asked for from the pages where they declare and score."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proposals.grounds import MoveRefused
from pyp_portal.access import require
from selection import permissions
from selection.services import signing
from selection.views.acting import plan_of
from selection.views.finding import sheet_of


@require_POST
def declaration_paper(request, year):
    """A member has what they declared made into the form that they sign (PD-09)."""
    plan = plan_of(request, year)
    seat = plan.seat_of(request.user)
    require(seat is not None)
    return _to_paper(
        request,
        lambda: signing.print_declaration(plan, seat, by=request.user),
        redirect("selection:declarations", year),
    )


@require_POST
def sheet_paper(request, uid):
    """The sheet of one member as a paper (PD-11), for them or for who runs the selection."""
    found, plan = sheet_of(request, uid)
    require(permissions.can_print_sheet(found, plan, request.user))
    return _to_paper(request, lambda: signing.print_sheet(found, by=request.user), redirect(found))


def _to_paper(request, verb, back):
    """On to the paper, or back with the sentence that says what is missing."""
    try:
        paper = verb()
    except MoveRefused as refused:
        messages.error(request, refused.sentence)
        return back
    messages.success(request, _("The paper %(number)s is issued.") % {"number": paper.number})
    return redirect("selection:paper", paper.uid)
