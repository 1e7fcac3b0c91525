"""What is grave asks again who it is: whoever signed in long ago proves it before the act.

A browser left open, or a session that was stolen, then signs nothing, releases nothing,
carries no names away and changes nobody's rights. What was filled in is kept meanwhile.
"""

from datetime import timedelta

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from pyp_portal import clock
from pyp_portal.accounts.middleware import STRONG
from pyp_portal.accounts.ways import AGAIN, ways_of
from pyp_portal.serving import kept_forms
from pyp_portal.serving.middleware import asks_for_json

SIGNING = {
    "cohorts:report_sign",
    "proposals:endorse_online",
    "selection:certify",
    "selection:sign",
}
RELEASING = {"selection:release"}
RIGHTS = {
    "accounts:act_as",
    "accounts:close_account",
    "accounts:duplicate",
    "accounts:duplicate_answer",
    "accounts:end_role",
    "accounts:grant_role",
    "accounts:identity",
    "accounts:rights",
    "imports:enter",
    "privacy:erase",
    "privacy:rule",
    "selection:appoint",
    "selection:elect_chair",
    "selection:end_seat",
    "selection:succeed",
}
EXPORTING = {
    "cohorts:archive_package",
    "cohorts:cockpit_export",
    "cohorts:directives_export",
    "cohorts:emenscr_export",
    "cohorts:hours_export",
    "cohorts:issues_export",
    "cohorts:list_export",
    "cohorts:obstacles_export",
    "cohorts:opinions_export",
    "cohorts:people_export",
    "cohorts:report_export",
    "cohorts:reports_export",
    "cohorts:requests_export",
    "cohorts:roster_export",
    "cohorts:sites_export",
    "cohorts:voices_export",
    "proposals:all_files",
    "proposals:edits_export",
    "proposals:export",
    "proposals:list_export",
    "privacy:copy",
    "reads:export",
    "selection:board_export",
    "selection:letters_export",
    "selection:list_export",
    "selection:matching_export",
    "selection:results_export",
}
GRAVE = SIGNING | RELEASING | RIGHTS | EXPORTING


class AskingAgain:
    """Middleware: leads to the question who it is, and back to what was sent."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        is_grave = request.method == "POST" and request.resolver_match.view_name in GRAVE
        if not is_grave or not request.user.is_authenticated or is_fresh(request):
            return None
        return ask(request)


def is_fresh(request):
    """True for who proved within the last minutes who they are, with the second factor they have.

    The records are the sign-in library's and bear real time, whatever the portal's clock says.
    """
    minutes = settings.ASK_AGAIN_AFTER_MINUTES
    if not minutes:
        return True
    oldest = clock.now() - settings.CLOCK_OFFSET - timedelta(minutes=minutes)
    records = get_authentication_records(request, request.user)
    new = {one["method"] for one in records if one["at"] > oldest.timestamp()}
    return bool(new & {"mfa"} if has_second_factor(request.user) else new)


def has_second_factor(user):
    """A second factor that is set up has to be shown: the password alone is then not enough."""
    return is_mfa_enabled(user, STRONG)


def ask(request):
    """To the question, and from there to the form that is kept, or to the page it came from."""
    if asks_for_json(request):
        return JsonResponse({"state": "signed_out"}, status=401)
    then = resolve_url("home")
    if kept_forms.keep(request, is_asked_again=True):
        then = resolve_url("kept_form")
    messages.info(
        request,
        _("Before this is done, show once more that it is you. What you filled in is kept."),
    )
    where = f"{question_for(request.user)}?{urlencode({'next': then})}"
    return HttpResponseClientRedirect(where) if request.htmx else redirect(where)


def question_for(user):
    """The page that asks for what this person has: passkey, six digits, or the password."""
    ways = ways_of(user)
    return resolve_url(AGAIN[ways[0]] if ways else "account_reauthenticate")
