"""The figures of the cockpit: teams by gate, seats by tier, deliverables, what is due."""

from dataclasses import dataclass

from django.db.models import CharField, Count, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from cohorts.models import Deliverable, FollowUpRound, Participant, Team, TeamPhase
from cohorts.models.following import OPENS_BEFORE
from cohorts.states import WEEKS, GateState, Phase
from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.paging import one_page

PAGE = 25
IN_LAB = Q(proposal__state=State.IN_LAB)
CODE = Concat(Value("L"), Cast("order", CharField()))  # of the deliverable of a phase
LAST_WEEK = max(last for _first, last in WEEKS.values())


@dataclass(frozen=True)
class Seats:
    """Seats of one tier: how many are confirmed, how many are wanted."""

    tier: object
    count: int
    wanted: int

    @property
    def is_short(self):
        return self.count < self.wanted


@dataclass(frozen=True)
class Stat:
    """A figure with its unit and a note."""

    label: str
    value: str
    note: str = ""
    tone: str = "still"


def of(cohort, user, behind):
    """Pages of teams, of reports owed and of issues without a team; the figures of all.

    ``behind`` says behind which row each of these pages begins.
    """
    teams = Team.objects.visible_to(user).filter(cohort=cohort)
    found = counts(teams)
    code = "proposal__code"
    some = one_page(teams.for_list(), [code], behind.get("after", ""), key=code, size=PAGE)
    return {
        **table(some.rows),
        "page": some,
        "phases": rail(cohort),
        "stats": stats(found),
        "tiers": by_tier(cohort, teams, found["teams"]),
        "week": week_of(cohort),
        "owed": owed(cohort, user, behind.get("owed", "")),
        "unformed": unformed(cohort, user, behind.get("unformed", "")),
    }


def table(teams):
    """The table of teams with its seven gates and what their signs mean."""
    signs = [state for state in GateState if state != GateState.WAIVED]  # looks like passed
    return {"teams": rows(teams), "gates": list(Phase), "legend": signs}


def owed(cohort, user, after=""):
    """A page of follow-up rounds whose report is due within a month or late, oldest first."""
    rounds = FollowUpRound.objects.visible_to(user).waiting().filter(team__cohort=cohort)
    rounds = rounds.filter(due_on__lte=clock.today() + OPENS_BEFORE).for_list()
    return one_page(rounds, ["due_on", "pk"], after, size=PAGE)


def unformed(cohort, user, after=""):
    """A page of selected issues of the year that have no team yet."""
    chosen = Proposal.objects.visible_to(user).filter(call=cohort.call_id, state=State.SELECTED)
    chosen = chosen.filter(team=None).select_related("lead_agency")
    return one_page(chosen, ["code"], after, key="code", size=PAGE)


def rows(teams):
    """Each team with what its row shows."""
    return [
        {
            "team": team,
            "phases": list(team.phases.all()),
            "seats": seats_of(team),
            "approved": sum(1 for d in team.deliverables.all() if d.approved_at),
            "late": late(team),
        }
        for team in teams
    ]


def seats_of(team):
    """Confirmed seats of each tier."""
    confirmed = [s for s in team.participants.all() if s.is_standing and s.confirmed_at]
    return [
        Seats(tier, sum(seat.tier_id == tier.pk for seat in confirmed), team.quota(tier).seats)
        for tier in team.cohort.tiers.all()
    ]


def late(team):
    """Deliverables of a running lab whose day has passed without approval or waived gate."""
    owed = [d for d in team.deliverables.all() if team.is_in_lab and not d.approved_at]
    return [d for d in owed if d.due_on < clock.today() and d.code not in team.waived_codes]


def by_tier(cohort, teams, count):
    """Seats of the whole cohort, by tier."""
    seats = Participant.objects.confirmed().filter(team__in=teams).order_by()
    found = dict(seats.values_list("tier").annotate(n=Count("pk")))
    return [Seats(tier, found.get(tier.pk, 0), tier.seats * count) for tier in cohort.tiers.all()]


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


def counts(teams):
    """How many teams, deliverables, late ones and gates to decide there are, page or no page."""
    is_open, running = Q(approved_at=None), teams.filter(IN_LAB)
    waived = TeamPhase.objects.filter(team=OuterRef("team"), state=GateState.WAIVED)
    owed = Deliverable.objects.filter(is_open, team__in=running, due_on__lt=clock.today())
    handed_in = Deliverable.objects.filter(team__in=teams)
    return {
        **teams.aggregate(teams=Count("pk"), running=Count("pk", filter=IN_LAB)),
        **handed_in.aggregate(wanted=Count("pk"), approved=Count("pk", filter=~is_open)),
        "late": owed.exclude(
            Exists(waived.annotate(code=CODE).filter(code=OuterRef("code")))
        ).count(),
        "asked": TeamPhase.objects.filter(team__in=running, state=GateState.GATE_REQUESTED).count(),
    }


def stats(found):
    """Four figures over the table, of all teams."""
    late_ones, asked = found["late"], found["asked"]
    whole = {name: _("of %(n)d") % {"n": found[name]} for name in ("teams", "wanted")}
    return [
        Stat(_("Teams in the lab"), str(found["running"]), whole["teams"]),
        Stat(_("Deliverables approved"), str(found["approved"]), whole["wanted"]),
        Stat(_("Deliverables overdue"), str(late_ones), tone="stop" if late_ones else "good"),
        Stat(_("Gates to decide"), str(asked), tone="wait" if asked else "good"),
    ]
