"""Judging: my tasks, the score sheet, stepping aside."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from proposals.models import Proposal
from pyp_portal import clock
from pyp_portal.access import require
from pyp_portal.paging import one_page, uid_in
from selection import permissions, services
from selection.forms import ReasonForm
from selection.kinds import Stage
from selection.models import ScoreSheet
from selection.models.sheets import IN_TURN
from selection.services import exercising, pages, reading, rounds, rubric
from selection.views import writing
from selection.views.acting import ask, plan_about, plan_of
from selection.views.finding import sheet_of
from selection.views.plans import places


def tasks(request, year):
    """A member's sheets: what is open, what is done."""
    plan = plan_of(request, year)
    seat = plan.seat_of(request.user)
    require(seat is not None)
    mine = ScoreSheet.objects.own_of(request.user).filter(seat=seat).for_list()
    done, behind = mine.filter(submitted_at__isnull=False), partial(uid_in, request.GET)
    context = {
        "to_score": one_page(mine.waiting(), IN_TURN, behind("after")),
        "handed_in": one_page(done, ["-submitted_at", "-pk"], behind("done")),
        "abstained": mine.abstained(),
        "exercise": exercising.running_for(plan, request.user),
        "runs_again": rounds.runs_again(plan, Stage.DOC),
        "current": "tasks",
    }
    context["done"], context["asked"] = reading.done_and_asked(mine)
    return render(request, "selection/tasks.html", context | places(plan, request.user))


@require_http_methods(["GET", "POST"])
def sheet(request, uid):
    """A score sheet: the proposal beside it; saved as a draft, or submitted and locked."""
    found, plan = sheet_of(request, uid)
    if request.method == "GET" and is_own_pitch(found, request.user):
        return redirect("selection:pitch_sheet", uid)
    form = writing.form_of(request, found, plan)
    if request.method == "POST":
        require(permissions.can_score(found, request.user))
        if writing.keep_whole(request, found, form):
            return redirect(writing.after(request, found))
    return render(request, _template(found), _beside(request, found, form, plan))


def is_own_pitch(found, user):
    """One's own points for a pitch are given on the page made for a phone."""
    return found.stage == Stage.PITCH and found.seat.user_id == user.pk


def _template(found):
    return f"selection/sheet_{found.stage}.html"


def _beside(request, found, form, plan):
    """Criteria with their anchors, the proposal and its files, the own total, others later."""
    mine = ScoreSheet.objects.own_of(request.user).filter(stage=found.stage)
    is_mine = permissions.can_score(found, request.user)
    blocks = writing.blocks_of(form, found, is_mine and not found.is_locked)
    is_doc, rows = found.stage == Stage.DOC, rubric.rows_of(form, blocks)
    return {
        "sheet": found,
        "form": form,
        "plan": plan,
        "blocks": blocks,
        "rows": rows,
        "parts": reading.parts_of(found.proposal) if is_doc else [],
        "files": pages.files_of(found.proposal) if is_doc else [],
        "given": rubric.given(rows),
        "is_mine": is_mine,
        "may_manage": permissions.can_manage(plan, request.user),
        "others": reading.others(found, request.user),
        "neighbours": reading.neighbours(mine.waiting(), found),
        "now": clock.now(),
        **writing.window_of(request, found),
    }


@require_http_methods(["GET", "POST"])
def step_aside(request, uid):
    """An interest that shows only now: the member steps aside."""
    found, plan = sheet_of(request, uid)
    require(permissions.can_score(found, request.user))
    aside = partial(services.recuse_late, found.seat, found.proposal, by=request.user)
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda form: aside(**form.cleaned_data),
        done=_("You have stepped aside; the secretary sees your reason."),
        back=reverse("selection:tasks", args=[plan.year]),
        title=_("Step aside from this proposal?"),
        text=_("You will no longer see it. Your points no longer count."),
        verb=_("Step aside"),
        tone="danger",
    )


def proposal_sheets(request, code):
    """The submitted sheets of one proposal, for those who may read them."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user).for_list(), code=code)
    plan = plan_about(proposal, request.user)
    require(permissions.can_read_sheets(proposal, plan, request.user))
    sheets = ScoreSheet.objects.visible_to(request.user).counted().filter(proposal=proposal)
    tables = reading.tables(plan, sheets)
    context = {"proposal": proposal, "tables": tables, "current": "board"}
    context["emptied"] = reading.emptied_of(proposal)
    context["opinions"] = services.opinions_about(proposal)
    if permissions.can_read_interests(plan, request.user):
        context["abstained"] = proposal.sheets.abstained().select_related("seat__user")
    context["may_read_remarks"] = permissions.can_read_remarks(proposal, plan, request.user)
    return render(request, "selection/proposal_sheets.html", context | places(plan, request.user))
