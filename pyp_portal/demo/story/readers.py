"""What the optimiser proposed before readers were chosen by hand."""

from datetime import timedelta

from pyp_portal.demo.story.company import SECRETARY, Act
from selection.matching import solving
from selection.matching.problem import Rules
from selection.services import matching

EARLIER = timedelta(days=3)  # before the review opens


def acts(company, year, opened):
    """The secretary asks, looks, and throws the draft away: this year chose by hand."""

    def compare():
        plan, by = company.call(year).selection_plan, company.person(SECRETARY)
        run = matching.ask(plan, Rules(readers=3, floor=8, ceiling=10), by=by, seed=year)
        matching.make(run.pk, solving.solve, solving.SOLVER)
        matching.discard(run, by=by)

    yield Act(opened - EARLIER, compare)
