"""What the pages of rounds, seals and close proposals answer to each role."""

from pyp_portal import clock
from selection.models import Reopening, Round, Seal
from tests.access.matrix import STO, Row, expect
from tests.access.rows_selection import KNOW, about, act, page, rest, uid, year
from tests.factories.selection import REASON

READS_SEALS = f"{STO} auditor chair secretary"
RUNS = "chair secretary"


def prepare(world):
    """A seal over nothing, and a reader who asks to have a sheet opened again."""
    held = Round.objects.create(plan=world.plan, stage="pitch", number=1, closed_at=clock.now())
    world.seal = Seal.objects.create(
        round=held, version=1, table='{"sheets":[]}', sha256="0" * 64, sealed_at=clock.now()
    )
    world.reopening = Reopening.objects.create(
        sheet=world.score_sheet,
        reason=REASON,
        asked_at=clock.now(),
        asked_by=world.people["assigned"],
    )


def stage(world):
    return year(world) | {"stage": "doc"}


ROWS = [
    page("rounds", READS_SEALS),
    Row(
        "selection:verify_seals",
        expect(404, c200=READS_SEALS, c403=rest(KNOW, READS_SEALS)),
        year,
        method="post",
    ),
    page("close_round", RUNS, stage),
    act("open_second", RUNS),
    page("seal", READS_SEALS, uid("seal")),
    page("seal_table", READS_SEALS, uid("seal")),
    about("answer_reopening", "chair", uid("reopening")),
    Row("selection:versions", expect(404, c200="assigned"), uid("score_sheet")),
]
