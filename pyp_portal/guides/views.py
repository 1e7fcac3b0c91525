"""The guides on pages of the portal: open to everybody, one's own first."""

from contextlib import suppress

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from pyp_portal.evening import standing
from pyp_portal.guides import finding, printing, reading, shelf, writing

LANGUAGES = ("th", "en")
MOST_LETTERS = 100


@login_not_required
@require_safe
def guides(request):
    """All guides, one's own first; with ``q`` the sections in which these words stand."""
    language, own = spoken(), shelf.own(request.user)
    asked = request.GET.get("q", "")[:MOST_LETTERS]
    context = {
        "q": asked,
        "found": finding.find(asked, language, own),
        "own": [reading.guide(name, language) for name in own],
        "others": [reading.guide(name, language) for name in shelf.SHELF if name not in own],
    }
    return render(request, "guides/guides.html", context)


@login_not_required
@require_safe
def guide(request, name):
    """One guide; in English the short one, from which a link leads to the whole."""
    language = "th" if "whole" in request.GET else spoken()
    found = found_guide(name, language)
    return render(request, "guides/guide.html", {"guide": found, "text": writing.page(found)})


@login_not_required
@require_safe
def paper(request, name):
    """The whole guide as a PDF: a worker makes it once for each edition of its words."""
    found = found_guide(name, "th")
    if made := printing.made(found):
        return printing.served(found, made)
    is_resting, has_failed = standing.is_on(), printing.has_failed(found)
    if not (is_resting or has_failed):
        with suppress(OperationalError, OSError):
            printing.ask(found)
    waiting = {"paper": {"title": found.title, "has_failed": has_failed}, "is_resting": is_resting}
    answer = render(request, "papers/waiting.html", waiting, status=202)
    if not (is_resting or has_failed):
        answer["Refresh"] = "4"
    return answer


def found_guide(name, language):
    if name not in shelf.SHELF:
        raise Http404
    return reading.guide(name, language)


def spoken():
    """The language of the reader, of those in which guides are written."""
    language = get_language()
    return language if language in LANGUAGES else LANGUAGES[0]
