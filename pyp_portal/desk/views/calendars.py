"""My calendar: a page, and a feed under a private address for the calendars of other programs."""

import hashlib
from datetime import timedelta

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from pyp_portal import ical
from pyp_portal.desk import calendars, services
from pyp_portal.desk.forms import REVOKED, FeedForm, month_in
from pyp_portal.desk.models import Feed
from pyp_portal.desk.months import month_of
from pyp_portal.preferences import services as preferences

EACH_HOUR = timedelta(hours=1)
LATER = {"Retry-After": "3600"}


@require_GET
def calendar(request):
    """One month of mine: deadlines, meetings, pitches, workshops, rounds of reports."""
    return page(request)


def page(request, address=""):
    """The page; ``address`` is told once, right after it was made."""
    lines = [calendars.shown(entry) for entry in calendars.entries(request.user)]
    context = {
        "month": month_of(month_in(request.GET), lines),
        "feed": Feed.objects.filter(user=request.user).first(),
        "address": address,
    }
    return render(request, "desk/calendar.html", context)


@require_POST
def feed_settings(request):
    """Make the address (anew) and show it once, or revoke it."""
    form = FeedForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose whether to make the address or to revoke it."))
    elif form.cleaned_data["act"] == REVOKED:
        services.revoke_feed(request.user)
        messages.success(request, _("The address is revoked: nobody can read it any more."))
    else:
        path = reverse("desk:feed", args=[services.make_feed(request.user)])
        return page(request, settings.SITE_URL + path)
    return redirect("desk:calendar")


@login_not_required
@require_safe
def feed(request, token):
    """The calendar for a program that holds the private address; all else is answered alike."""
    found = services.feed_of(token)
    if found is None:
        return unknown(request)
    if not is_within_limit(request, "read_feed", key=str(found.pk)):
        return HttpResponse(status=429, headers=LATER)
    body = written(found)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    whole = HttpResponse(body, content_type=ical.CONTENT_TYPE, headers=headers)
    return get_conditional_response(request, etag=etag, response=whole)


def unknown(request):
    """A forged, old or revoked address; who tries many of them has to wait."""
    if is_within_limit(request, "guess_feed"):
        raise Http404
    return HttpResponse(status=429, headers=LATER)


def is_within_limit(request, action, **about):
    """Whether this was not asked too often (``ACCOUNT_RATE_LIMITS``)."""
    asked = {"app": "allauth.account", "action": action, "limit_get": True, **about}
    return bool(ratelimit.consume(request, **asked))


def written(found):
    """The bytes of the feed, in the language the person has chosen for mails."""
    chosen = preferences.of(found.user).language or settings.LANGUAGE_CODE
    with translation.override(chosen):
        entries = calendars.entries(found.user, found.made_at)
        return ical.calendar(_("PYP portal: my calendar"), entries, again=EACH_HOUR)
