"""The register of agencies."""

from dataclasses import replace

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pyp_portal.access import require
from pyp_portal.accounts import permissions, services
from pyp_portal.accounts.forms import AgencyForm, AgencySearch
from pyp_portal.accounts.models import Agency, AgencyRequest, Membership
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.telling import told
from pyp_portal.accounts.views.kept import leads_to_kept
from pyp_portal.accounts.views.paging import one_page
from pyp_portal.accounts.views.posted import posted
from pyp_portal.search.services import matching


@require_GET
def agencies(request):
    """Every agency, in Thai order, found by any part of its name."""
    require(request.user.is_office)
    asked = AgencySearch(request.GET).asked()
    found = matching(Agency.objects.standing().for_list(), asked["q"] or "")
    rows, next_key = one_page(found, asked["after"], "code")
    with_people(rows)
    context = {"rows": rows, "next_key": next_key, "after": asked["after"], "q": asked["q"] or ""}
    return render(request, "accounts/agencies.html", context | tabs(request.user))


def with_people(agencies):
    """Note on each of these agencies how many people act for it."""
    acting = Membership.objects.filter(agency__in=agencies, ended_at=None).exclude(approved_at=None)
    counts = dict(acting.order_by().values_list("agency").annotate(count=Count("pk")))
    for one in agencies:
        one.people = counts.get(one.pk, 0)


def tabs(user):
    """What the pages of the office say above their lists."""
    may_decide = permissions.can_decide_on_members(user)
    return {
        "may_decide": may_decide,
        "may_keep_register": permissions.can_keep_register(user),
        "waiting": waiting(user) if may_decide else 0,
    }


def waiting(user):
    """How many requests wait for the officers."""
    return Membership.objects.to_decide(user).count() + AgencyRequest.objects.to_decide().count()


@require_GET
@leads_to_kept
def agency(request, code):
    """One agency: its place in the tree and its entry."""
    found = Agency.objects.visible_to(request.user)
    one = get_object_or_404(found.select_related("parent", "province", "successor"), code=code)
    joined = list(one.duplicates.all())
    context = {
        "agency": one,
        "ancestors": one.ancestors,
        "children": one.children.standing(),
        "joined": joined,
        "may_join": permissions.can_join_agencies(request.user),
        "sees_people": permissions.can_see_people_of(one, request.user),
        "may_keep_register": permissions.can_keep_register(request.user),
        "events": told_of_all(one, joined) if request.user.is_office else [],
    }
    return render(request, "accounts/agency.html", context)


def told_of_all(one, joined):
    """What happened to the entry, and to those that were joined to it: they have no other page."""
    before = [
        replace(event, sentence=f"{old.code} · {event.sentence}")
        for old in joined
        for event in told(old)
    ]
    return sorted([*told(one), *before], key=lambda event: event.at, reverse=True)


@require_http_methods(["GET", "POST"])
def agency_new(request):
    """Enter an agency."""
    require(permissions.can_keep_register(request.user))
    form = AgencyForm(posted(request))
    if form.is_valid() and (made := registered(request, form)):
        return redirect(made)
    return render(request, "accounts/agency_form.html", {"form": form})


def registered(request, form):
    """The new entry; None where a colleague entered its code at this moment."""
    try:
        made = services.register_agency(by=request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error("code", refused.sentence)
        return None
    messages.success(request, _("The agency is in the register."))
    return made


@require_http_methods(["GET", "POST"])
@leads_to_kept
def agency_edit(request, code):
    """Correct an entry."""
    one = get_object_or_404(Agency.objects.visible_to(request.user), code=code)
    require(permissions.can_keep_register(request.user))
    form = AgencyForm(posted(request), instance=one)
    if not form.is_valid():
        return render(request, "accounts/agency_form.html", {"form": form, "agency": one})
    services.change_agency(one, by=request.user, **form.cleaned_data)
    messages.success(request, _("The entry is corrected."))
    return redirect("accounts:agency", code=form.cleaned_data["code"])
