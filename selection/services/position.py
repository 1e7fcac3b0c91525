"""Whether the place in the order mattered in a session: see ``selection.positions``."""

from selection import positions
from selection.services.running import sheets_of


def position_effect(session):
    """The effect of the place among the counted sheets of a session, or None of too few."""
    order = dict(session.slots.filter(missed_at=None).values_list("proposal", "order"))
    rows = sheets_of(session).counted().values_list("proposal", "seat", "total")
    return positions.effect((order[proposal], seat, total) for proposal, seat, total in rows)
