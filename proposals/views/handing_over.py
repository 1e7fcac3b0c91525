"""Who moves hands the work to a successor; the successor accepts by pressing a button."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from proposals import services
from proposals.forms.handing_over import HandOverForm
from proposals.services.handing_over import work_of
from pyp_portal.access import require
from pyp_portal.accounts.models import HandOver, Membership
from pyp_portal.accounts.permissions import can_hand_over
from pyp_portal.accounts.refusals import Refused


@require_http_methods(["GET", "POST"])
def pass_on(request, uid):
    """Choose a successor; one's own work is offered, that of one who is gone passes at once."""
    visible = Membership.objects.visible_to(request.user).for_list()
    member = get_object_or_404(visible, uid=uid)
    require(can_hand_over(member, request.user))
    is_mine = member.user_id == request.user.pk
    form = HandOverForm(request.POST or None, membership=member, is_mine=is_mine)
    if form.is_valid() and passed(request, member, is_mine, form.cleaned_data):
        return redirect("accounts:my_agencies") if is_mine else redirect(member.agency)
    context = {
        "membership": member,
        "form": form,
        "is_mine": is_mine,
        "proposals": work_of(member),
        "open_offer": member.hand_overs.open().for_list().first(),
    }
    return render(request, "proposals/hand_over.html", context)


def passed(request, member, is_mine, chosen):
    """Whether it was offered or handed over; if not, the sentence says why."""
    if is_mine:
        done = _("Offered. Everything stays with you until your successor accepts.")
        verb = services.offer_hand_over
    else:
        done = _("Handed over, and both people are told.")
        verb = services.hand_over_now
    try:
        verb(member, by=request.user, **chosen)
    except Refused as refused:
        messages.warning(request, refused.sentence)
        return False
    messages.success(request, done)
    return True


def found(request, uid):
    """An offer, for those who are part of it."""
    return get_object_or_404(HandOver.objects.visible_to(request.user).for_list(), uid=uid)


@require_GET
def offer(request, uid):
    """What is offered to whom; opening it does nothing."""
    one = found(request, uid)
    is_open = one.settled_at is None and one.membership.ended_at is None
    context = {
        "offer": one,
        "is_open": is_open,
        "may_accept": is_open and one.successor_id == request.user.pk,
        "proposals": work_of(one.membership),
    }
    return render(request, "proposals/hand_over_offer.html", context)


def answered(request, verb, done):
    """Call the verb, and tell what became of it."""
    try:
        verb()
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, done)
    return redirect("accounts:my_agencies")


@require_POST
def accept(request, uid):
    """I take over."""
    one = found(request, uid)
    return answered(
        request,
        lambda: services.accept_hand_over(one, by=request.user),
        _("The work is yours now."),
    )


@require_POST
def decline(request, uid):
    """I do not take over."""
    one = found(request, uid)
    return answered(
        request,
        lambda: services.decline_hand_over(one, by=request.user),
        _("Declined. Your colleague is told."),
    )


@require_POST
def take_back(request, uid):
    """I no longer offer it."""
    one = found(request, uid)
    return answered(
        request,
        lambda: services.take_back_hand_over(one, by=request.user),
        _("The offer is taken back."),
    )
