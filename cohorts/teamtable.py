"""The table of teams: gates, seats, attendance and deliverables of each, in few statements.

Everything is asked for once, as plain values, so that the table costs the same with any
number of teams, and a row of it little.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import CharField, Count, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from cohorts import drawn, presence
from cohorts.models import Deliverable, Participant, TeamPhase
from cohorts.states import GateState, Phase
from pyp_portal import clock

CODE = Concat(Value("L"), Cast("order", CharField()))  # of the deliverable of a phase


@dataclass(frozen=True)
class Seats:
    """Seats of one tier: how many are confirmed, how many are wanted."""

    tier: object
    count: int
    wanted: int

    @property
    def is_short(self):
        return self.count < self.wanted

    @property
    def css(self):
        """The colour of its bar."""
        return "wait" if self.is_short else "good"


@dataclass(frozen=True)
class Row:
    """A team in the table: its gates and deliverables, its seats, what it has attended."""

    team: object
    work: list
    seats: list
    percent: int | None
    needed: int

    @property
    def url(self):
        return self.team.get_absolute_url()

    @property
    def gate_cells(self):
        """Its seven gates, drawn."""
        return drawn.gates(self.url, self.work)

    @property
    def seat_items(self):
        """Its seats, drawn."""
        return drawn.seats(self.seats)

    @property
    def approved(self):
        return sum(one.is_approved for one in self.work)

    @property
    def late(self):
        """Deliverables of a running lab whose day has passed without approval or waived gate."""
        return sum(one.is_late for one in self.work)

    @property
    def is_low(self):
        """Less was attended than the course asks for."""
        return self.percent is not None and self.percent < self.needed

    @property
    def flags(self):
        """What somebody must look at, in words."""
        empty = [str(seat.tier) for seat in self.seats if seat.count == 0 and self.work]
        said = [
            _("%(n)d overdue") % {"n": self.late} if self.late else "",
            _("attendance %(n)d %%") % {"n": self.percent} if self.is_low else "",
            _("nobody in %(tiers)s") % {"tiers": ", ".join(empty)} if empty else "",
        ]
        return [words for words in said if words]


@dataclass(frozen=True)
class Work:
    """One phase of a team: its gate, and whether what it hands in is approved or late."""

    code: str
    gate: GateState
    is_approved: bool
    is_late: bool

    @property
    def phase(self):
        return list(Phase)[int(self.code[1:])]


def for_table(teams):
    """Teams with what stands in the first column of the table."""
    return teams.select_related("proposal__lead_agency", "cohort").only(
        "name_th",
        "proposal__code",
        "proposal__state",
        "proposal__lead_agency__name_th",
        "cohort__attendance_pct",
    )


def table(teams, tiers, sessions=(), attended=None):
    """The table of teams with its seven gates and what their signs mean."""
    return {
        "teams": rows(teams, tiers, sessions, attended or {}),
        "gates": drawn.heads(),
        "legend": drawn.legend(),
        "has_sessions": bool(sessions),
    }


def rows(teams, tiers, sessions, attended):
    """Each team with what its row shows, from three statements for all of them."""
    work, seats = work_of(teams), seats_by_team(teams)
    needed = [(team, tier, day, n) for team, tier, day, n, counts in seats if counts]
    percents = presence.percents(attended, presence.required_of(needed, sessions))
    held = Counter()
    for team, tier, _day, n, _counts in seats:
        held[team, tier] += n
    return [
        Row(
            team,
            work[team.pk],
            [Seats(one, held[team.pk, one.pk], wanted(one, team)) for one in tiers_of(team, tiers)],
            percents.get(team.pk),
            team.cohort.attendance_pct,
        )
        for team in teams
    ]


def tiers_of(team, tiers):
    return [tier for tier in tiers if tier.cohort_id == team.cohort_id]


def tiers_with_quotas(tiers):
    """The tiers, each with ``own``: the seats of the teams that differ; in one statement."""
    found = {}
    rows = tiers.annotate(of_team=F("quotas__team"), of_it=F("quotas__seats"))
    for row in rows.order_by("display_no", "pk"):
        tier = found.setdefault(row.pk, row)
        tier.own = getattr(tier, "own", {}) | {row.of_team: row.of_it}
    return list(found.values())


def wanted(tier, team):
    """How many seats of the tier this team has."""
    return tier.own.get(team.pk, tier.seats)


def work_of(teams):
    """{team: its seven phases with gate and deliverable}."""
    gate = TeamPhase.objects.filter(team=OuterRef("team")).annotate(code=CODE)
    gate = gate.filter(code=OuterRef("code")).values("state")[:1]
    found, today = defaultdict(list), clock.today()
    running = {team.pk for team in teams if team.is_in_lab}
    handed_in = Deliverable.objects.filter(team__in=teams).order_by("code")
    for team, code, due, approved, state in handed_in.values_list(
        "team", "code", "due_on", "approved_at", Subquery(gate)
    ):
        is_open = approved is None and state != GateState.WAIVED and team in running
        one = Work(code, GateState(state), approved is not None, is_open and due < today)
        found[team].append(one)
    return found


def seats_by_team(teams):
    """(team, tier, day since, number, whether its hours count) of confirmed seats."""
    return grouped(Participant.objects.confirmed().filter(team__in=teams), "team", "tier")


def seats_taken(teams):
    """The same of the whole cohort, without the teams."""
    return grouped(Participant.objects.confirmed().filter(team__in=teams), "tier")


def seats_of(team):
    """Confirmed seats of each tier of one team."""
    confirmed = [s for s in team.participants.all() if s.is_standing and s.confirmed_at]
    return [
        Seats(tier, sum(seat.tier_id == tier.pk for seat in confirmed), team.quota(tier).seats)
        for tier in team.cohort.tiers.all()
    ]


def grouped(seats, *columns):
    """Rows of (these columns, day since, number, whether their hours count)."""
    rows = seats.order_by().values(*columns, "confirmed_at", "joins_one_issue")
    rows = rows.annotate(n=Count("pk"))
    return [
        (*keys, clock.localdate(since), n, counts)
        for *keys, since, n, counts in rows.values_list(
            *columns, "confirmed_at", "n", "joins_one_issue"
        )
    ]
