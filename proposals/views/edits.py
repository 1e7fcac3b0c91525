"""Who changed what, sitting by sitting and word by word."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from proposals import permissions
from proposals.sittings import sittings
from proposals.views.records import frame
from pyp_portal.access import require
from pyp_portal.paging import one_page

ORDER = ("-saved_at", "-pk")
AT_ONCE = 20


@require_GET
def edits(request, code):
    """The newest changes first; of one field where the address names one that the form asks."""
    proposal, context = frame(request, code, "history")
    require(permissions.sees_edits(proposal, request.user))
    chosen = chosen_in(request, proposal.form)
    own = proposal.edits.filter(question=chosen.name) if chosen else proposal.edits.all()
    page = one_page(
        own.select_related("by"), ORDER, place_in(request), key="pk", size=AT_ONCE, among=own
    )
    whole = request.GET.get("all") == "1"
    more = {"chosen": chosen, "page": page, "whole": whole, "may_pick": not chosen}
    found = sittings(page.rows, proposal.form, whole=whole)
    return render(request, "proposals/edits.html", context | more | {"sittings": found})


def chosen_in(request, form):
    """The question to which the page is narrowed, or None."""
    name = request.GET.get("field", "")
    return next((question for question in form.questions if question.name == name), None)


def place_in(request):
    """Behind which edit the page begins; empty where the address names none."""
    given = request.GET.get("after", "")
    return given if given.isdecimal() and len(given) < 19 else ""
