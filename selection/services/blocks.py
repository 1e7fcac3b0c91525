"""Clear items pass as a block, by one voice; the meeting's time goes to the others."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from pyp_portal.history.services import record
from selection import quorums
from selection.kinds import Block, Zone
from selection.services.deciding import resolve
from selection.services.estimates import zones
from selection.services.holding import hold_uncertified
from selection.services.timing import moment_within

BLOCKS = {Zone.IN: Block.IN, Zone.OUT: Block.OUT}


@transaction.atomic
def sort_into(items, block, *, by=None):
    """Put items into a block, or (with "") take them out to be decided one by one."""
    items = list(items)
    if not items:
        raise MoveRefused(_("Choose the items first."))
    meeting = hold_uncertified(items[0].meeting)
    for item in items:
        item.block = Block(block) if block else ""
        item.save(update_fields=["block"])
    numbers = [item.number for item in items]
    record(meeting, "block changed", by=by, after=block, items=numbers)


def by_scores(items, plan):
    """{item id: block} as the newest analysis sees it; what it calls grey stands on its own."""
    found = zones(plan)
    return {item.pk: BLOCKS.get(found.get(item.proposal_id), "") for item in items}


@transaction.atomic
def resolve_block(meeting, items, outcome, *, text_th="", reason="", at=None, by=None):
    """Everybody in the room agrees to the same outcome for these items, all of them or none.

    For each item those vote who did not step aside from it; one whose quorum fails keeps the
    whole block back, and an item decided meanwhile is not decided again.
    """
    hold_uncertified(meeting)
    items = [item for item in items if item.block]
    if not items:
        raise MoveRefused(_("Nothing is left in this block."))
    moment = moment_within(meeting, at) if meeting.started_at else None
    rooms = quorums.rooms_of(meeting, items, dict.fromkeys((i.pk for i in items), moment))
    return [
        _resolved(
            item,
            outcome,
            votes_for=rooms[item.pk].quorum.present,
            text_th=text_th,
            reason=reason,
            at=moment,
            seen=0,
            is_block=True,
            by=by,
        )
        for item in items
    ]


def _resolved(item, outcome, **facts):
    try:
        return resolve(item, outcome, **facts)
    except MoveRefused as refused:
        raise MoveRefused(f"{item.number}: {refused.sentence}") from None
