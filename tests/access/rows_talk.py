"""What the pages about writing together answer to each role."""

from uuid import UUID

from proposals.models import Proposal
from proposals.services import talking
from tests.access.matrix import AGENCY, OFFICE, Row, expect
from tests.access.rows_proposals import WRITE, ask, code, do
from tests.factories.proposals import ProposalFactory

KEY = UUID("11111111-2222-3333-4444-555555555555")


def on_field(world):
    return code(world, name="impact")


def thread(world):
    """A comment that somebody of the agency has written."""
    writer = world.people["editor"]
    said = talking.comment(world.proposal, "impact", "ตัวเลขมาจากปีไหน", writer, key=KEY)
    return code(world, uid=said.uid)


def say(world):
    return {"text": "ขอแหล่งอ้างอิง", "key": KEY}


def begun_from(world):
    """Another proposal of the agency, from which the world's one was begun."""
    source = ProposalFactory(lead_agency=world.agency, call=world.call, state="withdrawn")
    Proposal.objects.filter(pk=world.proposal.pk).update(earlier=source)
    return code(world)


WHO_SEES_BOTH = f"{AGENCY} {OFFICE}"
ROWS = [
    ask("again", WRITE, "withdrawn"),
    do("again", WRITE, state="expired"),
    Row("proposals:since", expect(404, c200=WHO_SEES_BOTH), kwargs=begun_from),
    Row("earlier", expect(404, c200=WHO_SEES_BOTH), kwargs=begun_from),
    ask("edits", f"{AGENCY} {OFFICE}", "draft"),
    do("edits_export", f"{AGENCY} {OFFICE}", state="draft"),
    ask("comments", AGENCY, "draft"),
    ask("comments", AGENCY, "submitted"),
    ask("comments_on", AGENCY, "draft", kwargs=on_field),
    do("comments_on", AGENCY, kwargs=on_field, data=say, state="draft"),
    do("settle_comment", AGENCY, kwargs=thread, data=lambda w: {"resolve": "1"}, state="draft"),
]
