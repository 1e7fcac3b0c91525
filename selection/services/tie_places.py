"""Where settled tie-breaks put their proposals, as the order of the board asks."""

from selection import tie_breaks
from selection.models import TiePlace


def in_declared_order(plan, standings):
    """The standings with settled ties in their order; asks nothing where nobody is equal.

    A tie-break holds for the final scores it was made for: after a change it moves nobody.
    """
    if not any(standing.is_tied for standing in standings):
        return standings
    rows = TiePlace.objects.filter(tie__plan=plan, tie__settled_at__isnull=False)
    found = rows.order_by("tie__settled_at", "tie").values_list(
        "proposal", "tie", "place", "tie__final"
    )
    finals = {standing.key: standing.final for standing in standings}
    places = {
        proposal: (tie, place)
        for proposal, tie, place, final in found
        if finals.get(proposal) == final
    }
    return tie_breaks.ordered(standings, places)
