"""What the pages of the optimiser answer to each role."""

import json

from django.core.files.base import ContentFile

from pyp_portal import clock
from pyp_portal.papers.jobs import State
from selection.matching.problem import Issue, Judge, Problem, Rules
from selection.models import AssignmentRun, ProposedReader
from tests.access.matrix import Row, expect
from tests.access.rows_selection import KNOW, MANAGERS, rest, year

READERS = f"{MANAGERS} auditor"


def prepare(world):
    """A run that a worker has computed, with one proposed reader."""
    director = world.people["director"]
    rules = Rules(readers=2, floor=0, ceiling=9)
    problem = Problem(
        judges=tuple(Judge(seat.seat_no) for seat in world.seats.values()),
        issues=(Issue(world.proposal.code),),
        rules=rules,
        seed=5,
    )
    world.matching = AssignmentRun.objects.create(
        plan=world.plan,
        asked_by=director,
        asked_at=clock.now(),
        rules=vars(rules),
        seed=5,
        state=State.MADE,
        sha256="a" * 64,
        made_at=clock.now(),
    )
    kept = json.dumps({"problem": problem.as_data()}).encode()
    world.matching.file.save("matching.json", ContentFile(kept))
    ProposedReader.objects.create(
        run=world.matching,
        seat=world.seats["unassigned"],
        proposal=world.proposal,
        why=["load"],
    )


def of_run(world):
    return {"uid": world.matching.uid}


def list_of_run(of):
    return lambda world: {**of_run(world), "of": of}


def of_issue(world):
    return of_run(world) | {"code": world.proposal.code}


def codes(allowed, code):
    """Those who know of the plan may not; whoever stepped aside knows of no such run."""
    others = rest(KNOW, allowed, "recused")
    return expect(404, c403=others, **{code: allowed})


ROWS = [
    Row("selection:matchings", expect(404, c200=READERS, c403=rest(KNOW, READERS)), year),
    Row(
        "selection:matchings",
        expect(404, c302=MANAGERS, c403=rest(KNOW, MANAGERS)),
        year,
        method="post",
        data=lambda world: {"readers": 2, "floor": 0, "ceiling": 9},
    ),
    Row("selection:matching", codes(READERS, "c200"), of_run),
    Row("selection:matching_issue", codes(MANAGERS, "c200"), of_issue, state="reviewing"),
    Row("selection:matching_question", codes(READERS, "c200"), of_run),
    *(
        Row("selection:matching_export", codes(READERS, "c302"), list_of_run(of), method="post")
        for of in ("proposed", "loads")
    ),
    Row("selection:commit_matching", codes(MANAGERS, "c302"), of_run, method="post"),
    Row("selection:discard_matching", codes(MANAGERS, "c302"), of_run, method="post"),
]
