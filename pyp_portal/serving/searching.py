"""S35: a person searches and has documents made as often as people do, no machine without end.

Nobody is kept from saving, submitting or signing by it, nor a colleague from anything.
"""

from allauth.core.internal import ratelimit
from django.shortcuts import render

from pyp_portal.serving.resting import PAGING, PAPER, RESTS, SEARCHES

MAKE = "make_paper"
SIGNING = {"cohorts:report_sign"}  # whoever signs has one document made, and must not wait
MAKING = {name for name, rest in RESTS.items() if rest is PAPER} - SIGNING


class Searching:
    """Middleware: answers 429 beyond the limit; lists and what is made already stay open."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        limit = limit_on(request)
        if limit is None:
            return None
        if ratelimit.consume(request, app="allauth.account", limit_get=True, **limit):
            return None
        return render(request, "429.html", {"is_making": limit["action"] == MAKE}, status=429)


def limit_on(request):
    """Which limit this request falls under; None where it is under none."""
    name, person = request.resolver_match.view_name, request.user
    if name in SEARCHES and any(value for key, value in request.GET.items() if key not in PAGING):
        if person.is_authenticated:
            return {"action": "search", "user": person}
        return {"action": "search_as_stranger"}
    if name in MAKING and request.method == "POST" and person.is_authenticated:
        return {"action": MAKE, "user": person}
    return None
