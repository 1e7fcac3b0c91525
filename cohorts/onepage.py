"""The one page about a cohort for the director: where it stands, what to decide, what comes next.

Counted like the cockpit, in a fixed number of statements, of what its reader may see. While
the lab runs it shows the gates of the teams, after it what came of them.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts import cockpit, deadlines, presence
from cohorts.cockpit import Stat
from cohorts.models import Directive, FollowUpRound, RaisedObstacle, ScaleOutSite, Team
from cohorts.presenting_states import CARRIED_OUT, ReportState
from cohorts.spread_states import WORKING_SITES
from cohorts.states import Overall
from cohorts.teamtable import for_table, seats_taken, table, tiers_with_quotas
from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock

MOST_DUES = 6


@dataclass(frozen=True)
class Ask:
    """Something that waits for a decision or a push: how much of it, and where it is done."""

    words: str
    url: str
    tone: str = "wait"


@dataclass
class After:
    """What came of one issue since its presentation."""

    light: Overall | None = None
    months: int | None = None
    sites: int = 0
    working: int = 0
    orders: int = 0
    done: int = 0
    overdue: int = 0
    late: list = field(default_factory=list)  # rounds whose report is overdue, in months


def of(cohort, user):
    """Everything that stands on the page, as this person may see it."""
    teams = Team.objects.visible_to(user).filter(cohort=cohort)
    found = list(for_table(teams).order_by("proposal__code"))
    tiers, sessions = tiers_with_quotas(cohort.tiers.all()), presence.sessions_of(cohort)
    attended, taken = presence.attended_by(teams), seats_taken(teams)
    gates, work = cockpit.gates_asked(teams), deadlines.work(cockpit.owing(teams))
    counted = cockpit.counts(teams)
    counted |= {"late": sum(due.number for due in work if due.is_late)}
    rounds = list(waiting(teams))
    after = after_of(teams, rounds)
    average = cockpit.average_of(taken, sessions, attended)
    is_after = clock.today() > cohort.lab_ends_on
    stats = after_stats(after, counted, average, cohort) if is_after else None
    shown = table(found, tiers, sessions, attended)
    return {
        "cohort": cohort,
        "is_after": is_after,
        "week": cockpit.week_of(cohort),
        "phases": cockpit.rail(cohort),
        "stats": stats or cockpit.stats(counted, gates, average, cohort),
        **shown,
        "lines": [(row, after.get(row.team.pk, After())) for row in shown["teams"]],
        "asks": [*asks(cohort, teams, gates, counted, rounds), *unformed(cohort, user)],
        "dues": dues(cohort, teams, gates, work, sessions, rounds),
        "tiers": cockpit.by_tier(tiers, taken, counted["teams"]),
    }


# --- After the presentation ------------------------------------------------------
def waiting(teams):
    """The rounds of these teams whose report is owed."""
    rounds = FollowUpRound.objects.waiting().filter(team__in=teams).select_related("report")
    return rounds.select_related("report", "team__proposal").order_by("due_on", "pk")


def after_of(teams, rounds):
    """{team: After}, for teams about which there is anything to say."""
    found = defaultdict(After)
    accepted = FollowUpRound.objects.filter(team__in=teams, report__accepted_at__isnull=False)
    for team, months, light in accepted.order_by("due_on", "pk").values_list(
        "team", "months", "report__overall"
    ):
        found[team].months, found[team].light = months, Overall(light)
    for round_ in rounds:
        if round_.due_on < clock.today():
            found[round_.team_id].late.append(round_.months)
    count_sites(found, teams)
    count_orders(found, teams)
    return dict(found)


def count_sites(found, teams):
    """Areas that took the model up, and those where it is at work; dropped ones do not count."""
    sites = ScaleOutSite.objects.filter(team__in=teams).standing()
    rows = sites.order_by().values_list("team", "status").annotate(n=Count("pk"))
    for team, status, n in rows:
        found[team].sites += n
        found[team].working += n if status in WORKING_SITES else 0


def count_orders(found, teams):
    """Directives: given, carried out, overdue."""
    rows = Directive.objects.filter(team__in=teams).order_by().values_list("team")
    is_done = Q(status__in=CARRIED_OUT)
    is_overdue = ~is_done & Q(due_on__lt=clock.today())
    for team, n, done, overdue in rows.annotate(
        n=Count("pk"), done=Count("pk", filter=is_done), overdue=Count("pk", filter=is_overdue)
    ):
        found[team].orders, found[team].done, found[team].overdue = n, done, overdue


def after_stats(after, counted, average, cohort):
    """Four figures of the time after the lab: spread, reports, directives, training."""
    rows = after.values()
    sites, working = sum(row.sites for row in rows), sum(row.working for row in rows)
    orders, done = sum(row.orders for row in rows), sum(row.done for row in rows)
    overdue, late = sum(row.overdue for row in rows), sum(len(row.late) for row in rows)
    lights = Counter(row.light for row in rows if row.light)
    of_all = _("of %(n)d")
    return [
        Stat(
            _("Issues that report they are on course"),
            str(lights[Overall.GREEN]),
            of_all % {"n": counted["teams"]},
            ngettext("%(n)d report overdue", "%(n)d reports overdue", late) % {"n": late}
            if late
            else "",
            "stop",
            "alert",
        ),
        Stat(_("Areas where a model is at work"), str(working), of_all % {"n": sites}),
        Stat(
            _("Directives carried out"),
            str(done),
            of_all % {"n": orders},
            _("%(n)d past their day") % {"n": overdue} if overdue else "",
            "stop",
            "alert",
        ),
        cockpit.attendance_stat(average, cohort.attendance_pct),
    ]


# --- What waits ------------------------------------------------------------------
def asks(cohort, teams, gates, counted, rounds):
    """What somebody must decide or push now; nothing that has no number."""
    year, home = cohort.call.fiscal_year, cohort.get_absolute_url()
    late = sum(one.due_on < clock.today() for one in rounds)
    overdue = Directive.objects.filter(team__in=teams).overdue().count()
    raised = RaisedObstacle.objects.filter(team__in=teams).unanswered().count()
    signing = [
        one for one in cohort.minister_reports.for_list() if one.state == ReportState.REVIEWED
    ]
    counts = (
        (len(signing), signed_words, signing[0].get_absolute_url() if signing else "", "wait"),
        (gates[0].waiting if gates else 0, gate_words, home, "wait"),
        (counted["late"], work_words, home, "stop"),
        (late, report_words, f"{reverse('cohorts:follow_ups', args=[year])}?show=late", "stop"),
        (overdue, order_words, reverse("cohorts:directives", args=[year]), "stop"),
        (raised, raised_words, reverse("cohorts:obstacles"), "wait"),
    )
    for n, words, url, tone in counts:
        if n:
            yield Ask(words(n) % {"n": n}, url, tone)


def unformed(cohort, user):
    """Selected issues that have no team yet."""
    chosen = Proposal.objects.visible_to(user).filter(call=cohort.call_id, state=State.SELECTED)
    n = chosen.filter(team=None).count()
    if n:
        yield Ask(unformed_words(n) % {"n": n}, cohort.get_absolute_url())


def signed_words(n):
    return ngettext(
        "%(n)d report to the Prime Minister waits for the director to sign it",
        "%(n)d reports to the Prime Minister wait for the director to sign them",
        n,
    )


def gate_words(n):
    return ngettext(
        "%(n)d gate of the lab waits for a decision",
        "%(n)d gates of the lab wait for a decision",
        n,
    )


def work_words(n):
    return ngettext("%(n)d deliverable is overdue", "%(n)d deliverables are overdue", n)


def report_words(n):
    return ngettext("%(n)d follow-up report is overdue", "%(n)d follow-up reports are overdue", n)


def order_words(n):
    return ngettext("%(n)d directive is overdue", "%(n)d directives are overdue", n)


def raised_words(n):
    return ngettext(
        "%(n)d obstacle raised to the centre has no answer yet",
        "%(n)d obstacles raised to the centre have no answer yet",
        n,
    )


def unformed_words(n):
    return ngettext(
        "%(n)d selected issue has no team yet", "%(n)d selected issues have no team yet", n
    )


# --- What comes next -------------------------------------------------------------
def dues(cohort, teams, gates, work, sessions, rounds):
    """The next days of the lab and of the time after it, what is late first."""
    known = deadlines.of(work, gates, sessions, cohort.sessions.all())
    reports = [report_due(one) for one in rounds]
    orders = Directive.objects.filter(team__in=teams).waiting().for_list()
    orders = [order_due(one) for one in orders.order_by("due_on", "pk")[:MOST_DUES]]
    return sorted([*known, *reports, *orders], key=lambda due: due.day)[:MOST_DUES]


def report_due(round_):
    """The report of a round, until the day on which it is due."""
    words = _("Report after %(n)d months") % {"n": round_.months}
    title = round_.team.proposal.title_th
    return deadlines.Due(round_.due_on, words, title, round_.get_absolute_url(), is_past(round_))


def order_due(directive):
    """A directive, until its day."""
    words, title = _("Directive"), directive.team.proposal.title_th
    return deadlines.Due(
        directive.due_on, words, title, directive.get_absolute_url(), is_past(directive)
    )


def is_past(record):
    return record.due_on < clock.today()
