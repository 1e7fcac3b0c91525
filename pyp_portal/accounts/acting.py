"""While an administrator looks as another person: their pages, nothing of their acts."""

import re

from django.shortcuts import render

from pyp_portal.accounts import services

PLACE = "acting"  # in the session
OPEN = {"accounts:acting", "account_logout", "set_language"}  # may be posted
# What is the person's alone: keys, sessions, letters, files, addresses that open by themselves.
CLOSED = re.compile(r"^(account_|mfa_|outbox:|reads:|accounts:(sessions|identity|invited|profile))")
CLOSED_WORDS = re.compile(r"export|file|feed|calendar|token|download|kit|link")


class ActingAs:
    """Middleware: swaps the person, refuses every act, and notes every page with both names."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.acting = acting_in(request)
        request.signed_in = request.user
        if request.acting is None:
            return self.get_response(request)
        request.user = request.acting.person
        response = self.get_response(request)
        services.note_look(
            request.acting,
            method=request.method,
            path=request.get_full_path(),
            status=response.status_code,
        )
        return response

    def process_view(self, request, view, args, kwargs):
        if request.acting is None or is_open(request):
            return None
        return render(request, "accounts/acting_closed.html", status=403)


def acting_in(request):
    """What runs in this session; once it is over nothing of it is left."""
    if PLACE not in request.session or not request.user.is_authenticated:
        return None
    acting = services.running_acting(request.session[PLACE], request.user)
    if acting is None:
        del request.session[PLACE]
    return acting


def is_open(request):
    """Reading alone, and not what is the person's own secret or leaves the portal as a file."""
    name = request.resolver_match.view_name or ""
    if request.method not in ("GET", "HEAD"):
        return name in OPEN
    return name == "accounts:acting" or not (CLOSED.search(name) or CLOSED_WORDS.search(name))
