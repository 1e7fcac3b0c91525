"""After a cohort: which criteria of the selection went with what became of the issues.

Scores are read from the selection, outcomes stand here; nothing is written.
"""

from dataclasses import dataclass

from django.db.models import Count, Q

from cohorts import predicting
from cohorts.models import Team
from cohorts.spread_states import WORKING_SITES
from proposals.states import State
from selection import scoring
from selection.models import Criterion
from selection.services.board import counted_points

ENDED = (State.FOLLOW_UP, State.SCALED, State.CLOSED, State.DISCONTINUED)


@dataclass(frozen=True)
class Row:
    """One criterion, with its label, and how it went with the outcome."""

    code: str
    label: str
    link: predicting.Link

    @property
    def plot(self):
        """Where the interval stands on a line of 300 that runs from -1 to 1."""
        low, high = self.link.low, self.link.high
        place = {"dot": _at(self.link.rho)}
        if low is not None:
            place |= {"start": _at(low), "width": _at(high) - _at(low)}
        return place


def _at(value):
    return round(150 + 150 * value, 1)


def outcomes(cohorts, user):
    """{proposal: outcome} of the issues whose lab is over: 0 discontinued, else 1 and each area.

    An area counts where the model is at work or has stayed; what is closed to this
    person is left out.
    """
    taken_up = Count("sites", filter=Q(sites__status__in=WORKING_SITES))
    teams = Team.objects.filter(cohort__in=cohorts, proposal__state__in=ENDED)
    teams = teams.visible_to(user).select_related("proposal").annotate(taken_up=taken_up)
    return {
        team.proposal: 0 if team.proposal.state == State.DISCONTINUED else 1 + team.taken_up
        for team in teams
    }


def rows(cohorts, user):
    """(number of issues, a row for each criterion), in the order of the rubric."""
    found = outcomes(cohorts, user)
    means = _means(found)
    calls = {proposal.call_id for proposal in found}
    criteria = Criterion.objects.filter(rubric__plan__call__in=calls).order_by("rubric", "position")
    labels = {}
    for criterion in criteria:
        labels.setdefault(criterion.code, criterion.label)
    return len(found), [
        Row(code, label, _link(code, means, found)) for code, label in labels.items()
    ]


def _link(code, means, found):
    scored = [proposal for proposal in found if code in means[proposal]]
    return predicting.link(
        [means[proposal][code] for proposal in scored], [found[proposal] for proposal in scored]
    )


def _means(found):
    """{proposal: {code: mean of its counted sheets}} over both stages."""
    points = counted_points(list(found))
    sheets = {}
    for (proposal, _stage), given in points.items():
        sheets.setdefault(proposal, []).extend(given)
    return {proposal: scoring.criterion_means(sheets.get(proposal.pk, [])) for proposal in found}
