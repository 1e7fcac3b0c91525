"""Points that were missing when the chair closed them: opened again, and shut where none come."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from proposals.grounds import MoveRefused
from pyp_portal.access import require
from selection import permissions
from selection.forms import PointsForm
from selection.kinds import Stage
from selection.models import ScoreSheet
from selection.services import letting_in, watching
from selection.views.acting import attempt, plan_about
from selection.views.live import followed
from selection.views.plans import places


@require_http_methods(["GET", "POST"])
def open_points(request, uid):
    """Which sheets are missing of a session; the chosen ones are opened again with a reason."""
    found, plan = followed(request, uid)
    require(permissions.can_open_points(plan, request.user))
    sheets = list(letting_in.missing(found, request.user))
    form = PointsForm(request.POST or None, sheets=sheets)
    if request.method == "POST" and form.is_valid() and _opened(request, found, form):
        return redirect(request.path)
    context = {
        "session": found,
        "form": form,
        "sheets": sheets,
        "let_in": letting_in.let_in(found, request.user),
        "current": "pitch",
    }
    return render(request, "selection/open_points.html", context | places(plan, request.user))


def _opened(request, found, form):
    """True when they are open; else the refusal stands on the form."""
    sheets, reason = form.chosen(), form.cleaned_data["reason"]
    try:
        letting_in.open_points(found, sheets, reason=reason, by=request.user)
    except MoveRefused as refused:
        form.add_error(None, refused.sentence)
        return False
    said = ngettext(
        "%(count)d score sheet is open again; its member has been told.",
        "%(count)d score sheets are open again; their members have been told.",
        len(sheets),
    )
    messages.success(request, said % {"count": len(sheets)})
    return True


@require_POST
def shut_points(request, uid):
    """Wait no longer for a sheet that was opened again."""
    sheets = ScoreSheet.objects.filter(stage=Stage.PITCH).select_related("proposal__call")
    found = get_object_or_404(sheets, uid=uid)
    plan = plan_about(found.proposal, request.user)
    get_object_or_404(plan.call.proposals.visible_to(request.user), pk=found.proposal_id)
    require(permissions.can_open_points(plan, request.user))
    slot = watching.slot_of(found)
    back = (
        reverse("selection:open_points", args=[slot.session.uid])
        if slot
        else reverse("selection:sessions", args=[plan.year])
    )
    act = lambda: letting_in.shut_points(found, by=request.user)  # noqa: E731
    return attempt(request, act, _("The score sheet is shut again."), back)
