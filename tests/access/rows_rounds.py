"""What the pages of rounds, seals and close proposals answer to each role."""

from pyp_portal import clock
from selection import services
from selection.models import Closing, Ranking, Reopening, Round, Seal, TieBreak, TiePlace
from tests.access.matrix import STO, Row, expect
from tests.access.rows_selection import (
    BOARD,
    KNOW,
    about,
    act,
    act_about,
    code,
    page,
    rest,
    uid,
    year,
    year_and_code,
)
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import REASON

READS_SEALS = f"{STO} auditor chair secretary"
RUNS = "chair secretary"
JUDGES = "assigned unassigned chair secretary"


def prepare(world):
    """A seal over nothing, and a reader who asks to have a sheet opened again."""
    held = Round.objects.create(plan=world.plan, stage="pitch", number=1, closed_at=clock.now())
    world.seal = Seal.objects.create(
        round=held, version=1, table='{"sheets":[]}', sha256="0" * 64, sealed_at=clock.now()
    )
    world.tie = TieBreak.objects.create(
        plan=world.plan, final=80, declared=[], begun_at=clock.now(), waits_for="runoff"
    )
    TiePlace.objects.create(tie=world.tie, proposal=world.proposal, place=1)
    other = ProposalFactory(call=world.call)
    world.ranking = Ranking.objects.create(plan=world.plan, opened_at=clock.now())
    world.ranking.proposals.set([world.proposal, other])
    services.change_plan(world.plan, by=None, written_talk=True)
    world.closing = Closing.objects.create(
        plan=world.plan,
        stage="pitch",
        asked_by=world.people["chair"],
        asked_at=clock.now(),
        cancelled_at=clock.now(),  # else it would shut the sheets of all other rows
    )
    world.reopening = Reopening.objects.create(
        sheet=world.score_sheet,
        reason=REASON,
        asked_at=clock.now(),
        asked_by=world.people["assigned"],
    )


def stage(world):
    return year(world) | {"stage": "doc"}


def ranking(world):
    return {"uid": world.ranking.uid}


ROWS = [
    page("rules", STO),
    page("close_ones", BOARD, state="reviewing"),
    act_about("break_tie", RUNS, year_and_code),
    about("tie_break", rest(BOARD, "recused"), uid("tie"), state="reviewing"),
    about("runoff", RUNS, uid("tie"), state="reviewing"),
    about("casting", "chair", uid("tie"), state="reviewing"),
    page("new_ranking", RUNS),
    page("ranking", KNOW, ranking),
    page("ballot", JUDGES, ranking),
    act("close_ranking", RUNS, ranking),
    about("remarks", rest(BOARD, "recused"), code, state="reviewing"),
    page("rounds", READS_SEALS),
    Row(
        "selection:verify_seals",
        expect(404, c200=READS_SEALS, c403=rest(KNOW, READS_SEALS)),
        year,
        method="post",
    ),
    page("close_round", RUNS, stage),
    Row(
        "selection:closing",
        expect(404, c302=READS_SEALS, c403=rest(KNOW, READS_SEALS)),
        uid("closing"),
    ),
    act("cancel_closing", RUNS, uid("closing")),
    act("open_second", RUNS),
    page("seal", READS_SEALS, uid("seal")),
    page("seal_table", READS_SEALS, uid("seal")),
    about("answer_reopening", "chair", uid("reopening")),
    Row("selection:versions", expect(404, c200="assigned"), uid("score_sheet")),
    Row("selection:sheet_paper", expect(404, c403="assigned"), uid("score_sheet"), method="post"),
]
