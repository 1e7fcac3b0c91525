"""The development proposal as an official paper (PD-21): one version, whole, with the plan."""

from cohorts import briefs, lab_wordings, paper_words
from cohorts.documents import in_thai
from cohorts.figures import plain
from cohorts.states import DeliverableCode, TierKey
from pyp_portal import clock, thai
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection.sealed_table import canonical


def policy_brief(version, *, by):
    """A version with the scale-out plan as it stands; the same paper until the plan changes."""
    team = version.team
    facts = facts_of(version)
    worded = paper_words.of_team(lab_wordings.POLICY_BRIEF, team)
    said = briefs.digest(canonical(facts))[:16]
    return in_thai(
        Kind.POLICY_BRIEF,
        team,
        name="policy_brief",
        title=f"ข้อเสนอเพื่อการพัฒนา {team.proposal.code} ฉบับที่ {thai.to_thai_digits(version.number)}",
        context={"version": version, "team": team, **facts, **worded},
        by=by,
        key=f"policy-brief:{version.pk}:{said}{paper_words.version_of(worded)}",
    )


def facts_of(version):
    """What stands beside the words: figures, plan, who answers for it, how far it is approved."""
    team = version.team
    return {
        "figures": figures_of(team),
        "plan": plan_of(team),
        "coordinators": coordinators_of(team),
        "approved_on": approved_on(team),
        "written_on": thai.thai_date(clock.localdate(version.written_at)),
    }


def figures_of(team):
    """What the pilot tests measured, against baseline and target."""
    tests = team.pilot_tests.prefetch_related("metrics")
    return [
        {
            "name": row.indicator_th,
            "unit": row.unit_th,
            "baseline": plain(row.baseline),
            "target": plain(row.target),
            "value": plain(row.result),
        }
        for test in tests
        for row in test.metrics.all()
        if row.result is not None
    ]


def plan_of(team):
    """The scale-out plan with its phases, or None (R-52)."""
    plan = getattr(team, "scale_plan", None)
    if plan is None:
        return None
    return {
        "core": plan.core_th,
        "adaptable": plan.adaptable_th,
        "conditions": plan.conditions_th,
        "steps": plan.steps_th,
        "cost": plain(plan.cost_per_site),
        "owner": plan.national_owner.name_th if plan.national_owner else "",
        "handbook": str(plan.handbook or ""),
        "is_approved": plan.approved_at is not None,
        "phases": list(plan.phases.values("order", "name_th", "months", "result_th")),
    }


def coordinators_of(team):
    """Name and post of those who answer for the proposal (R-30)."""
    seats = team.participants.confirmed().filter(tier__key=TierKey.COORDINATOR)
    seats = seats.select_related("person").order_by("pk")
    return [{"name": seat.person.name_th, "post": seat.position_th} for seat in seats]


def approved_on(team):
    """The day on which the last deliverable was approved, in words; nothing before."""
    found = team.deliverables.filter(code=DeliverableCode.L6).exclude(approved_at=None).first()
    return thai.thai_date(clock.localdate(found.approved_at)) if found else ""


def papers_of(team):
    """The briefs that were issued, newest first."""
    briefs_of = Paper.objects.of(team).filter(kind=Kind.POLICY_BRIEF)
    return briefs_of.filter(key__startswith="policy-brief:").defer("html")
