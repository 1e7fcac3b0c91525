"""A round while it is being closed: how far it is, or to take it back."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRefresh

from pyp_portal.access import require
from selection import permissions
from selection.models import Closing
from selection.services import closing as service
from selection.views.acting import press, seen


def closing_of(request, uid):
    """(closing, plan) for those who may know of the plan."""
    closings = Closing.objects.select_related("plan__call", "plan__committee", "asked_by")
    found = get_object_or_404(closings, uid=uid)
    return found, seen(found.plan, request.user)


@require_GET
def closing(request, uid):
    """What the page of the rounds asks for while it waits: how far it is, or to be shown anew."""
    found, plan = closing_of(request, uid)
    require(permissions.can_read_seals(plan, request.user))
    if not request.htmx:
        return redirect("selection:rounds", plan.year)
    if not found.is_working:
        return HttpResponseClientRefresh()
    return render(request, "selection/_closing.html", {"closing": found})


cancel = press(
    closing_of,
    service.cancel_closing,
    gettext_lazy("The round goes on; its score sheets are open again as they were."),
    rule=permissions.can_close_round,
)
