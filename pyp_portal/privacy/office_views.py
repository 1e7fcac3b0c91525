"""The requests about personal data, as the office works them off."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pyp_portal.access import require
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.views.posted import posted
from pyp_portal.history.services import whole_timeline
from pyp_portal.paging import one_page, uid_in
from pyp_portal.privacy import permissions, services
from pyp_portal.privacy.forms import AnswerForm, EnterForm
from pyp_portal.privacy.models import RightsRequest

ORDERS = {"waiting": ["due_on", "pk"], "all": ["-pk"]}


@require_http_methods(["GET", "POST"])
def requests(request):
    """What waits, the nearest day first, or all; who may, enters what came on paper."""
    require(permissions.can_see_requests(request.user))
    form = EnterForm(posted(request))
    if request.method == "POST":
        require(permissions.can_enter(request.user))
        if form.is_valid():
            made = services.enter(request.user, **form.cleaned_data)
            messages.success(request, _("The request is entered."))
            return redirect(made)
    view = "all" if request.GET.get("view") == "all" else "waiting"
    found = RightsRequest.objects.for_list()
    found = found.waiting() if view == "waiting" else found
    context = {
        "form": form,
        "view": view,
        "page": one_page(found, ORDERS[view], uid_in(request.GET, "after")),
        "may_enter": permissions.can_enter(request.user),
    }
    return render(request, "privacy/requests.html", context)


@require_http_methods(["GET", "POST"])
def one_request(request, uid):
    """One request, and the answer to it."""
    require(permissions.can_see_requests(request.user))
    found = get_object_or_404(RightsRequest.objects.for_list(), uid=uid)
    form = AnswerForm(posted(request))
    if request.method == "POST":
        require(permissions.can_enter(request.user) and found.person_id != request.user.pk)
        if form.is_valid():
            answer(request, found, form.cleaned_data)
            return redirect(found)
    context = {
        "one": found,
        "form": form,
        "may_answer": permissions.can_answer(found, request.user),
        "may_erase": permissions.can_erase(found, request.user),
        "events": whole_timeline(found),
    }
    return render(request, "privacy/request.html", context)


def answer(request, found, said):
    """Keep the answer, or say who was first."""
    try:
        services.answer(found, by=request.user, **said)
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, _("The answer is kept. It is not changed any more."))
