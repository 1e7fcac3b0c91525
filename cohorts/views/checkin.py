"""Check-in: the screen in the room with its changing code, and the phone that scans it."""

import segno
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohorts import checkin, hours, services, workshop_rules
from cohorts.services.moving import NotReady
from cohorts.views.workshops import planned, workshop_of


def shown(request, session):
    """The code of this moment as a picture, the address behind it, and how many are in."""
    address = settings.SITE_URL + reverse(
        "cohorts:check_in", args=[session.uid, checkin.token(session)]
    )
    code = segno.make(address, error="m", micro=False)
    try:
        half = checkin.half_now(session)
    except checkin.Refused as refused:
        half, sentence = None, refused.sentence
    else:
        sentence = ""
    return {
        "session": session,
        # Drawn by the library from an address of our own: nothing in it comes from people.
        "qr": mark_safe(code.svg_inline(omitsize=True, border=4, light="#fff")),  # noqa: S308
        "half": half,
        "sentence": sentence,
        "left": checkin.seconds_left(),
        "came": session.attendance.filter(hours.CAME).count(),
        "expected": hours.seats_of(session, request.user).count()
        + hours.partners_of(session, request.user).count(),
    }


def screen(request, uid):
    """The page for the screen in the room; an officer opens it there."""
    return unkept(
        render(request, "cohorts/checkin_screen.html", shown(request, planned(request, uid)))
    )


def screen_now(request, uid):
    """The part that is asked for again every ten seconds."""
    return unkept(
        render(request, "cohorts/_checkin_now.html", shown(request, planned(request, uid)))
    )


def unkept(response):
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
def check_in(request, uid, token):
    """What a phone opens: looking changes nothing, the button checks in."""
    session = workshop_of(request, uid)
    if request.method == "POST":
        return enter(request, session)
    context = {"session": session, "ticket": "", "half": None, "sentence": ""}
    try:
        checkin.check_token(session, token)
        context["half"] = checkin.half_now(session)
    except checkin.Refused as refused:
        context["sentence"] = refused.sentence
    else:
        context |= pass_of(session, request.user)
    return unkept(render(request, "cohorts/checkin.html", context))


def pass_of(session, user):
    """The ticket of somebody invited; the sentence for those who only look on."""
    if workshop_rules.is_invited(session, user):
        return {"ticket": checkin.ticket_for(session, user)}
    return {"sentence": _("You are not invited to this session.")}


def enter(request, session):
    """Check in, and say in which half and whether in time."""
    ticket = request.POST.get("ticket", "")
    try:
        half, status = services.check_in(session, person=request.user, ticket=ticket)
    except (checkin.Refused, NotReady) as refused:
        messages.error(request, refused.sentence)
    else:
        words = {"half": half.label, "status": status.label}
        messages.success(request, _("You are checked in. %(half)s: %(status)s") % words)
    return redirect(session)
