"""Static copies of the call pages, in both languages: written as files, served while it is late.

The files are made every minute and after each edit, so that a proxy may serve them as they
are (``copies/<language>/<path>/index.html`` in the data folder). While the switch is on, visitors
without a session get them from here, before anything is asked of the database.
"""

import io
import os
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse
from django.urls import reverse

from proposals.models import Call
from pyp_portal import clock
from pyp_portal.evening import standing
from pyp_portal.serving.middleware import IS_COPY

PAGES = ("call", "proposals:questions")  # of each call, and of the one that people mean today
OLDEST = timedelta(minutes=15)  # rather the page itself than a copy that nobody renews


def copies(get_response):
    """Middleware: the copy of a page, for visitors, while the switch is on."""

    def answer(request):
        path = copy_for(request) if standing.is_on() else None
        return served(path) if path and is_fresh(path) else get_response(request)

    return answer


def copy_for(request):
    """Where the copy of this page would be, or None where the page is somebody's own."""
    is_own = settings.SESSION_COOKIE_NAME in request.COOKIES or request.META.get(IS_COPY)
    if request.method not in ("GET", "HEAD") or is_own or request.GET:
        return None
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    path = place(language, request.path)
    return path if path.resolve().is_relative_to(root().resolve()) else None


def is_fresh(path):
    """True where there is a copy that was made a short while ago, by the machine's clock."""
    return path.is_file() and time.time() - path.stat().st_mtime < OLDEST.total_seconds()


def served(path):
    """A copy as a page; how old it is stands in its text."""
    return HttpResponse(path.read_bytes())


def root():
    return Path(settings.VAR_DIR) / "copies"


def place(language, path):
    """The file of the copy of a path."""
    return root() / language / path.strip("/") / "index.html"


def addresses():
    """The pages of all calls, what their forms ask, and what was answered."""
    years = list(Call.objects.values_list("fiscal_year", flat=True))
    of_years = [reverse(name, args=[year]) for name in PAGES for year in years]
    return [*of_years, *map(reverse, PAGES), reverse("proposals:answers")] if years else []


def write_copies():
    """Write the copy of every call page in every language; how many were written."""
    handler = WSGIHandler()
    made = [
        write(place(language, address), page(handler, address, language))
        for address in addresses()
        for language in dict(settings.LANGUAGES)
    ]
    return sum(made)


def page(handler, address, language):
    """What a visitor is answered at this address, or nothing where it is no whole page."""
    host = next(iter(settings.ALLOWED_HOSTS), "localhost").lstrip(".")
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": address,
            "SERVER_NAME": "localhost" if host == "*" else host,
            "SERVER_PORT": "443" if settings.IS_PUBLIC else settings.PORT,
            "HTTP_COOKIE": f"{settings.LANGUAGE_COOKIE_NAME}={language}",
            "HTTP_X_FORWARDED_PROTO": "https",
            "wsgi.url_scheme": "https" if settings.IS_PUBLIC else "http",
            "wsgi.input": io.BytesIO(),
            IS_COPY: clock.now(),
        }
    )
    answer = handler.get_response(request)
    return answer.content if answer.status_code == 200 else b""


def write(path, content):
    """Put a copy in its place at one stroke; a page that failed leaves the copy before it."""
    if not content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    unfinished.write_bytes(content)
    unfinished.replace(path)
    return True
