"""Who is equal and who is close, as the page for it shows it to one person."""

from collections import Counter

from proposals.models import Proposal
from selection.kinds import ALWAYS_FIRST, TieStep, Zone
from selection.models import Ranking, ScoreSheet, TieBreak
from selection.services.board import standings
from selection.services.board_pages import order_of
from selection.services.estimates import zones
from selection.services.ranking import MOST, RANKED_IN


def closed_to(user, plan):
    """The proposals of the year that are closed to a person."""
    return set(
        user.accesses.filter(kind="closed", proposal__call=plan.call_id).values_list(
            "proposal", flat=True
        )
    )


def equals(plan, user):
    """Groups of proposals that are equal now, none of them closed to this person."""
    found = order_of(plan).found
    often = Counter(value for value in found.values() if value is not None)
    same = [pk for pk, value in found.items() if often[value] > 1]
    if not same:
        return []
    tied = [s for s in standings(plan, list(plan.proposals().filter(pk__in=same))) if s.is_tied]
    groups = {}
    for standing in tied:
        groups.setdefault(standing.rank, []).append(standing)
    closed = closed_to(user, plan)
    return [group for group in groups.values() if not closed & {s.key.pk for s in group}]


def tie_breaks(plan, user):
    """The tie-breaks of the year, none of whose proposals is closed to this person."""
    closed = closed_to(user, plan)
    found = TieBreak.objects.filter(plan=plan).exclude(places__proposal__in=closed)
    return found.prefetch_related("places__proposal")


def rankings(plan, user):
    """The rankings of the year with the proposals this person may see; not those with none."""
    closed = closed_to(user, plan)
    found = Ranking.objects.filter(plan=plan).prefetch_related("proposals")
    shown = [(one, [p for p in one.proposals.all() if p.pk not in closed]) for one in found]
    return [(ranking, proposals) for ranking, proposals in shown if proposals]


def candidates(plan, user):
    """Whom one may ask to rank: the grey zone first, as far as it is known, by their scores."""
    grey = [pk for pk, zone in zones(plan).items() if zone == Zone.GREY]
    place = {pk: number for number, pk in enumerate(order_of(plan).scored)}
    scored = ScoreSheet.objects.counted().filter(
        proposal__in=grey or list(place) or plan.proposals()
    )
    visible = Proposal.objects.visible_to(user).filter(call=plan.call_id, state__in=RANKED_IN)
    found = visible.filter(pk__in=scored.values("proposal"))
    return sorted(found, key=lambda p: (place.get(p.pk, len(place)), p.code))[: 2 * MOST]


def declared(plan):
    """The labels of the steps that put equal ones in order, in their order."""
    return [TieStep(step).label for step in (*ALWAYS_FIRST, *plan.tie_steps)]


def shown(result):
    """The result of a ranking with its matrix and its strengths as rows; nothing stays nothing."""
    if not result:
        return None
    codes = list(result["wins"])
    cells = {a: [result["wins"][a].get(b, "–") for b in codes] for a in codes}
    strengths = [(code, result["strengths"][code]) for code in result["by_strength"]]
    return result | {"codes": codes, "matrix": list(cells.items()), "rows": strengths}
