"""An issue proposed again: the new draft, and what is new in it since the last time."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from proposals import comparing, permissions, services
from proposals.models import Call
from proposals.services.copying import cannot_copy, earlier_of, policies_of_today
from proposals.states import State
from proposals.views.finding import REFUSALS, find, sentence_of
from proposals.views.records import frame
from pyp_portal.access import require

OPEN_TEXT = (State.DRAFT, State.RETURNED, State.EXPIRED)


@require_http_methods(["GET", "POST"])
def again(request, code):
    """Say what will be taken over and what not; then begin the new draft."""
    source = find(request, code)
    require(permissions.can_propose_again(source, request.user))
    call = Call.objects.current()
    require(call is not None)
    if request.method == "POST":
        return begin(request, source, call)
    there = source.later.filter(call=call).first()
    _kept, left_out = policies_of_today(source.answered(), call)
    more = {"there": there, "refusal": "" if there else cannot_copy(source, call)}
    more |= {"proposal": source, "call": call, "left_out": left_out}
    return render(request, "proposals/again.html", more)


def begin(request, source, call):
    """The new draft, or the one that is there already."""
    try:
        copied = services.copy(source, call, request.user)
    except REFUSALS as refused:
        messages.error(request, sentence_of(refused, source, request.user))
        return redirect("proposals:again", source.code)
    draft = copied.draft
    if not copied.is_new:
        return redirect(draft)
    messages.success(request, _("The text is taken over. Say in this step what is new."))
    if copied.left_out:
        names = ", ".join(copied.left_out)
        text = _("No longer in this year's lists, so left out: %(names)s")
        messages.info(request, text % {"names": names})
    return redirect("proposals:step", draft.code, 2)


@require_GET
def since(request, code):
    """What is new since the earlier proposal: in its agency's words, and word by word."""
    proposal, context = frame(request, code, "detail")
    line = earlier_of(proposal, request.user)
    if not line:
        raise Http404
    before, after = text_of(line[0]), text_of(proposal)
    more = {
        "earlier": line[0],
        "said": (after.get("issue_status") or {}).get("text"),
        "question": proposal.form.of_key("issue_status.text"),
        "may_edit": permissions.can_edit(proposal, request.user),
        "steps": comparing.steps(before, after, proposal.form),
    }
    return render(request, "proposals/since.html", context | more)


def text_of(proposal):
    """The answers as they were handed in last, or as they stand while nothing is."""
    last = None if proposal.state in OPEN_TEXT else proposal.revisions.last()
    return last.content["answers"] if last else proposal.answered()
