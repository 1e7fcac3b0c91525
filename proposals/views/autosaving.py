"""Save a step while it is written, and tell who else is at it."""

from django.http import Http404, JsonResponse
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proposals import permissions, services
from proposals.forms.mending import was_mended_in
from proposals.forms.steps import StepForm
from proposals.questions import STEPS
from proposals.services import presence as present
from proposals.stamps import digest
from proposals.views.finding import find, find_to_save
from proposals.views.saving import keep_sent, sight_of, tab_of
from pyp_portal import clock
from pyp_portal.access import require


@require_POST
def autosave(request, code, number):
    """The changed questions of a step: what became of each (409 where something clashed)."""
    proposal = written_by(request, code, number)
    if is_somebody_else(request):
        return JsonResponse({"state": "other_person", "text": somebody_else()}, status=403)
    is_open = permissions.can_edit(proposal, request.user)
    form = StepForm(
        proposal,
        number,
        request.POST,
        open_codes=services.open_codes(proposal) if is_open else None,
        names=frozenset(request.POST.getlist("_q")),
    )
    outcome = keep_sent(request, proposal, form)
    told = told_of(request, proposal, form, outcome)
    return JsonResponse(told, status=409 if outcome.clashes or outcome.refusal else 200)


@require_POST
def presence(request, code, number):
    """This tab has the step open; the answer says who else is here."""
    proposal = written_by(request, code, number)
    return JsonResponse({"here": here(request, proposal, number)})


def written_by(request, code, number):
    """The proposal, for who may write it, whatever its state."""
    if number not in STEPS:
        raise Http404
    proposal = find_to_save(request, code)
    require(permissions.can_write(proposal, request.user))
    return proposal


def is_somebody_else(request):
    """True when another person has signed in in this browser since the page was opened."""
    return request.POST.get("_as", str(request.user.pk)) != str(request.user.pk)


def somebody_else():
    return _("Somebody else has signed in in this browser. Sign in as yourself, then send again.")


def told_of(request, proposal, form, outcome):
    """What the page is told: names of its questions and what became of each."""
    state = "clash" if outcome.clashes else "invalid" if outcome.errors else "saved"
    return {
        "state": "refused" if outcome.refusal else state,
        "text": outcome.refusal.sentence if outcome.refusal else "",
        "version": outcome.proposal.version,
        "at": _("%(time)s hrs") % {"time": f"{localtime(clock.now()):%H.%M}"},
        "saved": {name: digest(value) for name, value in outcome.values.items()},
        "mended": was_mended_in(form),
        "errors": outcome.errors,
        "clashes": {
            name: render_to_string("proposals/_clash.html", {"clash": clash})
            for name, clash in form.clashes.items()
        },
        "blocks": fresh_blocks(request, proposal, form, outcome),
        "here": here(request, proposal, form.step),
    }


def fresh_blocks(request, proposal, form, outcome):
    """The questions whose other text the reader has chosen, as a page opened now shows them."""
    names = {name for name in sight_of(request.POST).yielded if name not in outcome.values}
    if not names or outcome.refusal:
        return {}
    fresh = find(request, proposal.code)
    again = StepForm(fresh, form.step, open_codes=form.open_codes, names=names)
    may_talk = permissions.can_talk(fresh, request.user)
    again.comments = fresh.comments.counts() if may_talk else None
    return {
        block.question.name: render_to_string(
            "proposals/_block.html", {"block": block, "form": again}
        )
        for block in again.blocks()
    }


def here(request, proposal, number):
    """Who else has the proposal open, in words; mostly nobody, and then nothing is drawn."""
    others = present.be_here(proposal, number, request.user, tab_of(request.POST))
    if not others:
        return ""
    context = {"others": others, "number": number, "user": request.user}
    return render_to_string("proposals/_presence.html", context)
