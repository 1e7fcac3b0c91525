"""Who changed what, sitting by sitting and word by word."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from proposals import lists, permissions
from proposals.sittings import sittings
from proposals.views.finding import find
from proposals.views.records import frame
from pyp_portal.access import require
from pyp_portal.paging import one_page
from pyp_portal.papers import lists as house

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


@require_POST
def export(request, code):
    """Ask for the changes as a file."""
    proposal = find(request, code)
    back = reverse("proposals:edits", args=[code])
    return house.order(request, lists.KIND, lists.LISTINGS, "edits", back=back, code=proposal.code)


def chosen_in(request, form):
    """The question to which the page is narrowed, or None."""
    name = request.GET.get("field", "")
    return next((question for question in form.questions if question.name == name), None)


def place_in(request):
    """Behind which edit the page begins; empty where the address names none."""
    given = request.GET.get("after", "")
    return given if given.isdecimal() and len(given) < 19 else ""
