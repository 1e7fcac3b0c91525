"""The scale-out plan as an official paper of its own (PD-21), with the evidence it stands on
and the areas that take the model up.
"""

from django.utils import translation

from cohorts import briefs, lab_wordings, paper_words
from cohorts.development_papers import coordinators_of, figures_of, plan_of
from cohorts.documents import in_thai
from pyp_portal import clock, thai
from pyp_portal.papers.kinds import Kind
from selection.sealed_table import canonical

KEY = "scale-plan:"


def scale_plan(plan, *, by):
    """The plan as it stands; the same paper until plan, evidence or areas change."""
    team = plan.team
    facts = facts_of(plan)
    worded = paper_words.of_team(lab_wordings.SCALE_PLAN, team)
    said = briefs.digest(canonical(facts))[:16]
    return in_thai(
        Kind.POLICY_BRIEF,
        team,
        name="scale_plan",
        title=f"แผนขยายผล {team.proposal.code}",
        context={"team": team, **facts, **worded},
        by=by,
        key=f"{KEY}{plan.pk}:{said}{paper_words.version_of(worded)}",
    )


def facts_of(plan):
    """What the paper says, as plain values."""
    approved = plan.approved_at and thai.thai_date(clock.localdate(plan.approved_at))
    with translation.override("th"):
        return {
            "plan": plan_of(plan.team),
            "approved_on": approved or "",
            "written_on": thai.thai_date(clock.localdate(plan.written_at)),
            "figures": figures_of(plan.team),
            "sites": [site_of(one) for one in plan.team.sites.public().select_related("province")],
            "coordinators": coordinators_of(plan.team),
        }


def site_of(site):
    """An area that takes the model up, with how far it is."""
    return {
        "agency": site.agency_th,
        "province": str(site.province),
        "mode": site.get_mode_display(),
        "status": site.get_status_display(),
        "since": thai.thai_date(site.started_on) if site.started_on else "",
        "people": site.population,
    }
