"""The roster of a year on screen: who takes part, and the contacts that this reader may see."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from cohorts import permissions, roster
from cohorts.models import Cohort
from proposals.views.finding import code_in
from pyp_portal.paging import uid_in

LONGEST = 80  # letters of what is asked for


def year_of(request, year, rule):
    """The cohort of a year, for those whom the rule lets look; else 404."""
    cohort = get_object_or_404(Cohort.objects.select_related("call"), call__fiscal_year=year)
    if not rule(cohort, request.user):
        raise Http404
    return cohort


def participants(request, year):
    """Participants by team and tier, found by name, tier or team."""
    cohort = year_of(request, year, permissions.can_view_roster)
    asked = {name: request.GET.get(name, "").strip()[:LONGEST] for name in ("q", "tier")}
    asked["team"] = code_in(request.GET, "team")
    page = roster.page(cohort, request.user, asked, uid_in(request.GET, "after"))
    context = {
        "cohort": cohort,
        "page": page,
        "rows": roster.rows(cohort, request.user, page.rows),
        "asked": asked,
        "tiers": cohort.tiers.all(),
        "may_export": permissions.can_view_cohort(request.user),
    }
    return render(request, "cohorts/participants.html", context)
