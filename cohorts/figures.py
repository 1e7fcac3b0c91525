"""The figures of a cohort on a day: counted from the record, kept as plain values.

Texts, whole numbers, lists and mappings only, so that the same figures are the same text
and the same hash wherever they are written down (section 6.9).
"""

from collections import Counter
from datetime import timedelta

from django.db.models import Count, Sum

from cohorts import hours
from cohorts.models import Directive, FollowUpRound, PresentationSession, Team
from cohorts.models.piloting import of_last_tests
from cohorts.spread_states import WORKING_SITES
from proposals.models import Proposal
from pyp_portal import clock
from selection.sealed_table import canonical, digest

SCHEMA = "pyp-minister/2"  # since 2 the areas that were dropped are counted apart
MONTH = timedelta(days=31)
MOST_AHEAD = 60


def hash_of(figures):
    """SHA-256 of the one text of these figures: sorted keys, no blanks, letters as they are."""
    return digest(canonical(figures))


def figures(cohort):
    """Everything the report says in numbers, as plain values."""
    teams = list(teams_of(cohort))
    sites = [site for team in teams for site in team.sites.all()]
    directives = [d for team in teams for d in team.directives.all()]
    return {
        "schema": SCHEMA,
        "year": cohort.call.fiscal_year,
        "as_of": clock.today().isoformat(),
        **proposals_of(cohort.call),
        "teams": len(teams),
        "people": people_of(cohort),
        "hours": hours_of(cohort),
        "public": public_of(cohort),
        "rounds": dict(Counter(r.state.value for team in teams for r in team.rounds.all())),
        "sites": dict(Counter(site.status for site in sites if site.is_standing)),
        "dropped": sum(not site.is_standing for site in sites),
        "directives": dict(Counter(d.status for d in directives)),
        "overdue": sum(d.is_overdue for d in directives),
        "raised": sum(len(unsettled(team)) for team in teams),
        "issues": [issue(team) for team in teams],
        "ahead": ahead(cohort),
    }


def teams_of(cohort):
    """The teams of a cohort with all that their page in the report is made of."""
    return (
        Team.objects.filter(cohort=cohort)
        .select_related("proposal__lead_agency", "proposal__province", "responsible_agency")
        .prefetch_related("sites", "directives__responsible_agency", "pilot_tests__metrics")
        .prefetch_related("rounds__report__indicators", "activities", "raised")
    )


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
    """Confirmed participants by the number of their tier; an adviser of two teams is one person."""
    seats = cohort.participants.confirmed().order_by().values_list("tier__display_no")
    rows = seats.annotate(n=Count("person", distinct=True))
    return dict(rows.order_by("tier__display_no"))


def hours_of(cohort):
    """Whole hours of training attended by the number of the tier, none of them twice."""
    seats = list(cohort.participants.confirmed().select_related("tier"))
    found, minutes = hours.of_seats(cohort, seats), Counter()
    for seat in seats:
        minutes[seat.tier.display_no] += found[seat.pk].attended
    return {number: total // 60 for number, total in sorted(minutes.items())}


def public_of(cohort):
    """How many people took part, by kind of activity."""
    rows = Team.objects.filter(cohort=cohort, activities__isnull=False).order_by()
    totals = rows.values_list("activities__kind").annotate(n=Sum("activities__people_total"))
    return dict(totals.order_by("activities__kind"))


def issue(team):
    """The page of one issue: where it stands, figures, sites, directives, what it needs."""
    report = last_report(team)
    sites = [site for site in team.sites.all() if site.is_standing]
    working = [site for site in sites if site.status in WORKING_SITES]
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
        "public": people_in(team),
        "sites": len(sites),
        "working": len(working),
        "reached": sum(site.population or 0 for site in working),
        "directives": [order(directive) for directive in team.directives.all()],
        "raised": [{"text": one.text_th, "wanted": one.wanted_th} for one in unsettled(team)],
        "obstacle": report.obstacle_th if report else "",
        "help": report.help_needed_th if report else "",
    }


def order(directive):
    """One directive as the report says it."""
    return {
        "text": directive.text_th,
        "agency": directive.responsible_agency.name_th,
        "due": directive.due_on.isoformat(),
        "status": directive.status,
        "overdue": directive.is_overdue,
    }


def unsettled(team):
    """What the team asks of the centre and has not got yet."""
    return [one for one in team.raised.all() if not one.settled_at]


def people_in(team):
    """How many of the public took part in what one team did, by kind of activity."""
    totals = Counter()
    for activity in team.activities.all():
        totals[activity.kind] += activity.people_total
    return dict(sorted(totals.items()))


def last_report(team):
    """The latest report that the office has accepted, or None."""
    filed = [r.filed for r in team.rounds.all() if r.filed and r.filed.accepted_at]
    return filed[-1] if filed else None


def indicators(team, report=None):
    """Figures of the last accepted report, where it has any, else of the last pilot tests."""
    rows = [(i, i.value) for i in report.indicators.all()] if report else []
    if not rows:
        metrics = [m for test in team.pilot_tests.all() for m in test.metrics.all()]
        rows = [(m, m.result) for m in of_last_tests(metrics)]
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


def ahead(cohort):
    """What falls due until the next report: sessions, rounds, directives, by day."""
    today = clock.today()
    until = today + cohort.report_every_months * MONTH
    sessions = PresentationSession.objects.filter(cohort=cohort, held_on__range=(today, until))
    rounds = FollowUpRound.objects.waiting().filter(team__cohort=cohort)
    rounds = rounds.filter(due_on__range=(today, until)).select_related("team__proposal")
    orders = Directive.objects.waiting().filter(team__cohort=cohort)
    orders = orders.filter(due_on__range=(today, until)).select_related("team__proposal")
    found = [
        *(("session", one.held_on, "", one.place_th) for one in sessions),
        *(("round", one.due_on, one.team.proposal.code, str(one.months)) for one in rounds),
        *(("directive", one.due_on, one.team.proposal.code, one.text_th) for one in orders),
    ]
    found.sort(key=lambda row: (row[1], row[0], row[2]))
    return [
        {"kind": kind, "on": day.isoformat(), "code": code, "about": about}
        for kind, day, code, about in found[:MOST_AHEAD]
    ]
