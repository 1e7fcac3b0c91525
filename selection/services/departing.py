"""Where a decision departs from the ranking without saying why (section 4.4, 8)."""

from django.utils.translation import gettext as _

from selection.kinds import Outcome
from selection.services.board import standings

LAST = 10_000
STEPS = {Outcome.SELECTED: 0, Outcome.NOT_SELECTED: LAST}


def place_of(item):
    """How high a decision puts it: selected, then the reserve in its order, then the rest."""
    return STEPS.get(item.outcome_enum, item.reserve_rank or LAST)


def about_closed():
    """All that is said about a proposal to somebody to whom it is closed."""
    return _(
        "Something stands in the way of a proposal that is closed to you: ask a colleague to look."
    )


def departures(announcement, items, closed=frozenset()):
    """A sentence for each proposal put before a higher-ranked one without a recorded reason.

    One that would name a proposal of ``closed`` says only that there is one.
    """
    decided = [item for item in items if is_ranked(item)]
    found = standings(announcement.plan, [item.proposal for item in decided])
    ranks = {standing.key.pk: standing.rank for standing in found if standing.rank}
    silent = [item for item in decided if not item.resolution.departure_reason]
    silent = [item for item in silent if item.proposal_id in ranks]
    found = [(item, other) for item in silent for other in _passed_over(item, silent, ranks)]
    return [_sentence(item, other, closed) for item, other in found[:5]]


def is_ranked(item):
    """Decisions of the last meeting, which follow the ranking."""
    return item.resolution_id is not None and item.outcome_enum in {*STEPS, Outcome.RESERVE}


def _passed_over(item, others, ranks):
    """The first one that ranks higher and was put lower."""
    for other in others:
        is_better = ranks[other.proposal_id] < ranks[item.proposal_id]
        if is_better and place_of(other) > place_of(item):
            yield other
            return


def _sentence(item, other, closed):
    if {item.proposal_id, other.proposal_id} & closed:
        return about_closed()
    return _(
        "%(code)s is put before %(other)s, which ranks higher: "
        "record why the committee departs from the ranking."
    ) % {"code": item.proposal.code, "other": other.proposal.code}
