"""The screen outside the room: no sign-in, an address nobody can guess, public facts alone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from selection.models import PitchSession
from selection.services import watching
from selection.views.live import tag_of, tagged


def shown(key):
    """The session whose page for those outside has this address."""
    return get_object_or_404(watching.following(PitchSession.objects), waiting_key=key)


@login_not_required
@require_safe
def waiting(request, key):
    """Who pitches now, who is next, in which order: for those who wait."""
    return apart(render(request, "selection/outside.html", rows_of(shown(key))))


@login_not_required
@require_safe
def waiting_now(request, key):
    """The part that is asked for every three seconds; one statement while nothing changed."""
    session = shown(key)
    tag = tag_of(session, "outside")
    if request.headers.get("If-None-Match") == tag:
        return tagged(HttpResponseNotModified(), tag)
    return apart(tagged(render(request, "selection/_outside_now.html", rows_of(session)), tag))


def apart(response):
    """No search engine lists the page, nobody else frames it."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def rows_of(session):
    """The slots of a published schedule; never a score, a member or who stepped aside."""
    slots = session.slots.select_related("proposal__lead_agency__province").order_by("order")
    item, after = watching.current_and_next(session)
    is_over = item is not None and not item.is_pending
    return {
        "session": session,
        "slots": slots if session.published_at else [],
        "item": item if session.published_at and not is_over else None,
        "after": after if session.published_at else None,
        "tag": tag_of(session, "outside"),
    }
