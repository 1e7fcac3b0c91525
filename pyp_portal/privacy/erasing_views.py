"""Making a person anonymous: what goes and what stays, and the word of two officers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from pyp_portal.access import require
from pyp_portal.accounts import approvals
from pyp_portal.accounts.refusals import Refused, who_was_first
from pyp_portal.privacy import erasing, permissions
from pyp_portal.privacy.forms import WhyForm
from pyp_portal.privacy.models import Right, RightsRequest

DONE = {
    "propose": _("It is proposed. A second person sees it among their tasks."),
    "confirm": _("The person is anonymous, and was told. Nobody can undo it."),
    "refuse": _("It is refused. The request still waits for an answer."),
    "take_back": _("It is taken back. The request still waits for an answer."),
}


@require_http_methods(["GET", "POST"])
def erase(request, uid):
    """What becomes of a person's data, before anybody says yes; and proposing or confirming it."""
    require(permissions.can_see_requests(request.user))
    of_people = RightsRequest.objects.for_list().filter(right=Right.ERASE, person__isnull=False)
    asked = get_object_or_404(of_people, uid=uid)
    approval = approvals.open_for(asked.person, erasing.KIND)
    form = WhyForm()
    if request.method == "POST":
        require(permissions.can_erase(asked, request.user))
        form = WhyForm(request.POST)
        if done(request, asked, approval, form):
            return redirect("privacy:request", uid=uid)
    is_gone = asked.person.erased_at
    going, staying = ([], []) if is_gone else erasing.preview(asked.person)
    context = {
        "one": asked,
        "form": form,
        "approval": approval,
        "going": going,
        "staying": staying,
        "binding": [] if asked.outcome else erasing.bound_by(asked.person),
        "may_act": permissions.can_erase(asked, request.user) and (approval or not asked.outcome),
    }
    return render(request, "privacy/erase.html", context)


def done(request, asked, approval, form):
    """True once it is done or refused with a sentence; False where a reason is missing."""
    act = request.POST.get("act")
    if act not in DONE:
        raise Http404
    if act in ("propose", "refuse") and not form.is_valid():
        return False
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        do(act, asked, approval, request.user, reason)
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, DONE[act])
    return True


def do(act, asked, approval, user, reason):
    """Propose it, or decide on what is proposed; Refused where somebody did so before."""
    if act == "propose":
        erasing.propose(asked, by=user, reason=reason)
    elif approval is None:
        raise Refused(who_was_first(asked.person, "made anonymous", "refused", "taken_back"))
    elif act == "confirm":
        erasing.confirm(approval, by=user)
    elif act == "refuse":
        erasing.refuse(approval, by=user, answer=reason)
    else:
        approvals.take_back(approval, by=user)
