"""All provinces, and one of them with the proposals, areas and agencies that are there."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from pyp_portal import thai
from pyp_portal.access import require
from pyp_portal.accounts.models import Agency, Province
from pyp_portal.provinces import finding, permissions

PAGE = 50
MOST = 100  # areas and agencies of one province that its page names


@require_GET
def provinces(request):
    """All provinces in Thai order, found by any part of their name or region."""
    require(permissions.can_view(request.user))
    asked = thai.normalise(request.GET.get("q", ""))[:80]
    rows = list(finding.rows(request.user, asked))
    context = {
        "rows": [one for one in rows if not one.is_empty],
        "empty": [one.province for one in rows if one.is_empty],
        "q": asked,
    }
    return render(request, "provinces/list.html", context)


@require_GET
def province(request, code):
    """What goes on in one province."""
    require(permissions.can_view(request.user))
    one = get_object_or_404(Province, pk=int(code) if code.isdecimal() else 0)
    found = finding.handed_in(request.user).filter(province=one)
    after = thai.normalise(request.GET.get("after", ""))[:40]
    proposals = list(found.page_for_list(after, PAGE + 1))
    sites = finding.sites(request.user).filter(province=one).for_list().order_by("status", "pk")
    agencies = Agency.objects.existing().filter(province=one)
    counts = {"proposals": found.count(), "sites": sites.count(), "agencies": agencies.count()}
    context = {
        "one": one,
        "proposals": proposals[:PAGE],
        "next_key": proposals[PAGE - 1].code if len(proposals) > PAGE else "",
        "after": after,
        "sites": sites[:MOST],
        "agencies": agencies[:MOST],
        "counts": counts,
        "most": MOST,
    }
    return render(request, "provinces/province.html", context)
