"""Open a submitted score sheet again: oneself while its round runs, else as who chairs grants."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pyp_portal.access import require
from selection import permissions, services
from selection.forms import AnswerForm, ReasonForm
from selection.services import reopening, standing
from selection.views.acting import ask, seen
from selection.views.plans import places
from selection.views.sheets import sheet_of


@require_http_methods(["GET", "POST"])
def reopen(request, uid):
    """Open a submitted sheet again, with a reason; after its round is closed, ask for it."""
    found, plan = sheet_of(request, uid)
    is_mine = permissions.can_score(found, request.user)
    require(is_mine or permissions.can_manage(plan, request.user))
    back = found if is_mine else reverse("selection:rounds", args=[plan.year])
    words = _asking() if reopening.needs_leave(found, request.user) else _opening()
    verb = words.pop("act")
    act = lambda form: verb(found, by=request.user, **form.cleaned_data)  # noqa: E731
    return ask(request, ReasonForm(request.POST or None), act, back=back, **words)


def _opening():
    return {
        "act": services.reopen_sheet,
        "done": _("The score sheet is open again; what it was is kept."),
        "title": _("Change a submitted score sheet?"),
        "text": _("The submitted version stays in the history."),
        "verb": _("Open it again"),
    }


def _asking():
    return {
        "act": services.ask_reopening,
        "done": _("Who chairs has been asked to open the score sheet."),
        "title": _("Ask to change a sealed score sheet?"),
        "text": _(
            "The round is closed and its scores are sealed. Who chairs decides; the change, "
            "your reason and both versions are then kept in a new version of the seal."
        ),
        "verb": _("Ask who chairs"),
    }


@require_http_methods(["GET", "POST"])
def answer(request, uid):
    """Grant or refuse that a sealed sheet is opened."""
    found = get_object_or_404(
        standing.askings(request.user).select_related("sheet__proposal__call__selection_plan"),
        uid=uid,
    )
    plan = seen(found.sheet.proposal.call.selection_plan, request.user)
    require(permissions.can_chair(plan, request.user))
    return ask(
        request,
        AnswerForm(request.POST or None),
        lambda form: services.answer_reopening(found, by=request.user, **form.cleaned_data),
        done=_("Your answer is kept."),
        back=reverse("selection:rounds", args=[plan.year]),
        title=_("Open the sheet of %(name)s about %(code)s again?")
        % {"name": found.sheet.seat, "code": found.sheet.proposal.code},
        text=found.reason,
        verb=_("Keep the answer"),
    )


def versions(request, uid):
    """The versions of a sheet side by side, each with its round and why it differs."""
    found, plan = sheet_of(request, uid)
    context = {"sheet": found, "table": reopening.side_by_side(found), "current": "board"}
    return render(request, "selection/versions.html", context | places(plan, request.user))
