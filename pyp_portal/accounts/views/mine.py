"""My details, my agencies, my colleagues; asking for an agency and leaving one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pyp_portal.access import require
from pyp_portal.accounts import permissions, services
from pyp_portal.accounts.forms import (
    NAMES,
    POST,
    AgencySearch,
    AskForm,
    LeaveForm,
    ProfileForm,
    ReasonForm,
)
from pyp_portal.accounts.models import Agency, Membership
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.views.kept import leads_to_kept
from pyp_portal.accounts.views.paging import one_page
from pyp_portal.accounts.views.posted import posted
from pyp_portal.search.services import matching

MOST_INVITATIONS = 50


@require_http_methods(["GET", "POST"])
def profile(request):
    """My name, telephone and post."""
    form = ProfileForm(posted(request), initial=known_of(request.user))
    if form.is_valid():
        services.save_profile(request.user, names=form.names, post=form.post)
        messages.success(request, _("Your details are kept."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})


def known_of(person):
    """What the portal knows of a person already."""
    post = {name: getattr(person.post, name, None) for name in POST}
    return {name: getattr(person, name) for name in NAMES} | post


@require_GET
def my_agencies(request):
    """Where I may act, with which rights, and what I have asked for."""
    context = {
        "memberships": request.user.memberships.open().for_list(),
        "asked": request.user.agency_requests.waiting().for_list(),
        "led": set(request.user.led_agency_ids),
        "waiting": Membership.objects.to_decide(request.user).count(),
    }
    return render(request, "accounts/my_agencies.html", context)


@require_GET
def join(request):
    """Look for my agency by any part of its name."""
    asked = AgencySearch(request.GET).asked()
    found = matching(Agency.objects.existing().for_list(), asked["q"] or "")
    rows, next_key = one_page(found, asked["after"], "code")
    context = {"rows": rows, "next_key": next_key, "after": asked["after"], "q": asked["q"] or ""}
    return render(request, "accounts/join.html", context)


@require_http_methods(["GET", "POST"])
@leads_to_kept
def ask(request, code):
    """Ask to act for an agency."""
    agency = get_object_or_404(Agency.objects.existing(), code=code)
    form = AskForm(posted(request), initial={"can_edit": True})
    if not form.is_valid():
        return render(request, "accounts/ask.html", {"form": form, "agency": agency})
    note = form.cleaned_data["note"]
    try:
        services.ask_membership(request.user, agency, rights=form.rights, note=note)
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, _("Your request is sent. We write to you when it is decided."))
    return redirect("accounts:my_agencies")


@require_http_methods(["GET", "POST"])
def end(request, uid):
    """Leave an agency, take a request back, or end somebody's membership for a reason."""
    member = get_object_or_404(Membership.objects.visible_to(request.user), uid=uid)
    require(permissions.can_end(member, request.user))
    is_mine = member.user_id == request.user.pk
    form = (LeaveForm if is_mine else ReasonForm)(posted(request))
    if not form.is_valid():
        return render(request, "accounts/end.html", end_page(request, member, form))
    try:
        services.end_membership(member, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, _("The membership has ended."))
    return redirect("accounts:my_agencies") if is_mine else redirect(member.agency)


def end_page(request, member, form):
    """The question, with a warning where nobody of the agency would be left."""
    others = Membership.objects.active().filter(agency=member.agency_id).exclude(pk=member.pk)
    return {
        "membership": member,
        "form": form,
        "is_mine": member.user_id == request.user.pk,
        "is_last": member.is_active and not others.exists(),
        "may_hand_over": permissions.can_hand_over(member, request.user) and others.exists(),
    }


@require_GET
@leads_to_kept
def colleagues(request, code):
    """The people of an agency and their rights, for who may submit for it."""
    agency = get_object_or_404(Agency.objects.visible_to(request.user), code=code)
    require(permissions.can_see_people_of(agency, request.user))
    members = agency.memberships.active().for_list().order_by("user__sort_key", "user_id")
    context = {
        "agency": agency,
        "members": members,
        "can_change": permissions.can_decide_on_members(request.user),
        "heads": permissions.heads(agency.pk, request.user),
        "waiting": Membership.objects.to_decide(request.user).filter(agency=agency).count(),
        "invitations": agency.invitations.for_list()[:MOST_INVITATIONS],
        "may_invite": permissions.can_invite(agency, request.user),
    }
    return render(request, "accounts/colleagues.html", context)
