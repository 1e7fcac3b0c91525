"""People, as the office sees them, and the roles an administrator gives."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pyp_portal.access import require
from pyp_portal.accounts import permissions, services
from pyp_portal.accounts.forms import PeopleSearch, ReasonForm, RoleForm
from pyp_portal.accounts.models import RoleGrant, User
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.telling import told
from pyp_portal.accounts.views.paging import one_page
from pyp_portal.accounts.views.posted import posted
from pyp_portal.accounts.views.register import tabs
from pyp_portal.search.services import matching


@require_GET
def people(request):
    """Every account with its roles, for the office."""
    require(request.user.is_office)
    asked = PeopleSearch(request.GET).asked()
    found = matching(User.objects.visible_to(request.user).for_list(), asked["q"] or "")
    rows, next_key = one_page(found, asked["after"], "uid")
    context = {"rows": rows, "next_key": next_key, "after": asked["after"], "q": asked["q"] or ""}
    return render(request, "accounts/people.html", context | tabs(request.user))


@require_GET
def person(request, uid):
    """One person; colleagues see the name and the post only."""
    return show(request, visible(request, uid), RoleForm())


def visible(request, uid):
    """A person this one may see; all others do not exist."""
    return get_object_or_404(User.objects.visible_to(request.user).for_list(), uid=uid)


def show(request, one, form):
    viewer = request.user
    context = {
        "person": one,
        "form": form,
        "may_give_roles": permissions.can_give_roles(one, viewer),
        "may_act_as": permissions.can_act_as(one, viewer),
        "may_close": permissions.can_close_account(one, viewer),
        "grants": [(grant, permissions.can_end_role(grant, viewer)) for grant in grants_of(one)],
        "memberships": one.memberships.visible_to(viewer).open().for_list(),
        "events": told(one) if viewer.is_office else [],
    }
    return render(request, "accounts/person.html", context)


def grants_of(one):
    """The roles a person holds today."""
    return [grant for grant in one.role_grants.all() if grant.is_active]


@require_POST
def grant_role(request, uid):
    """Give a role, for a reason."""
    one = visible(request, uid)
    require(permissions.can_give_roles(one, request.user))
    form = RoleForm(request.POST)
    if not form.is_valid():
        return show(request, one, form)
    reason = form.cleaned_data["reason"]
    try:
        services.grant_role(one, form.given, by=request.user, reason=reason)
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, _("The role is given."))
    return redirect(one)


@require_http_methods(["GET", "POST"])
def end_role(request, uid, role):
    """Take a role back, for a reason."""
    one = visible(request, uid)
    grant = get_object_or_404(RoleGrant, user=one, role=role, ended_at=None)
    require(permissions.can_end_role(grant, request.user))
    form = ReasonForm(posted(request))
    if not form.is_valid():
        return render(request, "accounts/end_role.html", {"grant": grant, "form": form})
    try:
        services.end_role(one, grant.role, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, _("The role has ended."))
    return redirect(one)
