"""Everybody and everything the story names, found by the codes of the data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from cohorts.models import Team
from proposals.models import Call, Proposal
from pyp_portal.accounts.models import Agency, User
from selection.models import Seat, SelectionPlan

CHAIR, DIRECTOR, SECRETARY = "U005", "U006", "U016"


@dataclass(frozen=True)
class Act:
    """Something that somebody does at a moment; ``order`` settles what is first at one moment."""

    at: datetime
    run: Callable
    order: int = 0


class Company:
    """The people, agencies and proposals of the story; records are fetched fresh each time."""

    def __init__(self, seed):
        self.seed = seed
        self._people = {}

    @cached_property
    def agencies(self):
        return {agency.code: agency for agency in Agency.objects.all()}

    @cached_property
    def emails(self):
        return {row["id"]: row["email"] for row in self.seed["people"]}

    def person(self, key):
        """The person with this key of the data, or None for the portal itself."""
        if key is None:
            return None
        if key not in self._people:
            self._people[key] = User.objects.get(email=self.emails[key])
        return self._people[key]

    def call(self, year):
        return Call.objects.get(fiscal_year=year)

    def year_of(self, code):
        return self.seed.proposals[code]["cohort_fy"]

    def number_of(self, code):
        """P-001 is number 1 of its call."""
        return int(code.removeprefix("P-"))

    def proposal(self, code):
        """The proposal as it is now."""
        number = f"P{self.year_of(code) % 100}-{self.number_of(code):04d}"
        return Proposal.objects.select_related("call", "lead_agency").get(code=number)

    def plan(self, year):
        return SelectionPlan.objects.select_related("call", "committee").get(call__fiscal_year=year)

    def seat(self, year, number):
        seats = Seat.objects.select_related("user", "committee", "order")
        return seats.get(committee__plan__call__fiscal_year=year, seat_no=number)

    def team(self, code):
        return Team.objects.get(proposal=self.proposal(code))


def day(text):
    """A date of the data, or None."""
    return date.fromisoformat(text) if text else None
