"""Papers that a team issues about its issue: the report of the lab (PD-20)."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cohorts import lab_papers, permissions
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
