"""A person's LINE: join it by a code, take it off; and what LINE tells us."""

import json

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from pyp_portal.outbox import lining, services
from pyp_portal.outbox.models import Ended, LineLink

JOINED = "outbox/emails/line_joined.txt"


@require_http_methods(["GET", "POST"])
def line(request):
    """Whether my messages come by LINE too, and how to join or take it off."""
    if request.method == "POST" and not lining.is_on():
        raise Http404
    if request.method == "POST" and "off" in request.POST:
        if link := lining.link_of(request.user):
            lining.end(link.line_user, Ended.SELF)
        messages.success(request, _("Nothing comes by LINE any more."))
        return redirect("outbox:line")
    if request.method == "POST":
        request.session["line_code"] = lining.new_code(request.user)
        return redirect("outbox:line")
    code = lining.held_code(request.user, request.session.get("line_code", ""))
    context = {
        "is_on": lining.is_on(),
        "link": lining.link_of(request.user),
        "last": LineLink.objects.filter(user=request.user).first(),
        "code": code,
        "qr": drawn(lining.address_with(code)) if code and settings.LINE_BOT_ID else "",
        "address": lining.address_with(code),
        "bot": settings.LINE_BOT_ID,
    }
    return render(request, "outbox/line.html", context)


def drawn(address):
    """An address of LINE with a code of ours as a QR code that the library draws."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(omitsize=True, border=4, light="#fff"))  # noqa: S308


@csrf_exempt
@login_not_required
@require_POST
def line_events(request):
    """What LINE tells us, signed with the secret of our channel; anything else is refused."""
    if not lining.is_on():
        raise Http404
    signature = request.headers.get("X-Line-Signature", "")
    if not lining.is_from_line(request.body, signature):
        return HttpResponseBadRequest()
    for event in json.loads(request.body).get("events", []):
        if (link := lining.hear(event)) and link.ended_at is None:
            services.post(JOINED, to=link.user, occasion=f"line-joined:{link.pk}")
    return HttpResponse()
