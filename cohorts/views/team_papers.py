"""Papers that a team issues about its issue: report of the lab (PD-20), scale-out plan (PD-21)."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cohorts import lab_papers, permissions, plan_papers
from cohorts.views.answering import team_of
from pyp_portal.access import require


@require_POST
def lab_report(request, code):
    """Issue the report of the lab as the record stands; before the lab there is none."""
    team = team_of(request, code)
    require(permissions.can_coordinate(team, request.user))
    if team.entered_lab_at is None:
        raise Http404
    paper = lab_papers.lab_report(team, by=request.user)
    return redirect("cohorts:team_paper", code, paper.uid)


@require_POST
def scale_plan(request, code):
    """Issue the scale-out plan as it stands, with its evidence and the areas so far."""
    team = team_of(request, code)
    require(permissions.can_coordinate(team, request.user))
    plan = getattr(team, "scale_plan", None)
    if plan is None:
        raise Http404
    paper = plan_papers.scale_plan(plan, by=request.user)
    return redirect("cohorts:team_paper", code, paper.uid)
