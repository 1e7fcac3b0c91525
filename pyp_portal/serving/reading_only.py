"""While the portal is looked after, it can be read: nothing is saved, and every page says so."""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pyp_portal.serving.middleware import asks_for_json

WAIT = 10 * 60  # seconds after which a machine may ask again
READING = {"GET", "HEAD", "OPTIONS"}
TO_COME_IN = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "accounts:identity_login",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_by_recovery",
    "mfa_reauthenticate_webauthn",
    "set_language",
}  # a session is the one thing that is still written


class ReadingOnly:
    """Middleware: refuses whatever would be saved. Not there at all unless ``READ_ONLY`` is set."""

    def __init__(self, get_response):
        if not settings.READ_ONLY:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name
        return None if request.method in READING or name in TO_COME_IN else refused(request)


def refused(request):
    """503 with the sentence; a script of ours, which keeps the text and tries again, as JSON."""
    sentence = _("What you typed stands on the page before this one: go back, and send it later.")
    if asks_for_json(request):
        answer = JsonResponse({"state": "resting", "message": sentence}, status=503)
    else:
        answer = render(request, "evening/read_only.html", {"sentence": sentence}, status=503)
    answer["Retry-After"] = WAIT
    answer._has_been_logged = True  # meant to be so: no error for the log
    return answer
