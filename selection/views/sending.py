"""Slides that come part by part, each address behind the rule of its slot.

A script is answered in JSON; the same acts by plain buttons lead back to the page.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from proposals.views.uploading import HASH, OFFSET, header, in_words, told, wants_page
from pyp_portal.access import require
from pyp_portal.uploads.sweeping import drop as drop_incoming
from selection.forms import SlidesSentForm
from selection.services import slides
from selection.views.slots import can_send, is_clerk, slot_of

back_in_words = in_words(lambda place: reverse("selection:slot", args=[place["uid"]]))


def sendable(request, uid):
    """A slot for who may send its slides."""
    found = slot_of(request, uid)
    require(can_send(found, request.user))
    return found


def incoming_of(request, slot, key, *, unused=True):
    """Slides that this very person sends for this slot; else the page "not found"."""
    found = slides.on_their_way(slot, request.user)
    return get_object_or_404(found.filter(done_at=None) if unused else found, pk=key)


@require_POST
@back_in_words
def begin(request, uid):
    """Announce the slides; those that were begun before go on."""
    slot = sendable(request, uid)
    form = SlidesSentForm(request.POST)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data().popitem()[1])
    clerk = is_clerk(slot, request.user)
    return told(slides.begin(slot, **form.cleaned_data, by=request.user, is_clerk=clerk))


@require_http_methods(["GET", "PUT"])
@back_in_words
def part(request, uid, key):
    """How much has come; or one more part, with its offset and its hash."""
    incoming = incoming_of(request, sendable(request, uid), key)
    if request.method == "PUT":
        offset, sha256 = header(request, "Offset", OFFSET), header(request, "SHA256", HASH)
        incoming.received = slides.receive(incoming, int(offset), request.body, sha256)
    return told(incoming)


@require_POST
@back_in_words
def finish(request, uid, key):
    """The slides are whole: from now on they are the ones that are shown."""
    slot = sendable(request, uid)
    incoming = incoming_of(request, slot, key, unused=False)
    deck = slides.take(slot, incoming, by=request.user, is_clerk=is_clerk(slot, request.user))
    if wants_page(request):
        messages.success(request, _("The slides have arrived."))
        return redirect(slot)
    html = render_to_string("selection/_deck.html", {"deck": deck})
    return JsonResponse({"html": html, "uid": str(deck.uid), "replaces": True})


@require_POST
@back_in_words
def drop(request, uid, key):
    """Remove slides that were not sent to their end."""
    slot = sendable(request, uid)
    drop_incoming(incoming_of(request, slot, key))
    if not wants_page(request):
        return HttpResponse(status=204)
    messages.success(request, _("The file was taken away."))
    return redirect(slot)
