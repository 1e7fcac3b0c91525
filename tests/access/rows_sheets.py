"""What the pages about writing and reading score sheets answer to each role."""

from proposals.services.access import grant_many
from pyp_portal import clock
from selection import packs, services
from selection.models import Exercise
from selection.services import exercising
from tests.access.matrix import COMMITTEE, Row, expect
from tests.access.rows_proposals import SEE, export_of
from tests.access.rows_selection import KNOW, MANAGERS, about, act, act_about, page, rest, uid
from tests.factories.reading import drawn_attachment
from tests.factories.selection import REASON


def abstained(world):
    """The sheet of the reader, who gives no points."""
    services.abstain(world.score_sheet, reason=REASON)
    return {"uid": world.score_sheet.uid}


def drawn(world):
    return {"uid": drawn_attachment(world.proposal).uid, "number": 1}


def exercise(world):
    """An exercise on the proposal, as if it were one of the past: members were let in to it."""
    seats = [world.seats[role] for role in ("assigned", "unassigned", "chair")]
    made = Exercise.objects.create(
        plan=world.plan, proposal=world.proposal, opened_at=clock.now(), version=0
    )
    grant_many([world.proposal], [seat.user for seat in seats], "read", exercising.BECAUSE)
    return {"uid": made.uid}


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
    page("exercises", KNOW),
    page("exercises", MANAGERS, method="post"),
    about("exercise", rest(KNOW, "recused"), exercise),
    about("exercise", "assigned unassigned chair", exercise, method="post"),
    act_about("close_exercise", MANAGERS, exercise),
    about("agree", MANAGERS, exercise),
    Row("selection:page", expect(404, c200=SEE), drawn),
    Row(
        "selection:export_file",
        expect(404, c302="anonymous", c200="staff auditor"),
        kwargs=lambda world: export_of(world, packs.KIND, year=world.call.fiscal_year, code=""),
        method="post",
    ),
]
