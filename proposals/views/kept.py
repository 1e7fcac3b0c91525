"""Texts that were typed and not chosen: members of the agency read them and put them back."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from proposals import permissions, reading
from proposals.services.keeping import kept_texts
from proposals.services.restoring import restore
from proposals.views.finding import attempt, find
from proposals.views.saving import in_words
from pyp_portal.access import require


@require_GET
def kept(request, code):
    """What is kept of this proposal, newest first, each until its day."""
    proposal = find(request, code)
    require(permissions.can_write(proposal, request.user))
    glossary = reading.Glossary(proposal.form)
    keys = {question.name: question.key for question in proposal.form.questions}
    texts = [
        (text, in_words(keys[text.question], text.value, glossary))
        for text in kept_texts(proposal)
        if text.question in keys
    ]
    may_edit = permissions.can_edit(proposal, request.user)
    return render(
        request,
        "proposals/kept.html",
        {"proposal": proposal, "texts": texts, "may_edit": may_edit},
    )


@require_POST
def put_back(request, code, uid):
    """Make a kept text the answer; the other one is kept in its stead."""
    proposal = find(request, code)
    require(permissions.can_write(proposal, request.user))
    text = get_object_or_404(kept_texts(proposal), uid=uid)
    done = _("The text stands again. The one that stood there is kept for 30 days.")
    attempt(request, proposal, partial(restore, text, request.user, request.arrived_at), done)
    return redirect("proposals:kept", code)
