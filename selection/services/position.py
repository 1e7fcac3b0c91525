"""Whether the place in the order mattered in a session, and the paper that says so."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from pyp_portal.history.services import record
from selection import pitch_papers, positions, quorums
from selection.services import absent
from selection.services.running import sheets_of


def position_effect(session):
    """The effect of the place among the counted sheets of a session, or None of too few."""
    order = dict(session.slots.filter(missed_at=None).values_list("proposal", "order"))
    rows = sheets_of(session).counted().values_list("proposal", "seat", "total")
    return positions.effect((order[proposal], seat, total) for proposal, seat, total in rows)


@transaction.atomic
def issue_record(session, *, by=None):
    """Issue the record of a session whose points are closed, with the effect of the position."""
    if session.scoring_closed_at is None:
        raise MoveRefused(_("Close the points first: the record says that they are."))
    paper = paper_of_session(session, by=by)
    record(session, "record issued", by=by)
    return paper


def paper_of_session(session, *, by=None):
    """The record as a paper, as it stands now."""
    return pitch_papers.session_record(
        session,
        quorum=quorums.of_session(session),
        effect=position_effect(session),
        missing=absent.of_session(session),
        by=by,
    )
