"""The report of the lab on one issue as an official paper (PD-20): what was found, tried and
measured, what people said, and what was decided.

Plain values only, so that the same record gives the same paper. Papers are written in Thai
whatever the reader's language is.
"""

from django.utils import translation

from cohorts import briefs, lab_wordings, paper_charts, paper_words, plan_papers
from cohorts.development_papers import approved_on, coordinators_of
from cohorts.documents import in_thai
from cohorts.figures import plain
from pyp_portal import thai
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection.sealed_table import canonical

KEY = "lab-report:"


def lab_report(team, *, by):
    """The report as the record stands; asked for again it is the same paper until that changes."""
    facts = facts_of(team)
    worded = paper_words.of_team(lab_wordings.LAB_REPORT, team)
    said = briefs.digest(canonical(facts))[:16] + paper_words.version_of(worded)
    return in_thai(
        Kind.LAB_REPORT,
        team,
        name="lab_report",
        title=f"รายงานผลห้องปฏิบัติการนโยบาย {team.proposal.code}",
        context={"team": team, **facts, "tests": tests_of(team, facts["tests"]), **worded},
        by=by,
        key=f"{KEY}{team.pk}:{said}",
    )


def facts_of(team):
    """Everything the report says, part by part."""
    with translation.override("th"):
        return {
            "members": members_of(team),
            "partners": partners_of(team),
            "visits": visits_of(team),
            "baselines": baselines_of(team),
            "options": options_of(team),
            "prototypes": prototypes_of(team),
            "tests": [test_of(one) for one in pilots_of(team)],
            "activities": activities_of(team),
            "advice": advice_of(team),
            "raised": raised_of(team),
            "phases": phases_of(team),
            "coordinators": coordinators_of(team),
            "approved_on": approved_on(team),
        }


def day(date):
    """A day as papers write it; nothing where there is none."""
    return thai.thai_date(date) if date else ""


# --- Who ---------------------------------------------------------------------------
def members_of(team):
    """Who takes part, by tier: name, post and agency."""
    seats = team.participants.confirmed().for_list().order_by("tier__display_no", "pk")
    return [
        {
            "tier": seat.tier.name_th,
            "role": seat.tier.role_th,
            "name": seat.person.name_th,
            "post": seat.position_th,
            "agency": seat.agency.name_th,
        }
        for seat in seats
    ]


def partners_of(team):
    """Who works beside the tiers, in one line each."""
    partners = team.partners.filter(ended_at=None).select_related("agency")
    return [
        {"name": one.name_th, "role": one.get_role_display(), "agency": str(one.agency or "")}
        for one in partners
    ]


# --- What was found ----------------------------------------------------------------
def visits_of(team):
    """Where the team was, and with how many people it spoke."""
    return [
        {"day": day(one.held_on), "place": one.place_th, "n": one.informants, "seen": one.seen_th}
        for one in team.visits.all()
    ]


def baselines_of(team):
    """The figures before anything was tried."""
    return [
        {
            "name": one.indicator_th,
            "value": plain(one.value),
            "unit": one.unit_th,
            "day": day(one.measured_on),
            "source": one.source_th,
        }
        for one in team.baselines.all()
    ]


def options_of(team):
    """The ways that were compared, and why one of them was taken."""
    return [
        {
            "name": one.name_th,
            "about": one.description_th,
            "impact": one.impact,
            "effort": one.effort,
            "is_chosen": one.chosen_at is not None,
            "why": one.chosen_th,
        }
        for one in team.options.all()
    ]


# --- What was built and tested -----------------------------------------------------
def prototypes_of(team):
    """Each prototype with its versions: what changed and why, and what was decided."""
    return [
        {
            "name": one.name_th,
            "kinds": one.kinds_in_words,
            "versions": [
                {
                    "number": version.number,
                    "day": day(version.made_on),
                    "about": version.description_th,
                    "changed": version.what_changed_th,
                    "decision": version.get_decision_display(),
                }
                for version in one.versions.all()
            ],
        }
        for one in team.prototypes.prefetch_related("versions")
    ]


def pilots_of(team):
    """The pilot tests with their figures and values, in their order."""
    return team.pilot_tests.select_related("version__prototype").prefetch_related(
        "metrics__measurements"
    )


def test_of(test):
    """One pilot test: plan, figures, what was seen, verdict and cost."""
    return {
        "key": test.pk,
        "area": test.area_th,
        "version": str(test.version or ""),
        "days": f"{day(test.started_on)} ถึง {day(test.ended_on)}",
        "hypothesis": test.hypothesis_th,
        "method": test.method_th,
        "sample": test.sample_size,
        "metrics": [metric_of(one) for one in test.metrics.all()],
        "seen": test.qualitative_th,
        "decision": test.get_decision_display() if test.decision else "",
        "verdict": test.verdict_th,
        "cost": plain(test.cost_baht),
        "payer": test.cost_source_th,
    }


def metric_of(metric):
    """A figure with baseline, target, result, and whether it was reached."""
    return {
        "name": metric.indicator_th,
        "unit": metric.unit_th,
        "baseline": plain(metric.baseline),
        "target": plain(metric.target),
        "value": plain(metric.result),
        "is_met": metric.is_met,
        "values": [[str(m.measured_on), plain(m.value)] for m in metric.measurements.all()],
    }


def tests_of(team, facts):
    """The same tests, each with the drawings of its figures: they follow from the values."""
    drawn = {test.pk: paper_charts.of_test(test) for test in pilots_of(team)}
    return [one | {"charts": drawn.get(one["key"], [])} for one in facts]


# --- What people and advisers said -------------------------------------------------
def activities_of(team):
    """How the public took part, and what changed because of it (R-38)."""
    return [
        {
            "kind": one.get_kind_display(),
            "day": day(one.held_on),
            "place": one.place_th,
            "n": one.people_total,
            "vulnerable": one.vulnerable,
            "points": one.main_points_th,
            "changed": one.what_changed_th,
        }
        for one in team.activities.all()
    ]


def advice_of(team):
    """What tier 1 advised, and what became of it (R-26)."""
    return [
        {
            "day": day(one.held_on),
            "who": one.advisor.name_th,
            "advice": one.advice_th,
            "outcome": one.get_outcome_display() if one.outcome else "",
            "done": one.done_th,
        }
        for one in team.mentoring.select_related("advisor")
    ]


def raised_of(team):
    """What was asked of the centre, and its answer."""
    return [
        {
            "kind": one.get_kind_display(),
            "text": one.text_th,
            "wanted": one.wanted_th,
            "answer": one.answer_th,
            "state": str(one.state.label),
        }
        for one in team.raised.all()
    ]


def phases_of(team):
    """The seven phases: gate and deliverable of each."""
    handed_in = {one.code: one for one in team.deliverables.all()}
    return [line_of(phase, handed_in.get(phase.phase_enum.code)) for phase in team.phases.all()]


def line_of(phase, work):
    """A phase with its deliverable, as far as it is handed in and approved."""
    return {
        "code": phase.phase_enum.code,
        "name": phase.get_phase_display(),
        "gate": phase.get_state_display(),
        "work": work.get_code_display() if work else "",
        "version": work.version if work else 0,
        "approved": day(work and work.approved_at),
    }


# --- Which were issued -------------------------------------------------------------
def papers_of(team):
    """The reports that were issued, newest first."""
    return Paper.objects.of(team).filter(key__startswith=KEY)


def issued(team, most=3):
    """The latest reports of the lab, and the latest papers of the plan, in one statement."""
    papers = list(Paper.objects.of(team).defer("html"))

    def with_key(key):
        return [one for one in papers if one.key.startswith(key)][:most]

    return {"lab_reports": with_key(KEY), "plan_papers": with_key(plan_papers.KEY)}
