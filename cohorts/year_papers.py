"""The report of a cohort at the end of its year as an official paper (PD-26): from the call to
the areas that took the models up, with a page for each issue.

Figures are those of the report to the Prime Minister; here stand beside them training, lab,
presentation and follow-up. Plain values only: the same record gives the same paper.
"""

from collections import Counter

from django.utils import translation

from cohorts import (
    after_wordings,
    attending_facts,
    briefs,
    comparing,
    completion,
    paper_words,
    report_papers,
    wording,
)
from cohorts.certificates import TITLES, hours_of
from cohorts.documents import in_thai, pairs, year_of
from cohorts.figures import figures, plain, teams_of
from cohorts.models import Certificate, Cohort, FollowUpReport, FollowUpRound, PresentationItem
from cohorts.presentation_papers import CHAIRS_TH, OUTCOMES_TH
from cohorts.presenting_states import DirectiveStatus
from cohorts.spread_states import SiteStatus
from cohorts.states import THROUGH, ActivityKind, Obstacle, Overall, RoundState
from cohorts.training import Award
from proposals.states import State
from pyp_portal import clock, thai
from pyp_portal.accounts.roles import Level, Sector
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection.sealed_table import canonical

KEY = "cohort-report:"


def year_report(cohort, *, by):
    """The report as of today; as long as nothing in it changes, it is the same paper."""
    with translation.override("th"):
        facts = facts_of(cohort, by)
    said, today = briefs.digest(canonical(facts))[:16], clock.today()
    worded = paper_words.as_of(after_wordings.YEAR_REPORT, cohort, today)
    return in_thai(
        Kind.COHORT_REPORT,
        cohort,
        name="year_report",
        title=f"รายงานสรุปรุ่น หลักสูตร ป.ย.ป. {year_of(cohort)}",
        context={"cohort": cohort, **shown(facts), **worded},
        by=by,
        key=f"{KEY}{cohort.pk}:{said}{paper_words.version_of(worded)}",
    )


def papers_of(cohort):
    """The reports that were issued, newest first."""
    return Paper.objects.of(cohort).filter(key__startswith=KEY).defer("html")


def facts_of(cohort, user):
    """All that the report is made of, as texts, whole numbers, lists and mappings."""
    counted, before = figures(cohort), figures_before(cohort)
    teams = teams_of(cohort).select_related("ending")
    teams = list(teams.prefetch_related("phases", "deliverables"))
    return {
        "figures": counted,
        "before": before,
        "training": training_of(cohort, user),
        "lab": [lab_of(team) for team in teams],
        "presented": presented_of(cohort),
        "followed": followed_of(cohort) | by_status(teams),
        "costs": costs_of(cohort, teams),
        "lessons": lessons_of(teams),
    }


def figures_before(cohort):
    """The figures of the year before as they stand now, or None."""
    last = Cohort.objects.filter(call__fiscal_year=cohort.call.fiscal_year - 1).first()
    return figures(last) if last else None


def shown(facts):
    """The same facts with the words and tables that follow from them."""
    counted, before = facts["figures"], facts["before"]
    return {
        **facts,
        "summary": wording.summary(counted),
        "deltas": report_papers.labelled(comparing.deltas(counted, before)),
        "previous_year": before["year"] if before else None,
        "tables": tables(counted),
        "public": report_papers.most_first(pairs(counted["public"], ActivityKind)),
        "public_total": sum(counted["public"].values()),
        "issues": [report_papers.page_of(one, None, {}) for one in counted["issues"]],
    }


def tables(counted):
    """How the proposals are spread; (heading, rows)."""
    most = report_papers.most_first
    return [
        ("ตามสถานะ", most(pairs(counted["by_state"], State))),
        ("ตามระดับหน่วยงาน", most(pairs(counted["by_level"], Level))),
        ("ตามภาคส่วน", most(pairs(counted["by_sector"], Sector))),
        ("ตามประเด็นยุทธศาสตร์", most(pairs(counted["by_theme"]))),
        ("ตามจังหวัด", most(pairs(counted["by_province"]))),
    ]


# --- People and training -----------------------------------------------------------
def training_of(cohort, user):
    """Seats, hours and completion by tier; workshops; certificates; growth of competence."""
    lines = completion.of_cohort(cohort, user)
    by_tier = completion.by_tier(cohort.tiers.all(), lines)
    held = cohort.workshops.standing().filter(held_on__lte=clock.today())
    given = Certificate.objects.filter(cohort=cohort, withdrawn_at=None)
    count = Counter(given.values_list("award", flat=True))
    return {
        "tiers": [
            {"name": tier.name_th, "role": tier.role_th, "n": n, "done": done, "pct": pct}
            for tier, n, done, pct in by_tier
        ],
        "workshops": held.count(),
        "hours": hours_of(sum(one.minutes for one in held)),
        "certificates": [[TITLES[award], count[award]] for award in Award if count[award]],
        "growth": [
            [str(label), f"{before:.1f}", f"{after:.1f}", f"{after - before:+.1f}"]
            for label, before, after in attending_facts.growth(cohort)
        ],
    }


# --- The lab -----------------------------------------------------------------------
def lab_of(team):
    """A team: gates passed, deliverables approved, and the verdict of its last test."""
    phases, works = list(team.phases.all()), list(team.deliverables.all())
    judged = [one for one in team.pilot_tests.all() if one.decision]
    return {
        "code": team.proposal.code,
        "name": team.name_th,
        "agency": str(team.proposal.lead_agency),
        "state": str(team.proposal.state_enum.label),
        "gates": sum(one.state in THROUGH for one in phases),
        "of": len(phases),
        "approved": sum(one.approved_at is not None for one in works),
        "works": len(works),
        "verdict": judged[-1].get_decision_display() if judged else "",
    }


# --- After the lab -----------------------------------------------------------------
def presented_of(cohort):
    """The sessions with what each issue led to."""
    items = PresentationItem.objects.filter(session__cohort=cohort)
    items = items.select_related("session", "team__proposal").order_by(
        "session__held_on", "session", "order"
    )
    return [
        {
            "day": thai.thai_date(one.session.held_on),
            "chair": CHAIRS_TH[one.session.chair_office],
            "code": one.team.proposal.code,
            "title": one.team.proposal.title_th,
            "outcome": OUTCOMES_TH.get(one.outcome, "ยังไม่บันทึกผล"),
        }
        for one in items
    ]


def followed_of(cohort):
    """Rounds by months and state, how it goes, what stands in the way; orders and areas."""
    rounds = list(FollowUpRound.objects.filter(team__cohort=cohort).select_related("report"))
    rounds.sort(key=lambda one: one.months)
    accepted = FollowUpReport.objects.filter(
        round__team__cohort=cohort, accepted_at__isnull=False
    ).order_by("pk")
    obstacles = Counter(key for row in accepted.values_list("obstacles", flat=True) for key in row)
    return {
        "rounds": [of_months(m, rounds) for m in sorted({one.months for one in rounds})],
        "obstacles": [[str(Obstacle(key).label), n] for key, n in obstacles.most_common()],
    }


def of_months(months, rounds):
    """The reports of one round: owed, accepted, overdue, and their lights."""
    own = [one for one in rounds if one.months == months]
    states = Counter(one.state for one in own)
    lights = Counter(one.filed.overall for one in own if one.state == RoundState.ACCEPTED)
    return {
        "months": months,
        "all": len(own),
        "accepted": states[RoundState.ACCEPTED],
        "overdue": states[RoundState.OVERDUE],
        "lights": [lights[light] for light in Overall],
    }


def by_status(teams):
    """Areas and directives, each in the order of its states."""
    sites = Counter(one.status for team in teams for one in team.sites.all())
    orders = Counter(one.status for team in teams for one in team.directives.all())
    return {
        "sites": [[str(one.label), sites[one]] for one in SiteStatus if sites[one]],
        "orders": [[str(one.label), orders[one]] for one in DirectiveStatus if orders[one]],
    }


def costs_of(cohort, teams):
    """What the tests cost, and what the agencies say in their last reports they have spent."""
    tests = [one.cost_baht for team in teams for one in team.pilot_tests.all() if one.cost_baht]
    accepted = FollowUpReport.objects.filter(
        round__team__cohort=cohort, accepted_at__isnull=False
    ).order_by("round__due_on")
    last = dict(accepted.values_list("round__team", "spending_baht"))
    spent = [value for value in last.values() if value]
    return {
        "tests": plain(sum(tests)) if tests else "",
        "spent": plain(sum(spent)) if spent else "",
    }


def lessons_of(teams):
    """What was learned where an issue has ended."""
    ended = [team for team in teams if hasattr(team, "ending") and team.ending.lesson_th]
    return [
        {"code": team.proposal.code, "title": team.proposal.title_th, "text": team.ending.lesson_th}
        for team in ended
    ]
