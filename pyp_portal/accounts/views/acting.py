"""Looking as another person: asking, agreeing, beginning, ending, and the list of all of them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pyp_portal.access import require
from pyp_portal.accounts import permissions, services
from pyp_portal.accounts.acting import PLACE
from pyp_portal.accounts.forms import ReasonForm
from pyp_portal.accounts.models import Acting
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.views.people import visible
from pyp_portal.accounts.views.posted import posted, uid_of

SHOWN = 50
ACTS = {
    "agree": services.agree_to_acting,
    "decline": services.decline_acting,
    "begin": services.begin_acting,
    "end": services.end_acting,
}


@require_http_methods(["GET", "POST"])
def ask(request, uid):
    """The question with its reason; near a deadline a second person has to agree first."""
    person = visible(request, uid)
    require(permissions.can_act_as(person, request.user))
    form = ReasonForm(posted(request))
    if not form.is_valid():
        return render(request, "accounts/act_as.html", {"person": person, "form": form})
    try:
        services.ask_to_act(person, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return redirect("accounts:acting")


@require_http_methods(["GET", "POST"])
def acting(request):
    """All that were asked for, with what was looked at; what is posted names one and the act."""
    require(permissions.can_see_acting(request.signed_in))
    if request.method == "POST":
        return do(request)
    rows = Acting.objects.for_list()[:SHOWN]
    context = {"rows": [(row, acts_for(row, request.signed_in)) for row in rows]}
    return render(request, "accounts/acting.html", context)


def acts_for(row, user):
    """What this person may do about a request now."""
    mine = row.admin_id == user.pk
    return {
        "agree": row.is_waiting and permissions.can_agree_to_acting(row, user),
        "begin": mine and row.may_begin,
        "end": mine and (row.is_waiting or row.may_begin or row.is_running),
    }


def do(request):
    """Agree, decline, begin or end; an unknown act or request does not exist."""
    row = get_object_or_404(Acting, uid=uid_of(request.POST.get("uid", "")))
    act = request.POST.get("act")
    try:
        if act in ACTS:
            ACTS[act](row, by=request.signed_in)
    except Refused as refused:
        messages.warning(request, refused.sentence)
        return redirect("accounts:acting")
    if act == "begin":
        request.session[PLACE] = str(row.uid)
        return redirect("home")
    if act == "end":
        request.session.pop(PLACE, None)
        messages.info(request, _("It is over. You are yourself again."))
    return redirect("accounts:acting")
