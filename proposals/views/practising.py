"""The practice call: people try the real form, the office opens, closes and wipes it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from proposals import permissions, services
from proposals.forms.practising import OpenPracticeForm, WipeForm
from proposals.models import Proposal
from proposals.services.practising import call_to_practise, practice_call, running_practice
from proposals.views.drafting import agencies_for
from proposals.views.finding import REFUSALS, code_in, sentence_of
from pyp_portal.access import require
from pyp_portal.accounts.models import Agency


@require_GET
def practice(request):
    """What I have tried, where to try, and for the office what to do with it."""
    call, user = practice_call(), request.user
    tried = Proposal.everything.visible_to(user).filter(call=call).for_list().order_by("-code")
    query = request.GET.get("q", "")
    return render(
        request,
        "proposals/practice.html",
        {
            "call": call,
            "is_running": running_practice() is not None,
            "tried": tried[:200],
            "agencies": agencies_for(user, query),
            "q": query,
            "may_keep": permissions.can_keep_call(user),
            "real": call_to_practise(),
            "open_form": OpenPracticeForm(),
            "wipe_form": WipeForm(call=call),
        },
    )


@require_POST
def begin(request):
    """T01 for practice, as for the call itself."""
    agency = get_object_or_404(Agency, code=code_in(request.POST, "agency"))
    require(permissions.can_start(agency, request.user))
    call = running_practice()
    if call is None:
        messages.error(request, _("The practice call is not open."))
        return redirect("proposals:practice")
    is_own = request.user.rights_at(agency.pk) is not None
    origin = Proposal.Origin.AREA if is_own else Proposal.Origin.CENTRE
    try:
        proposal = services.start(call, agency, request.user, origin=origin)
    except REFUSALS as refused:
        messages.error(request, sentence_of(refused, None, request.user))
        return redirect("proposals:practice")
    return redirect("proposals:step", proposal.code, 1)


@require_POST
def open_call(request):
    """The office opens it, or opens it for longer."""
    require(permissions.can_keep_call(request.user))
    form = OpenPracticeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose for how many days it is open."))
        return redirect("proposals:practice")
    days = form.cleaned_data["days"]
    return kept(request, lambda: services.open_practice(days, request.user), opened)


def opened(call):
    return _("“%(call)s” is open now.") % {"call": call}


@require_POST
def close_call(request):
    """The office ends it; what was written stays until it is wiped."""
    require(permissions.can_keep_call(request.user))
    return kept(request, lambda: services.close_practice(request.user), closed)


def closed(_call):
    return _("The practice is over. What was written stays here until it is wiped.")


@require_POST
def wipe(request):
    """The office deletes everything, confirmed by the name it types."""
    require(permissions.can_keep_call(request.user))
    typed = request.POST.get("name", "")
    return kept(request, lambda: services.wipe_practice(typed, request.user), wiped)


def wiped(count):
    text = ngettext(
        "%(count)d practice proposal is deleted, with its files.",
        "%(count)d practice proposals are deleted, with their files.",
        count,
    )
    return text % {"count": count}


def kept(request, verb, say):
    """Call the verb, tell what was done or why not, and back to the page."""
    try:
        messages.success(request, say(verb()))
    except REFUSALS as refused:
        messages.error(request, sentence_of(refused, None, request.user))
    return redirect("proposals:practice")
