"""Making a person anonymous: what goes and what stays, and the word of two officers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from pyp_portal.access import require
from pyp_portal.accounts import approvals
from pyp_portal.accounts.refusals import Refused, who_was_first
from pyp_portal.privacy import crumbs, erasing, permissions, working
from pyp_portal.privacy.forms import WhyForm
from pyp_portal.privacy.models import Right, RightsRequest

DONE = {
    "propose": _("It is proposed. A second person sees it among their tasks."),
    "confirm": _("Agreed. The portal does it now, and writes to both of you when it is done."),
    "refuse": _("It is refused. The request still waits for an answer."),
    "take_back": _("It is taken back. The request still waits for an answer."),
}


@require_http_methods(["GET", "POST"])
def erase(request, uid):
    """What becomes of a person's data, before anybody says yes; and proposing or confirming it."""
    asked = visible(request, uid)
    approval = approvals.open_for(asked.person, erasing.KIND)
    form = WhyForm()
    if request.method == "POST":
        require(permissions.can_erase(asked, request.user))
        form = WhyForm(request.POST)
        if done(request, asked, approval, form):
            return redirect("privacy:erase", uid=uid)
    return render(request, "privacy/erase.html", shown(request, asked, approval, form))


@require_GET
def erasing_now(request, uid):
    """How far a worker is, for the page that waits for it; it names nobody.

    Once it is done the page is asked for anew: it still shows the name beside.
    """
    asked = visible(request, uid)
    answer = render(request, "privacy/_erasing.html", {"one": asked})
    if not asked.is_being_done:
        answer["HX-Refresh"] = "true"
    return answer


def visible(request, uid):
    """A request to erase somebody with an account, for who may see it; else 403 or 404."""
    require(permissions.can_see_requests(request.user))
    of_people = RightsRequest.objects.for_list().filter(right=Right.ERASE, person__isnull=False)
    return get_object_or_404(of_people, uid=uid)


def shown(request, asked, approval, form):
    """What the page says: what goes, what stays, what binds, or how far a worker is."""
    is_open = not (asked.outcome or asked.erasing)
    texts = approval.payload.get("texts", []) if approval else crumbs.ticked(posted_texts(request))
    ticking, naming = crumbs.mentions(asked.person, request.user, texts) if is_open else ([], [])
    going, staying = erasing.preview(asked.person) if not asked.person.erased_at else ([], [])
    return {
        "one": asked,
        "form": form,
        "approval": approval,
        "going": going,
        "staying": staying,
        "ticking": ticking,
        "naming": naming,
        "binding": erasing.bound_by(asked.person) if is_open else [],
        "is_open": is_open,
        "may_act": permissions.can_erase(asked, request.user) and (approval or is_open),
    }


def posted_texts(request):
    """The texts that were ticked, as the form names them."""
    return request.POST.getlist("text")


def done(request, asked, approval, form):
    """True once it is done or refused with a sentence; False where a reason is missing."""
    act = request.POST.get("act")
    if act not in DONE:
        raise Http404
    if act in ("propose", "refuse") and not form.is_valid():
        return False
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        do(act, asked, approval, request, reason)
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, DONE[act])
    return True


def do(act, asked, approval, request, reason):
    """Propose it, or decide on what is proposed; Refused where somebody did so before."""
    user = request.user
    if act == "propose":
        texts = crumbs.ticked(posted_texts(request))
        erasing.propose(asked, by=user, reason=reason, texts=texts)
    elif approval is None:
        raise Refused(who_was_first(asked.person, "made anonymous", "refused", "taken_back"))
    elif act == "confirm":
        working.confirm(approval, by=user)
    elif act == "refuse":
        erasing.refuse(approval, by=user, answer=reason)
    else:
        approvals.take_back(approval, by=user)
