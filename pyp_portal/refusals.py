"""The pages that say no: what went wrong, in words, and how to go on without losing anything."""

from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpResponseServerError, JsonResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from pyp_portal.serving import kept_forms
from pyp_portal.serving.middleware import asks_for_json
from pyp_portal.uploads.services import NotKept


def bad_request(request, exception=None):
    """What was sent could not be read; where it was too large, the page says how much may come."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20
        return render(request, "413.html", {"most": most}, status=413)
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    """The same page for what is not there and for what this person may not see.

    Who might have opened a file, had it been kept, reads that it is not kept any more.
    """
    if isinstance(exception, NotKept):
        return render(request, "410.html", status=410)
    return render(request, "404.html", status=404)


def failed(request):
    """Asks nothing of the database, which may be what failed."""
    page = loader.get_template("500.html").render({"request_id": getattr(request, "id", "")})
    return HttpResponseServerError(page)


def in_words(get_response):
    """Middleware: who opens an address that only takes what a form sends reads why, and goes on."""

    def answered(request):
        response = get_response(request)
        if response.status_code == 405 and request.method == "GET" and not asks_for_json(request):
            response.content = only_by_form(get_language())
        return response

    return answered


@lru_cache
def only_by_form(language):
    """The same page for everybody: made once, it asks nothing of anybody."""
    return loader.get_template("405.html").render({"LANGUAGE_CODE": language})


def csrf_failure(request, reason=""):
    """A page that was open too long: give its form back, to be sent again with one press.

    Only where the form came from a page of ours: nobody else may put words in it.
    """
    if asks_for_json(request):
        return JsonResponse({"state": "signed_out"}, status=403)
    form = kept_forms.posted(request) if is_ours(request) else None
    return render(request, "403_csrf.html", {"form": form}, status=403)


def is_ours(request):
    """True when the browser says that one of our own pages sent this."""
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(sender)[:2] == (request.scheme, request.get_host())


@require_GET
@never_cache
def kept_form(request):
    """The form that was sent after the session had ended, filled in as it was."""
    form = kept_forms.take(request)
    if form is None:
        return redirect("home")
    return render(request, "kept_form.html", {"form": form})
