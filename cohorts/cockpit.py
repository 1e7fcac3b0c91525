"""The figures of the cockpit: teams by gate, seats by tier, deliverables, what is due."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cohorts.models import FollowUpRound, Team
from cohorts.models.following import OPENS_BEFORE
from cohorts.states import WEEKS, GateState, Phase
from pyp_portal import clock

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


def of(cohort, user):
    """Everything the page of a cohort shows about its teams."""
    shown = table(Team.objects.visible_to(user).filter(cohort=cohort).for_list())
    teams = shown["teams"]
    return {
        **shown,
        "phases": rail(cohort),
        "stats": stats(teams),
        "tiers": by_tier(cohort, teams),
        "week": week_of(cohort),
        "owed": owed(cohort, user),
    }


def table(teams):
    """The table of teams with its seven gates and what their signs mean."""
    signs = [state for state in GateState if state != GateState.WAIVED]  # looks like passed
    return {"teams": rows(teams), "gates": list(Phase), "legend": signs}


def owed(cohort, user):
    """Follow-up rounds whose report is due within a month or late, the oldest first."""
    rounds = FollowUpRound.objects.visible_to(user).waiting().filter(team__cohort=cohort)
    return rounds.filter(due_on__lte=clock.today() + OPENS_BEFORE).for_list()


def rows(teams):
    """Each team with what its row shows."""
    return [
        {
            "team": team,
            "phases": list(team.phases.all()),
            "seats": seats_of(team),
            "approved": sum(1 for d in team.deliverables.all() if d.approved_at),
            "asked": asked(team),
            "late": late(team),
        }
        for team in teams
    ]


def seats_of(team):
    """Confirmed seats of each tier."""
    confirmed = [s for s in team.participants.all() if s.is_standing and s.confirmed_at]
    return [
        Seats(tier, sum(seat.tier_id == tier.pk for seat in confirmed), tier.seats)
        for tier in team.cohort.tiers.all()
    ]


def asked(team):
    """How many gates of a running lab wait for the office."""
    phases = team.phases.all() if team.is_in_lab else []
    return sum(phase.state == GateState.GATE_REQUESTED for phase in phases)


def late(team):
    """Deliverables of a running lab whose day has passed without approval or waived gate."""
    owed = [d for d in team.deliverables.all() if team.is_in_lab and not d.approved_at]
    return [d for d in owed if d.due_on < clock.today() and d.code not in team.waived_codes]


def by_tier(cohort, teams):
    """Seats of the whole cohort, by tier."""
    seats = [seat for row in teams for seat in row["seats"]]
    return [
        Seats(
            tier,
            sum(seat.count for seat in seats if seat.tier.pk == tier.pk),
            tier.seats * len(teams),
        )
        for tier in cohort.tiers.all()
    ]


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


def stats(teams):
    """Four figures over the table."""
    in_lab = sum(row["team"].is_in_lab for row in teams)
    approved = sum(row["approved"] for row in teams)
    late_ones = sum(len(row["late"]) for row in teams)
    asked = sum(row["asked"] for row in teams)
    wanted = sum(len(row["phases"]) for row in teams)
    return [
        Stat(_("Teams in the lab"), str(in_lab), _("of %(n)d") % {"n": len(teams)}),
        Stat(_("Deliverables approved"), str(approved), _("of %(n)d") % {"n": wanted}),
        Stat(_("Deliverables overdue"), str(late_ones), tone="stop" if late_ones else "good"),
        Stat(_("Gates to decide"), str(asked), tone="wait" if asked else "good"),
    ]
