"""Files that come part by part, each behind the rule of its proposal.

A script is answered in JSON; the same acts by plain buttons lead back to the page.
"""

import re
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from proposals import permissions
from proposals.forms.papers import BeginForm
from proposals.grounds import MoveRefused
from proposals.models import Attachment
from proposals.services import uploading
from proposals.views.finding import find
from pyp_portal.access import require
from pyp_portal.uploads.arriving import PART_BYTES, OutOfStep
from pyp_portal.uploads.sweeping import drop as drop_incoming

HASH = re.compile(r"[0-9a-f]{64}")
OFFSET = re.compile(r"[0-9]{1,12}")


def in_words(back):
    """Answer refusals with their sentence: to a script in JSON, else on the page ``back``."""

    def decorate(view):
        @wraps(view)
        def answering(request, **place):
            try:
                return view(request, **place)
            except ValidationError as refused:
                return refusal(request, back(place), 400, " ".join(refused.messages))
            except MoveRefused as refused:
                return refusal(request, back(place), 409, refused.sentence)
            except OutOfStep as told:
                return refusal(request, back(place), 409, told.sentence, received=told.received)

        return answering

    return decorate


def refusal(request, back, status, sentence, **more):
    if wants_page(request):
        messages.error(request, sentence)
        return redirect(back)
    return JsonResponse({"error": sentence, **more}, status=status)


back_in_words = in_words(lambda place: reverse("proposals:review", args=[place["code"]]))


def wants_page(request):
    return "text/html" in request.headers.get("Accept", "")


def writable(request, code):
    """The proposal, for who may write it."""
    proposal = find(request, code)
    require(permissions.can_write(proposal, request.user))
    return proposal


def incoming_of(request, proposal, uid, *, unused=True):
    """A file that this very person sends to this proposal; else the page "not found"."""
    mine = uploading.unused if unused else uploading.on_their_way
    return get_object_or_404(mine(proposal, request.user), pk=uid)


def told(incoming):
    """What a script is told of a file on its way."""
    return JsonResponse(
        {
            "uid": str(incoming.pk),
            "received": incoming.received,
            "size": incoming.size,
            "part": PART_BYTES,
        }
    )


@require_POST
@back_in_words
def begin(request, code):
    """Announce a file; one that was begun before goes on."""
    proposal = writable(request, code)
    form = BeginForm(request.POST)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data().popitem()[1])
    return told(
        uploading.begin_upload(
            proposal, **form.cleaned_data, by=request.user, at=request.arrived_at
        )
    )


@require_http_methods(["GET", "PUT"])
@back_in_words
def part(request, code, uid):
    """How much has come; or one more part, with its offset and its hash."""
    incoming = incoming_of(request, writable(request, code), uid)
    if request.method == "PUT":
        offset, sha256 = header(request, "Offset", OFFSET), header(request, "SHA256", HASH)
        incoming.received = uploading.receive_part(incoming, int(offset), request.body, sha256)
    return told(incoming)


def header(request, name, shape):
    """What the script says of its part."""
    given = request.headers.get(f"X-Part-{name}", "")
    if not shape.fullmatch(given):
        raise ValidationError(_("This part of the file came without its place or its hash."))
    return given


@require_POST
@back_in_words
def finish(request, code, uid):
    """The file is whole: look into it, and attach it; a letter waits for number and date."""
    proposal = writable(request, code)
    incoming = incoming_of(request, proposal, uid, unused=False)
    if uploading.kind_of(incoming) == Attachment.Kind.ENDORSEMENT:
        file = uploading.finished(incoming)
        return done(request, code, {"sent": str(incoming.pk), "name": file.name})
    attachment = uploading.attach_sent(proposal, incoming, request.user, at=request.arrived_at)
    html = render_to_string("proposals/_file.html", {"file": attachment}, request)
    facts = {"html": html, "uid": str(attachment.uid), "version": attachment.proposal.version}
    return done(request, code, facts)


def done(request, code, facts):
    if wants_page(request):
        messages.success(request, _("The file is attached."))
        return redirect("proposals:review", code)
    return JsonResponse(facts)


@require_POST
def drop(request, code, uid):
    """Remove a file that was not attached."""
    drop_incoming(incoming_of(request, writable(request, code), uid))
    if not wants_page(request):
        return HttpResponse(status=204)
    messages.success(request, _("The file was taken away."))
    return redirect("proposals:review", code)
