"""What will be sent within fourteen days, to whom and why; and holding one of it back."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pyp_portal.access import require
from pyp_portal.history.services import timeline
from pyp_portal.paging import one_page, uid_in
from pyp_portal.reminders import holding, listing, permissions
from pyp_portal.reminders.asking import asked_of
from pyp_portal.reminders.forms import AllowForm, HoldForm
from pyp_portal.reminders.rules import rules

PAGE = 50


@require_GET
def reminders(request):
    """By day and rule: what is to come, what is held back, what was sent."""
    require(permissions.can_view(request.user))
    asked = asked_of(request.GET)
    seen = listing.seen_by(request.user)
    rows = listing.narrowed(seen, asked).select_related("held_by")
    order = listing.order_of(asked["view"])
    context = asked | {
        "page": one_page(rows, order, uid_in(request.GET, "after"), "uid", PAGE, among=seen),
        "days": listing.days(request.user),
        "rules": rules().values(),
        "held_count": seen.held().count(),
        "most": settings.REMINDERS_AT_ONCE,
        "may_allow": permissions.can_allow(request.user),
    }
    return render(request, "reminders/reminders.html", context)


def found(request, uid):
    """One reminder that this person may see."""
    return get_object_or_404(listing.seen_by(request.user).select_related("held_by"), uid=uid)


@require_GET
def reminder(request, uid):
    """One reminder: why, to whom, what became of it, and holding it back."""
    require(permissions.can_view(request.user))
    return shown(request, found(request, uid), HoldForm())


def shown(request, one, form):
    context = {
        "one": one,
        "rule": rules().get(one.rule),
        "form": form,
        "events": timeline(one),
        "may_hold": permissions.can_hold(request.user) and one.is_open,
    }
    return render(request, "reminders/reminder.html", context)


@require_POST
def hold(request, uid):
    """Hold one back, with a reason."""
    require(permissions.can_hold(request.user))
    one, form = found(request, uid), HoldForm(request.POST)
    if not form.is_valid():
        return shown(request, one, form)
    attempt(
        request,
        lambda: holding.hold(one, by=request.user, reason=form.cleaned_data["reason"]),
        _("It is held back and will not be sent until somebody lets it go."),
    )
    return redirect(one)


@require_POST
def let_go(request, uid):
    """Let one go that was held back."""
    require(permissions.can_hold(request.user))
    one = found(request, uid)
    attempt(
        request,
        lambda: holding.let_go(one, by=request.user),
        _("It will be sent when it is due."),
    )
    return redirect(one)


@require_POST
def allow(request):
    """Say yes to a rule that would write to very many on a day."""
    require(permissions.can_allow(request.user))
    form = AllowForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        attempt(
            request,
            lambda: holding.allow(data["rule"], data["day"], data["people"], by=request.user),
            _("The rule may write to them on that day."),
        )
    else:
        messages.error(request, _("Nothing waits for a yes here."))
    return redirect("reminders:reminders")


def attempt(request, verb, said):
    """Do it and say so, or say why it was not done."""
    try:
        verb()
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, said)
