"""The cockpit: figures of all teams, a page of them, what is due, and what is owed."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, Window
from django.utils.translation import gettext as _

from cohorts import deadlines, presence
from cohorts.models import Deliverable, FollowUpRound, Team, TeamPhase
from cohorts.models.following import OPENS_BEFORE
from cohorts.states import WEEKS, GateState, Phase
from cohorts.teamtable import CODE, Seats, for_table, seats_taken, table, tiers_with_quotas
from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.paging import one_page

PAGE = 25
ASIDE = 10  # rows of a list that has a page of its own, or is short in a good year
IN_LAB = Q(proposal__state=State.IN_LAB)
LAST_WEEK = max(last for _first, last in WEEKS.values())
GATES_SHOWN = 3


@dataclass(frozen=True)
class Stat:
    """A figure with its unit, and below it what to know about it."""

    label: str
    value: str
    note: str = ""
    extra: str = ""
    tone: str = "still"
    icon: str = "check"


def of(cohort, user, behind, presentations=()):
    """Pages of teams, of reports owed and of issues without a team; the figures of all.

    ``behind`` says behind which row each of these pages begins; ``presentations`` are the
    days of presentation that are known already.
    """
    teams = Team.objects.visible_to(user).filter(cohort=cohort)
    tiers, sessions = tiers_with_quotas(cohort.tiers.all()), presence.sessions_of(cohort)
    attended, taken = presence.attended_by(teams), seats_taken(teams)
    code = "proposal__code"
    some = one_page(for_table(teams), [code], behind.get("after", ""), key=code, size=PAGE)
    gates, work = gates_asked(teams), deadlines.work(owing(teams))
    found = {**counts(teams), "late": sum(due.number for due in work if due.is_late)}
    return {
        **table(some.rows, tiers, sessions, attended),
        "page": some,
        "phases": rail(cohort),
        "stats": stats(found, gates, average_of(taken, sessions, attended), cohort),
        "tiers": by_tier(tiers, taken, found["teams"]),
        "week": week_of(cohort),
        "dues": deadlines.of(work, gates, sessions, presentations),
        "owed": owed(cohort, user, behind.get("owed", "")),
        "unformed": unformed(cohort, user, behind.get("unformed", "")),
    }


# --- Figures of all -----------------------------------------------------------
def by_tier(tiers, taken, count):
    """Seats of the whole cohort, by tier."""
    found = Counter()
    for tier, _day, n, _counts in taken:
        found[tier] += n
    return [Seats(tier, found[tier.pk], tier.seats * count) for tier in tiers]


def average_of(taken, sessions, attended):
    """Per cent of the training attended by all teams, or None before the first session."""
    seats = [(None, tier, day, n) for tier, day, n, counts in taken if counts]
    required = presence.required_of(seats, sessions)
    return presence.average({None: sum(attended.values())}, required)


def owing(teams):
    """Deliverables that somebody still waits for: of a running lab, not approved, not waived."""
    waived = TeamPhase.objects.filter(team=OuterRef("team"), state=GateState.WAIVED)
    waived = waived.annotate(code=CODE).filter(code=OuterRef("code"))
    owed = Deliverable.objects.filter(approved_at=None, team__in=teams.filter(IN_LAB))
    return owed.exclude(Exists(waived))


def counts(teams):
    """How many teams and deliverables there are, page or no page."""
    return teams.aggregate(
        teams=Count("pk", distinct=True),
        running=Count("pk", distinct=True, filter=IN_LAB),
        wanted=Count("deliverables"),
        approved=Count("deliverables", filter=Q(deliverables__approved_at__isnull=False)),
    )


def gates_asked(teams):
    """The gates that have waited longest, each with how many wait in all."""
    asked = TeamPhase.objects.filter(team__in=teams.filter(IN_LAB), state=GateState.GATE_REQUESTED)
    asked = asked.annotate(waiting=Window(Count("pk"))).select_related("team__proposal")
    return list(asked.order_by(F("requested_at").asc(nulls_last=True), "pk")[:GATES_SHOWN])


def stats(found, gates, attendance, cohort):
    """Four figures over the table, of all teams."""
    return [
        Stat(
            _("Teams in the lab"),
            str(found["running"]),
            _("of %(n)d") % {"n": found["teams"]},
        ),
        attendance_stat(attendance, cohort.attendance_pct),
        Stat(
            _("Deliverables approved"),
            str(found["approved"]),
            _("of %(n)d") % {"n": found["wanted"]},
            _("%(n)d overdue") % {"n": found["late"]} if found["late"] else "",
            "stop" if found["late"] else "good",
            "alert",
        ),
        gates_stat(gates),
    ]


def attendance_stat(attendance, needed):
    """What was attended of what was held, against what the course asks for."""
    if attendance is None:
        return Stat(_("Training attended"), "–", extra=_("no session held yet"), icon="clock")
    tone, icon = ("good", "check") if attendance >= needed else ("stop", "alert")
    rule = _("the course asks for %(n)d %%") % {"n": needed}
    return Stat(_("Training attended"), str(attendance), "%", rule, tone, icon)


def gates_stat(gates):
    """How many gates wait for the office, and how long the first of them has waited."""
    waiting = gates[0].waiting if gates else 0
    since = gates[0].requested_at if gates else None
    days = (clock.today() - clock.localdate(since)).days if since else 0
    longest = _("longest %(n)d days") % {"n": days} if days else ""
    return Stat(
        _("Gates to decide"), str(waiting), "", longest, "wait" if waiting else "good", "clock"
    )


# --- Lists of their own -------------------------------------------------------
def owed(cohort, user, after=""):
    """A page of follow-up rounds whose report is due within a month or late, oldest first."""
    rounds = FollowUpRound.objects.visible_to(user).waiting().filter(team__cohort=cohort)
    rounds = rounds.filter(due_on__lte=clock.today() + OPENS_BEFORE).for_list().only(
        "uid", "months", "due_on", "waived_at",
        "report__round", "report__accepted_at", "report__returned_at",
        "team__proposal__title_th", "team__proposal__code", "team__proposal__state",
        "team__proposal__lead_agency__name_th", "team__responsible_agency__name_th",
    )  # fmt: skip
    return one_page(rounds, ["due_on", "pk"], after, size=ASIDE)


def unformed(cohort, user, after=""):
    """A page of selected issues of the year that have no team yet."""
    chosen = Proposal.objects.visible_to(user).filter(call=cohort.call_id, state=State.SELECTED)
    chosen = chosen.filter(team=None).select_related("lead_agency")
    chosen = chosen.only("code", "state", "title_th", "lead_agency__name_th")
    return one_page(chosen, ["code"], after, key="code", size=ASIDE)


# --- The weeks of the lab -----------------------------------------------------
def week_of(cohort):
    """Which week of the lab it is, or None outside of it; days left over belong to the last."""
    today = clock.today()
    if not cohort.is_lab_open(today):
        return None
    return min((today - cohort.lab_starts_on).days // 7 + 1, LAST_WEEK)


def rail(cohort):
    """The seven phases with their weeks; the one of this week is marked."""
    week = week_of(cohort)
    past = clock.today() > cohort.lab_ends_on
    return [
        {
            "phase": phase,
            "weeks": WEEKS[phase],
            "is_now": week is not None and WEEKS[phase][0] <= week <= WEEKS[phase][1],
            "is_done": past or (week is not None and week > WEEKS[phase][1]),
        }
        for phase in Phase
    ]
