"""What the pages of screening answer to each role: queue, changes, typos, mergers."""

from proposals.models import Merger
from pyp_portal import clock
from tests.access.matrix import OFFICE, STO, Row, expect
from tests.access.rows_proposals import REASON, ask, code, do, see
from tests.factories.proposals import ProposalFactory


def prepare(world):
    """A merger that both agencies are asked about."""
    world.merger = Merger.objects.create(
        proposal=world.proposal,
        other=ProposalFactory(call=world.call, state="eligible"),
        reason=REASON,
        asked_by=world.people["staff"],
        asked_at=clock.now(),
    )


def merger_of(world):
    return code(world, uid=world.merger.uid)


ROWS = [
    Row("proposals:queue", expect(403, c200=OFFICE)),
    see("changes"),
    see("similar"),
    ask("hand_over", STO, "screening"),
    do("hand_over", STO, answer=200, state="screening"),
    ask("mend", STO, "eligible"),
    do("mend", STO, answer=200, state="eligible"),
    ask("ask_merger", STO, "eligible"),
    do("ask_merger", STO, answer=200, state="eligible"),
    do("answer_merger", "submitter", kwargs=merger_of, data=lambda w: {"agrees": "on"}),
    do("take_back_merger", STO, kwargs=merger_of),
]
