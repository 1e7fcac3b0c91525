"""Judging: my tasks, the score sheet, stepping aside."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from proposals.grounds import MoveRefused
from proposals.models import Proposal
from pyp_portal.access import require
from pyp_portal.paging import one_page, uid_in
from selection import permissions, services
from selection.forms import ReasonForm, SheetForm
from selection.kinds import Stage
from selection.models import ScoreSheet
from selection.models.sheets import IN_TURN
from selection.services import reading
from selection.views.acting import ask, plan_about, plan_of
from selection.views.plans import places


def tasks(request, year):
    """A member's sheets: what is open, what is done."""
    plan = plan_of(request, year)
    seat = plan.seat_of(request.user)
    require(seat is not None)
    mine = ScoreSheet.objects.visible_to(request.user).filter(seat=seat).for_list()
    done, behind = mine.filter(submitted_at__isnull=False), partial(uid_in, request.GET)
    context = {
        "to_score": one_page(mine.waiting(), IN_TURN, behind("after")),
        "handed_in": one_page(done, ["-submitted_at", "-pk"], behind("done")),
        "current": "tasks",
    }
    return render(request, "selection/tasks.html", context | places(plan, request.user))


def sheet_of(request, uid):
    """(sheet, plan) for those who may read the sheet."""
    sheets = ScoreSheet.objects.visible_to(request.user).for_list()
    found = get_object_or_404(
        sheets.select_related("proposal__call__selection_plan", "seat__committee"), uid=uid
    )
    return found, plan_about(found.proposal, request.user)


@require_http_methods(["GET", "POST"])
def sheet(request, uid):
    """A score sheet: the proposal beside it; saved as a draft, or submitted and locked."""
    found, plan = sheet_of(request, uid)
    form = _form(request, found, plan)
    if request.method == "POST":
        require(permissions.can_score(found, request.user))
        if form.is_valid() and _keep(request, found, form):
            return redirect(_after(request, found))
    return render(request, _template(found), _beside(request, found, form, plan))


def _form(request, found, plan):
    criteria, half = services.criteria_of(found), plan.half_points
    return SheetForm(request.POST or None, criteria=criteria, half=half, initial=_written(found))


def _written(found):
    scores = {score.criterion.code: score for score in _scores(found)}
    start = {code: score.points for code, score in scores.items()}
    start |= {f"{code}_comment": score.comment for code, score in scores.items()}
    return start | {
        "strength": found.strength_th,
        "advice": found.advice_th,
        "confidence": found.confidence,
        "version": found.version,
    }


def _scores(found):
    return found.scores.select_related("criterion")


def _keep(request, found, form):
    """Save, and submit where that was asked; False where a sentence stands in the way."""
    try:
        services.save_sheet(found, by=request.user, **form.verdict())
        if "submit" in request.POST:
            services.submit_sheet(found, by=request.user)
            messages.success(request, _("Your score sheet is submitted."))
        else:
            messages.success(request, _("The draft is saved. Nobody else sees it."))
    except MoveRefused as refused:
        found.refresh_from_db()
        form.renew(found.version)
        form.add_error(None, refused.sentence)
        return False
    return True


def _after(request, found):
    if "submit" in request.POST:
        return reverse("selection:tasks", args=[found.proposal.call.fiscal_year])
    return found.get_absolute_url()


def _template(found):
    return f"selection/sheet_{found.stage}.html"


def _beside(request, found, form, plan):
    """Criteria with their anchors, the proposal's text, the own total, those of others later."""
    mine = ScoreSheet.objects.visible_to(request.user).filter(
        seat__user=request.user, stage=found.stage
    )
    return {
        "sheet": found,
        "form": form,
        "plan": plan,
        "rows": reading.criterion_rows(form, plan.half_points),
        "parts": reading.parts_of(found.proposal) if found.stage == Stage.DOC else [],
        "given": reading.given_weight(found),
        "is_mine": permissions.can_score(found, request.user),
        "may_manage": permissions.can_manage(plan, request.user),
        "others": reading.others(found, request.user),
        "neighbours": reading.neighbours(mine.waiting(), found),
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
    context["opinions"] = services.opinions_about(proposal)
    return render(request, "selection/proposal_sheets.html", context | places(plan, request.user))


def result(request, code):
    """The released result of a proposal with its feedback, for whoever may read the proposal."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user).for_list(), code=code)
    answer = services.for_applicant(proposal)
    if answer is None:
        raise Http404
    context = {"proposal": proposal, "answer": answer, "papers": reading.letters(proposal)}
    return render(request, "selection/result.html", context)
