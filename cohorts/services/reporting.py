"""The figures for the minister: counted once, frozen, printed as often as needed (section 6.9)."""

from collections import Counter

from django.db import transaction
from django.db.models import Count, Sum

from cohorts import documents
from cohorts.models import MinisterReport, Team
from cohorts.states import WORKING_SITES
from proposals.models import Proposal
from pyp_portal import clock
from pyp_portal.history.services import record


@transaction.atomic
def minister_report(cohort, *, by):
    """The snapshot of today, with its paper; a second one on the same day is the first."""
    snapshot, is_new = MinisterReport.objects.get_or_create(
        cohort=cohort,
        as_of=clock.today(),
        defaults={"figures": figures(cohort), "made_at": clock.now(), "made_by": by},
    )
    if is_new:
        record(snapshot, "made", by=by)
        documents.minister_report(snapshot, by=by)
    return snapshot


def figures(cohort):
    """Everything the report says in numbers, as plain values."""
    teams = list(
        Team.objects.filter(cohort=cohort)
        .select_related("proposal__lead_agency", "proposal__province", "responsible_agency")
        .prefetch_related("sites", "directives__responsible_agency", "pilot_tests__metrics")
        .prefetch_related("rounds__report__indicators")
    )
    return {
        **proposals_of(cohort.call),
        "teams": len(teams),
        "people": people_of(cohort),
        "public": public_of(cohort),
        "rounds": dict(Counter(r.state.value for team in teams for r in team.rounds.all())),
        "sites": dict(Counter(s.status for team in teams for s in team.sites.all())),
        "directives": dict(Counter(d.status for team in teams for d in team.directives.all())),
        "issues": [issue(team) for team in teams],
    }


def proposals_of(call):
    """Proposals handed in, by state, level, sector, province and theme."""
    handed_in = Proposal.objects.filter(call=call).exclude(submitted_at=None)

    def by(field):
        rows = handed_in.order_by().values_list(field).annotate(n=Count("pk"))
        return {str(value or ""): n for value, n in rows.order_by("-n", field)}

    return {
        "submitted": handed_in.count(),
        "by_state": by("state"),
        "by_level": by("lead_agency__level"),
        "by_sector": by("lead_agency__sector"),
        "by_province": by("province__name_th"),
        "by_theme": by("theme__name_th"),
    }


def people_of(cohort):
    """Confirmed participants by the number of their tier."""
    seats = cohort.participants.confirmed()
    rows = seats.order_by().values_list("tier__display_no").annotate(n=Count("pk"))
    return dict(rows.order_by("tier__display_no"))


def public_of(cohort):
    """How many people took part, by kind of activity."""
    rows = Team.objects.filter(cohort=cohort, activities__isnull=False).order_by()
    totals = rows.values_list("activities__kind").annotate(n=Sum("activities__people_total"))
    return dict(totals.order_by("activities__kind"))


def issue(team):
    """The page of one issue: where it stands, figures, sites, directives, what it needs."""
    report = last_report(team)
    sites = list(team.sites.all())
    return {
        "code": team.proposal.code,
        "title": team.proposal.title_th,
        "agency": team.proposal.lead_agency.name_th,
        "province": team.proposal.province.name_th if team.proposal.province else "",
        "state": team.proposal.state,
        "responsible": str(team.responsible_agency or ""),
        "overall": report.overall if report else "",
        "reported": report.round.months if report else None,
        "indicators": indicators(team, report),
        "sites": len(sites),
        "working": sum(site.status in WORKING_SITES for site in sites),
        "directives": [
            {
                "text": directive.text_th,
                "agency": directive.responsible_agency.name_th,
                "due": directive.due_on.isoformat(),
                "status": directive.status,
            }
            for directive in team.directives.all()
        ],
        "obstacle": report.obstacle_th if report else "",
        "help": report.help_needed_th if report else "",
    }


def last_report(team):
    """The latest report that the office has accepted, or None."""
    filed = [r.filed for r in team.rounds.all() if r.filed and r.filed.accepted_at]
    return filed[-1] if filed else None


def indicators(team, report):
    """Figures of the last accepted report, else those of the pilot tests."""
    if report:
        rows = [(i, i.value) for i in report.indicators.all()]
    else:
        rows = [(m, m.result) for test in team.pilot_tests.all() for m in test.metrics.all()]
    return [
        {
            "name": row.indicator_th,
            "unit": row.unit_th,
            "baseline": plain(row.baseline),
            "target": plain(row.target),
            "value": plain(value),
        }
        for row, value in rows
    ]


def plain(number):
    """A decimal as JSON keeps it: without needless zeros."""
    return None if number is None else f"{number.normalize():f}"
