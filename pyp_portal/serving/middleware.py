"""What holds for every request: its moment and id, the policies of its answer, sign-in first."""

import re
import time
import uuid

import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.shortcuts import resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from pyp_portal import clock
from pyp_portal.serving import kept_forms

log = structlog.stdlib.get_logger("pyp_portal.requests")

IS_COPY = "pyp_portal.copy"  # a key of the environment that no header can set
KNOWN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
    )
)


def arrival(get_response):
    """Stamp the moment the request came, by which a deadline is judged, and give it an id."""

    def stamped(request):
        started = time.perf_counter()
        request.arrived_at = clock.now()
        request.id = request_id(request)
        with structlog.contextvars.bound_contextvars(request=request.id):
            response = get_response(request)
            tell(request, response, started)
        response["X-Request-ID"] = request.id
        return response

    return stamped


def request_id(request):
    """The id a proxy gave the request, or one of our own."""
    given = request.headers.get("X-Request-ID", "")
    return given if KNOWN_ID.fullmatch(given) else uuid.uuid4().hex


def tell(request, response, started):
    """One line in the log: the pattern of the address, never what was filled into it.

    None for a page that the portal asks of itself, in order to copy it.
    """
    if IS_COPY in request.META:
        return
    match = getattr(request, "resolver_match", None)
    log.info(
        "request",
        method=request.method,
        route=match.route if match else "",
        status=response.status_code,
        ms=round((time.perf_counter() - started) * 1000),
    )


def policies(get_response):
    """What a browser and the proxies on the way may do with an answer of ours."""

    def guarded(request):
        response = get_response(request)
        response["Permissions-Policy"] = PERMISSIONS
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        patch_vary_headers(response, ["Cookie"])
        if is_private(request):
            response["Cache-Control"] = "no-store, private"
        else:
            response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return guarded


def is_private(request):
    """True for what was answered to somebody, or to a page's form."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or request.method != "GET"


class SignInFirst(LoginRequiredMiddleware):
    """Every view asks for sign-in unless it says otherwise; a form posted too late is kept."""

    def handle_no_permission(self, request, view_func):
        if asks_for_json(request):  # a script that saves: its page says what to do
            return JsonResponse({"state": "signed_out"}, status=401)
        answer = self.to_sign_in(request, view_func)
        if request.htmx:  # a part of a page cannot be the sign-in: the whole page goes there
            return HttpResponseClientRedirect(answer.url)
        return answer

    def to_sign_in(self, request, view_func):
        if request.method != "POST":
            part_of = request.htmx.current_url_abs_path if request.htmx else None
            return redirect_to_login(part_of or request.get_full_path())
        if kept_forms.keep(request):
            messages.info(
                request, _("Sign in again: what you filled in is kept and waits for you.")
            )
            return redirect_to_login(resolve_url("kept_form"))
        return redirect_to_login(resolve_url("home"))


def asks_for_json(request):
    """True for a script of ours; a browser that opens a page asks for HTML."""
    return request.headers.get("Accept") == "application/json"
