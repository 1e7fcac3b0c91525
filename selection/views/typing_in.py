"""Paper sheets: what is missing of a session, and typing a sheet in with a second check."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from proposals.grounds import MoveRefused
from pyp_portal.access import require
from selection import permissions, services
from selection.forms import PaperSheetForm
from selection.kinds import Stage
from selection.models import ScoreSheet, TypedSheet
from selection.services import running, typing_in, watching
from selection.services.writing import REMARK
from selection.views.acting import plan_about
from selection.views.live import followed
from selection.views.plans import places


@require_GET
def pitch_sheets(request, uid):
    """Who has handed in what, without a single point; paper sheets are typed in from here."""
    found, plan = followed(request, uid)
    require(permissions.can_manage(plan, request.user))
    known = plan.call.proposals.visible_to(request.user)
    sheets = running.sheets_of(found).filter(proposal__in=known, recused_at=None)
    asked = sheets.filter(abstained_at=None)
    missing = asked.filter(submitted_at=None)
    rows = list(missing.for_list().order_by("proposal__code", "seat__seat_no"))
    typed = {one.sheet_id: one for one in begun(rows)}
    for sheet in rows:
        sheet.entry = typed.get(sheet.pk)
    context = {"session": found, "sheets": rows, "asked": asked.count(), "current": "pitch"}
    context["in_hand"] = context["asked"] - len(rows)
    return render(request, "selection/pitch_sheets.html", context | places(plan, request.user))


def begun(rows):
    return TypedSheet.objects.filter(sheet__in=rows, agreed_at=None).select_related("first_by")


def paper_sheet_of(request, uid):
    """(sheet, plan) for clerks to whom the proposal is not closed, whoever's sheet it is.

    404 for the sheet of a pitch that was missed.
    """
    sheets = ScoreSheet.objects.for_list().filter(stage=Stage.PITCH)
    found = get_object_or_404(sheets.select_related("proposal__call__selection_plan"), uid=uid)
    plan = plan_about(found.proposal, request.user)
    get_object_or_404(plan.call.proposals.visible_to(request.user), pk=found.proposal_id)
    require(permissions.can_manage(plan, request.user))
    if watching.slot_of(found) is None:
        raise Http404
    return found, plan


@require_http_methods(["GET", "POST"])
def typed(request, uid):
    """Type in a sheet from paper; the second person does not see what the first has typed."""
    found, plan = paper_sheet_of(request, uid)
    if refusal := typing_in.why_not_by(found, request.user):
        messages.error(request, refusal)
        return redirect("selection:pitch_sheets", watching.slot_of(found).session.uid)
    entry = typing_in.open_entry(found)
    form = PaperSheetForm(
        request.POST or None,
        criteria=services.criteria_of(found),
        plan=plan,
        initial=own_entry(entry, request.user),
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = typing_in.type_in(found, by=request.user, **form.entry())
        except MoveRefused as refused:
            form.add_error(None, refused.sentence)
        else:
            return told(request, found, kept)
    context = {"sheet": found, "form": form, "entry": entry, "current": "pitch"}
    context["differences"] = labelled(form, entry) if entry and entry.second else []
    context["session"] = watching.slot_of(found).session
    return render(request, "selection/typed.html", context | places(plan, request.user))


def own_entry(entry, user):
    """What this person has typed before, or nothing."""
    mine = entry and {entry.first_by_id: entry.first, entry.second_by_id: entry.second}.get(user.pk)
    if not mine:
        return {}
    said = {code + REMARK: text for code, text in mine["comments"].items()}
    return mine["points"] | said | {"strength": mine["strength"], "advice": mine["advice"]}


def labelled(form, entry):
    """The differences in the words of the form."""
    rows = typing_in.differences(entry)
    return [(form[n].label if n in form.fields else n, one, two) for n, one, two in rows]


def told(request, found, kept):
    """Where it goes on: agreed, waiting for the second person, or with differences."""
    if kept.agreed_at:
        messages.success(request, _("Both entries agree: the sheet is handed in."))
        return redirect("selection:pitch_sheets", watching.slot_of(found).session.uid)
    if kept.second is None:
        messages.success(request, _("Kept. A second person types it in again before it counts."))
        return redirect("selection:pitch_sheets", watching.slot_of(found).session.uid)
    messages.warning(request, _("The two entries differ. Compare both with the paper."))
    return redirect(request.path)
