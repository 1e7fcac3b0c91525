"""What the pages about writing and reading score sheets answer to each role."""

from selection import packs, services
from tests.access.matrix import COMMITTEE, Row, expect
from tests.access.rows_proposals import SEE, export_of
from tests.access.rows_selection import MANAGERS, about, act, uid
from tests.factories.reading import drawn_attachment
from tests.factories.selection import REASON


def abstained(world):
    """The sheet of the reader, who gives no points."""
    services.abstain(world.score_sheet, reason=REASON)
    return {"uid": world.score_sheet.uid}


def drawn(world):
    return {"uid": drawn_attachment(world.proposal).uid, "number": 1}


def field(world):
    return {"_q": "D1", "D1": "4", "version": "0"}


ROWS = [
    Row(
        "selection:autosave",
        expect(404, c200="assigned"),
        uid("score_sheet"),
        method="post",
        data=field,
        state="reviewing",
    ),
    Row("selection:abstain", expect(404, c200="assigned"), uid("score_sheet"), state="reviewing"),
    about("take_abstention_back", MANAGERS, abstained, state="reviewing"),
    Row(
        "selection:pack_one",
        expect(404, c302="assigned"),
        uid("score_sheet"),
        method="post",
        state="reviewing",
    ),
    act("pack", COMMITTEE),
    Row("selection:page", expect(404, c200=SEE), drawn),
    Row(
        "selection:export_file",
        expect(404, c302="anonymous", c200="staff auditor"),
        kwargs=lambda world: export_of(world, packs.KIND, year=world.call.fiscal_year, code=""),
        method="post",
    ),
]
