"""Who may act for which agency: the queue, and each request by itself."""

import re

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from pyp_portal.access import require
from pyp_portal.accounts import permissions, services
from pyp_portal.accounts.forms import ReasonForm, RightsForm
from pyp_portal.accounts.models import AgencyRequest, Membership
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.telling import told

AT_MOST = 100
UID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@require_GET
def waiting(request):
    """Requests that wait for this person's word, the oldest first."""
    require(permissions.can_open_queue(request.user))
    return render(request, "accounts/waiting.html", queue(request.user))


def queue(user):
    """Requests to join, and for officers agencies to be entered."""
    joins = Membership.objects.to_decide(user).for_list()[:AT_MOST]
    asked = AgencyRequest.objects.to_decide().for_list()[:AT_MOST] if user.is_sto_staff else []
    return {"rows": joins, "new_agencies": asked, "may_decide": user.is_sto_staff}


@require_POST
def approve_many(request):
    """Approve the ticked requests: first a preview with the count, then the act."""
    require(permissions.can_open_queue(request.user))
    uids = [uid for uid in request.POST.getlist("uid") if UID.fullmatch(uid)]
    lines = services.preview(request.user, uids[:AT_MOST])
    count = sum(not line.stays for line in lines)
    if "confirmed" not in request.POST or not count:
        context = {"lines": lines, "count": count}
        return render(request, "accounts/approve_many.html", context)
    done, refused = services.approve_many(lines, by=request.user)
    said = ngettext("%(count)d request is approved.", "%(count)d requests are approved.", done)
    messages.success(request, said % {"count": done})
    for sentence in refused:
        messages.warning(request, sentence)
    return redirect("accounts:waiting")


@require_GET
def membership(request, uid):
    """One membership: who, for which agency, with which rights, what happened."""
    member = one(request, uid)
    return show(request, member, RightsForm.of(member), ReasonForm())


def one(request, uid):
    """The membership, for those who decide on it; a stranger's does not exist for others.

    A request is decided by the office or the agency itself, who may look at it afterwards too;
    rights are changed by the office.
    """
    visible = Membership.objects.visible_to(request.user).for_list()
    member = get_object_or_404(visible, uid=uid)
    require(permissions.can_let_in(member, request.user))
    return member


def show(request, member, rights, reason):
    others = Membership.objects.active().filter(agency=member.agency).exclude(pk=member.pk)
    context = {
        "membership": member,
        "others": others.for_list(),
        "form": rights,
        "reason_form": reason,
        "events": told(member),
        "may_decide": is_open(member, request.user),
        "may_hand_over": permissions.can_hand_over(member, request.user),
    }
    return render(request, "accounts/membership.html", context)


def is_open(member, user):
    """There is something to decide: the request, or for officers the rights of a member."""
    may_set = permissions.can_decide_on_members(user) and not member.ended_at
    return member.is_waiting or may_set


def ticked(request):
    """The rights that were ticked; by one click those that were asked for (None)."""
    if "as_asked" in request.POST:
        return None
    form = RightsForm(request.POST)
    form.full_clean()
    return form.rights


@require_POST
def approve(request, uid):
    """Yes, with these rights."""
    member = one(request, uid)
    try:
        services.approve_membership(member, by=request.user, rights=ticked(request))
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, _("The person may act for the agency now."))
    return redirect("accounts:waiting")


@require_POST
def refuse(request, uid):
    """No, and why."""
    member = one(request, uid)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, member, RightsForm.of(member), form)
    try:
        services.refuse_membership(member, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, _("The request is refused, and the person told why."))
    return redirect("accounts:waiting")


@require_POST
def rights(request, uid):
    """Other rights for a member."""
    member = one(request, uid)
    require(permissions.can_decide_on_members(request.user))
    try:
        services.set_rights(member, by=request.user, rights=ticked(request))
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, _("The rights are changed."))
    return redirect("accounts:membership", uid=member.uid)
