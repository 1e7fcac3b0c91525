"""The adoption kit is given out."""

from django.db import transaction

from cohorts import guards, kit_papers
from cohorts.services.moving import demand
from cohorts.services.scaling import planning
from pyp_portal.history.services import record


@transaction.atomic
def issue_kit(team, *, by):
    """Give the kit out as an official paper; refused before the plan is approved."""
    team = planning(team)
    demand(guards.scale_plan_ready(team))
    paper = kit_papers.issue_kit(team.scale_plan, by=by)
    record(team, "kit_issued", by=by, number=paper.number)
    return paper
