"""Officers decide who may act for which agency."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pyp_portal.access import require
from pyp_portal.accounts import permissions, services
from pyp_portal.accounts.forms import ReasonForm, RightsForm
from pyp_portal.accounts.models import Membership
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.telling import told

AT_MOST = 100


@require_GET
def waiting(request):
    """Requests nobody has decided on, the oldest first."""
    require(permissions.can_decide_on_members(request.user))
    rows = Membership.objects.waiting().for_list()[:AT_MOST]
    return render(request, "accounts/waiting.html", {"rows": rows})


@require_GET
def membership(request, uid):
    """One membership: who, for which agency, with which rights, what happened."""
    member = one(request, uid)
    return show(request, member, RightsForm.of(member), ReasonForm())


def one(request, uid):
    """The membership, for those who decide on it; a stranger's does not exist for others."""
    visible = Membership.objects.visible_to(request.user).for_list()
    member = get_object_or_404(visible, uid=uid)
    require(permissions.can_decide_on_members(request.user))
    return member


def show(request, member, rights, reason):
    others = Membership.objects.active().filter(agency=member.agency).exclude(pk=member.pk)
    context = {
        "membership": member,
        "others": others.for_list(),
        "form": rights,
        "reason_form": reason,
        "events": told(member),
    }
    return render(request, "accounts/membership.html", context)


def ticked(request):
    """The rights that were ticked; three boxes leave nothing to refuse."""
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
    try:
        services.set_rights(member, by=request.user, rights=ticked(request))
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, _("The rights are changed."))
    return redirect("accounts:membership", uid=member.uid)
