"""S35: a person searches as often as people do, and no machine does it for them without end."""

from allauth.core.internal import ratelimit
from django.shortcuts import render

from pyp_portal.serving.resting import PAGING, SEARCHES


class Searching:
    """Middleware: answers 429 for searches beyond the limit; the lists themselves stay open."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        asked = any(value for name, value in request.GET.items() if name not in PAGING)
        if not asked or request.resolver_match.view_name not in SEARCHES:
            return None
        if within_the_limit(request):
            return None
        return render(request, "429.html", status=429)


def within_the_limit(request):
    """Whether this person, or this address, has not searched too often."""
    asked = {"action": "search_as_stranger"}
    if request.user.is_authenticated:
        asked = {"action": "search", "user": request.user}
    return bool(ratelimit.consume(request, app="allauth.account", limit_get=True, **asked))
