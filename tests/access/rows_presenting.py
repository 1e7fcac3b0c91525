"""What the pages of sessions, directives and reports to the Prime Minister answer to each role."""

from tests.access.matrix import OFFICE, STO, expect
from tests.access.rows_cohorts import MANAGED, SEEN, act, of, only, page, year
from tests.access.rows_proposals import export_of
from tests.factories.proposals import StoredFileFactory

CARRIES_OUT = f"{SEEN} other"  # the agency that carries the directive out


def step(world):
    """A step of the directive with a file."""
    facts = {"status": "in_progress", "at": world.directive.updated_at}
    made = world.directive.steps.create(file=StoredFileFactory(), **facts)
    return {"uid": world.directive.uid, "step": made.uid}


def presented(world):
    """The issue has been presented, so an order may follow."""
    world.item.recorded_at = world.session.planned_at
    world.item.save()
    return {"code": world.proposal.code}


ROWS = [
    page("directives", expect(404, c200=OFFICE), year),
    act("directives_export", expect(404, c302=f"{OFFICE} anonymous"), year),
    act(
        "export_file",
        expect(404, c302="anonymous", c200="staff auditor"),
        lambda w: export_of(w, "cohorts.directives", **year(w)),
    ),
    page("directive", expect(404, c200=CARRIES_OUT), of("directive")),
    act(
        "directive",
        expect(404, c302=f"{STO} other anonymous", c403=" ".join(
            role for role in SEEN.split() if role not in STO.split()
        )),
        of("directive"),
        {"status": "in_progress"},
    ),
    page("postpone_directive", only(STO, seen=CARRIES_OUT), of("directive")),
    page("evidence_file", expect(404, c200=CARRIES_OUT), step),
    page("directive_new", MANAGED, presented),
]  # fmt: skip
