"""What the scores tell beyond the order: a check by hand, the judges, other choices, limits."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proposals.models import Proposal
from pyp_portal.access import require
from selection import permissions, services, tasks
from selection.forms import LimitsForm
from selection.forms.limits import tried
from selection.models import ScoreSheet
from selection.services import analysis_pages, checking
from selection.services.analysing import is_small
from selection.views.acting import plan_about, plan_of
from selection.views.plans import places


def check(request, code):
    """How the official score of one proposal comes about, for a calculator."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user).for_list(), code=code)
    plan = plan_about(proposal, request.user)
    require(permissions.can_see_board(plan, request.user))
    counted = checking.counted_of(proposal)
    readable = ScoreSheet.objects.visible_to(request.user).filter(pk__in=counted)
    require(readable.count() == counted.count())
    context = {"proposal": proposal, "check": checking.check(plan, proposal), "current": "board"}
    known = places(plan, request.user, may_see_board=True)
    return render(request, "selection/check.html", context | known)


def _page(request, year, part):
    """The plan and what each page of the analysis shows, for those who may see it."""
    plan = plan_of(request, year)
    require(permissions.can_see_analysis(plan, request.user))
    newest = analysis_pages.newest(plan)
    estimates = analysis_pages.readable(plan, request.user, newest) if newest else []
    context = {"analysis": newest, "estimates": estimates, "part": part, "current": "board"}
    context["may_see_analysis"] = True
    return plan, context | places(plan, request.user, may_see_board=True)


def analysis(request, year):
    """How strict the judges are, and how documents and pitch go together."""
    plan, context = _page(request, year, "judges")
    if context["analysis"]:
        pairs, together = analysis_pages.pairs(plan, context["estimates"])
        context |= {
            "stages": analysis_pages.stages(context["analysis"]),
            "is_partial": analysis_pages.is_partial(plan, request.user),
            "judges": analysis_pages.judges(context["analysis"]),
            "pairs": pairs,
            "together": together,
        }
    return render(request, "selection/analysis.html", context)


def sensitivity(request, year):
    """Whom other weights, other judges and other criteria would bring in."""
    _plan, context = _page(request, year, "sensitivity")
    if context["analysis"]:
        changing, count = analysis_pages.choices(context["analysis"], context["estimates"])
        context |= {"changing": changing, "tried": count}
        context["between"] = analysis_pages.depending(context["estimates"])
    return render(request, "selection/sensitivity.html", context)


def limits(request, year):
    """What the list would be under limits of a region, a level, a theme: typed, or the plan's."""
    plan, context = _page(request, year, "limits")
    form = LimitsForm(request.GET or None)
    wanted = tried(request.GET, plan)
    found, counts = analysis_pages.under_limits(plan, context["estimates"], wanted)
    context |= {
        "form": form,
        "places": analysis_pages.concerned(found),
        "counts": counts,
        "of_plan": bool(wanted) and not (form.is_valid() and form.limits()),
    }
    return render(request, "selection/limits.html", context)


@require_POST
def analyse(request, year):
    """Analyse the scores as they are now: at once, or in the worker where they are many."""
    plan = plan_of(request, year)
    require(permissions.can_manage(plan, request.user))
    if is_small(plan):
        services.analyse(plan)
        messages.success(request, _("The scores are analysed."))
    else:
        tasks.analyse.delay(plan.pk)
        messages.success(request, _("The scores are being analysed. Look again in a minute."))
    return redirect("selection:board", year)
