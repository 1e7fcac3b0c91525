"""The register of breaches: what runs out next, who was told, what was learnt."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pyp_portal.access import require
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.views.posted import posted
from pyp_portal.history.services import timeline
from pyp_portal.paging import one_page, uid_in
from pyp_portal.privacy import breaching, permissions
from pyp_portal.privacy.breach_forms import AssessForm, BreachForm, CloseForm, ToldForm
from pyp_portal.privacy.models import Breach

ACTS = {
    "report": (ToldForm, breaching.report),
    "tell": (ToldForm, breaching.tell_people),
    "assess": (AssessForm, breaching.assess),
    "close": (CloseForm, breaching.close),
}


@require_http_methods(["GET", "POST"])
def breaches(request):
    """All breaches, the newest first; who may, enters one."""
    require(permissions.can_see_requests(request.user))
    form = BreachForm(posted(request))
    if request.method == "POST":
        require(permissions.can_enter(request.user))
        if form.is_valid():
            made = breaching.enter(request.user, **form.facts)
            messages.success(request, _("The breach is entered. Its hours run."))
            return redirect(made)
    order = ["-found_at", "-pk"]
    context = {
        "form": form,
        "page": one_page(Breach.objects.for_list(), order, uid_in(request.GET, "after")),
        "may_enter": permissions.can_enter(request.user),
        "officer": settings.DATA_PROTECTION_EMAIL,
    }
    return render(request, "privacy/breaches.html", context)


@require_http_methods(["GET", "POST"])
def breach(request, uid):
    """One breach: what is known, what must still be done until when, and doing it."""
    require(permissions.can_see_requests(request.user))
    found = get_object_or_404(Breach.objects.for_list(), uid=uid)
    act = request.POST.get("act")
    if request.method == "POST":
        require(permissions.can_enter(request.user))
    known = {"risk": found.risk, "people": found.people}
    forms = {name: form(prefix=name, initial=known) for name, (form, _verb) in ACTS.items()}
    if act in ACTS:
        forms[act] = ACTS[act][0](request.POST, prefix=act)
        if forms[act].is_valid():
            done(request, found, act, forms[act].cleaned_data)
            return redirect(found)
    context = {
        "one": found,
        "forms": forms,
        "may_act": permissions.can_enter(request.user),
        "events": timeline(found),
    }
    return render(request, "privacy/breach.html", context)


def done(request, found, act, said):
    """Do it, or say who was first or what is missing."""
    try:
        ACTS[act][1](found, by=request.user, **said)
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, _("It is noted."))
