"""Across the years: what became of the issues of each cohort, and who has taken part before.

Counted in the database; what is closed to this person is in no figure.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q

from cohorts.models import Cohort, FollowUpReport, Participant, ScaleOutSite, Team
from cohorts.states import WORKING_SITES, Overall
from proposals.states import State

OUTCOMES = (6, 12)  # months after the presentation


@dataclass
class Year:
    """One cohort in a line: its teams by where they are, its people, areas and outcomes."""

    cohort: Cohort
    states: dict = field(default_factory=dict)
    people: int = 0
    returning: int = 0
    sites: int = 0
    outcomes: dict = field(default_factory=lambda: defaultdict(dict))

    @property
    def teams(self):
        return sum(self.states.values())

    def ended(self, *states):
        """How many teams stand in one of these states."""
        return sum(self.states.get(state, 0) for state in states)

    @property
    def scaled(self):
        return self.ended(State.SCALED)

    @property
    def closed(self):
        return self.ended(State.CLOSED)

    @property
    def discontinued(self):
        return self.ended(State.DISCONTINUED)

    @property
    def lights(self):
        """(months, [(word, tone, icon, number)]) of the accepted reports."""
        return [
            (months, [(o.label, o.tone, o.icon, self.outcomes[months].get(o, 0)) for o in Overall])
            for months in OUTCOMES
        ]


def every(user):
    """Each cohort with its figures, the newest first, in a fixed number of statements."""
    years = {cohort.pk: Year(cohort) for cohort in Cohort.objects.select_related("call")}
    teams = Team.objects.visible_to(user).order_by()
    for pk, state, n in teams.values_list("cohort", "proposal__state").annotate(n=Count("pk")):
        years[pk].states[state] = n
    for pk, people, returning in seated(user):
        years[pk].people, years[pk].returning = people, returning
    for pk, n in working_sites(teams):
        years[pk].sites = n
    for pk, months, overall, n in reports(teams):
        years[pk].outcomes[months][overall] = n
    return list(years.values())


def seated(user):
    """(cohort, people, of these in an earlier cohort too) of confirmed seats."""
    seats = Participant.objects.visible_to(user).confirmed().order_by()
    before = Participant.objects.confirmed().filter(
        person=OuterRef("person"),
        cohort__call__fiscal_year__lt=OuterRef("cohort__call__fiscal_year"),
    )
    seats = seats.annotate(has_before=Exists(before)).values_list("cohort")
    return seats.annotate(
        people=Count("person", distinct=True),
        returning=Count("person", distinct=True, filter=Q(has_before=True)),
    )


def working_sites(teams):
    """(cohort, areas in which a model is at work)."""
    sites = ScaleOutSite.objects.filter(team__in=teams, status__in=WORKING_SITES).order_by()
    return sites.values_list("team__cohort").annotate(n=Count("pk"))


def reports(teams):
    """(cohort, months, how it goes, number) of accepted reports at 6 and 12 months."""
    accepted = FollowUpReport.objects.filter(
        round__team__in=teams, round__months__in=OUTCOMES, accepted_at__isnull=False
    )
    rows = accepted.order_by().values_list("round__team__cohort", "round__months", "overall")
    return rows.annotate(n=Count("pk"))


# --- Issues over the years ----------------------------------------------------
def issues(user, year=None, words=""):
    """Teams of all years with what their line shows; narrowed by year and by any words."""
    teams = Team.objects.visible_to(user).select_related(
        "proposal__lead_agency", "proposal__province", "proposal__earlier", "cohort__call"
    )
    working = Count("sites", filter=Q(sites__status__in=WORKING_SITES))
    teams = teams.annotate(working=working).prefetch_related("rounds__report")
    if year:
        teams = teams.filter(cohort__call__fiscal_year=year)
    for word in words.split():
        teams = teams.filter(
            Q(proposal__title_th__icontains=word)
            | Q(proposal__code__icontains=word)
            | Q(proposal__lead_agency__name_th__icontains=word)
        )
    return teams


def outcomes_of(team):
    """How it went after 6 and after 12 months: an ``Overall``, or None without accepted report."""
    said = {
        round_.months: Overall(round_.filed.overall)
        for round_ in team.rounds.all()
        if round_.filed and round_.filed.accepted_at
    }
    return [said.get(months) for months in OUTCOMES]


def lines(teams):
    """Each team with its outcomes as (months, outcome, tone, icon), ready to be shown."""
    return [
        {
            "team": team,
            "outcomes": [
                (months, found, *((found.tone, found.icon) if found else ("still", "ring")))
                for months, found in zip(OUTCOMES, outcomes_of(team), strict=True)
            ],
        }
        for team in teams
    ]
