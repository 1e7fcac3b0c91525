"""What the pages of committee and interests answer to each role."""

from pyp_portal import clock
from selection import services
from selection.kinds import Interest, Verdict
from selection.models import Challenge, TieVerdict
from tests.access.matrix import OFFICE, STO, Row, expect
from tests.access.rows_selection import (
    AGENCY,
    COMMITTEE,
    KNOW,
    LAB,
    MANAGERS,
    act,
    code,
    page,
    rest,
    seat,
    year,
)
from tests.factories.selection import REASON

RUN = f"{MANAGERS} chair"  # who weighs what the records suggest
READ = f"{RUN} auditor"


def tie(world):
    """A suggestion about a member that has been decided."""
    of = {"seat": world.seats["unassigned"], "proposal": world.proposal}
    TieVerdict.objects.create(
        **of,
        kind=Interest.SAME_PROVINCE,
        verdict=Verdict.DISMISSED,
        decided_at=clock.now(),
        decided_by=world.people["staff"],
    )
    return year(world) | {
        "seat_no": of["seat"].seat_no,
        "code": world.proposal.code,
        "kind": Interest.SAME_PROVINCE,
    }


def challenged(world):
    """A challenge of the reader, raised by an officer."""
    made = Challenge.objects.create(
        seat=world.seats["assigned"],
        proposal=world.proposal,
        reason=REASON,
        raised_at=clock.now(),
        raised_by=world.people["staff"],
    )
    return {"uid": made.uid}


def officer_tie(world):
    """The auditor steps aside; the officers may take it back."""
    made = services.step_aside(
        world.people["auditor"],
        world.proposal,
        kind=Interest.OTHER,
        reason=REASON,
        by=world.people["staff"],
    )
    return year(world) | {"uid": made.uid}


def away(world):
    day = clock.today()
    return {"uid": services.note_away(world.seats["assigned"], day, day).uid}


OWN = f"{MANAGERS} assigned"  # a member's page: the member, and who runs the selection
ROWS = [
    page("terms", KNOW),
    Row(
        "selection:accept_terms",
        expect(404, c302=COMMITTEE, c403=rest(KNOW, COMMITTEE)),
        year,
        method="post",
    ),
    page("change_terms", STO),
    page("succeed", STO, seat),
    page("member", OWN, seat),
    Row(
        "selection:away",
        expect(404, c200=OWN, c403=rest(KNOW, OWN)),
        seat,
        method="post",
    ),
    Row(
        "selection:former_post",
        expect(404, c200=OWN, c403=rest(KNOW, OWN)),
        seat,
        method="post",
    ),
    act("not_away", OWN, away),
    # --- Interests
    page("ties", READ),
    page("weigh", RUN, tie),
    act("unchanged", COMMITTEE),
    page("officers", READ),
    page("note_officer", STO),
    page("officer_back", STO, officer_tie),
    Row(
        "selection:officer_aside",
        expect(404, c200=OFFICE, c403=f"{AGENCY} {LAB} {rest(COMMITTEE, 'recused')}"),
        code,
    ),
    page("challenges", KNOW),
    page("challenge", f"{COMMITTEE} {STO}"),
    Row(
        "selection:answer_challenge",
        expect(404, c200="assigned", c403=rest(KNOW, "assigned recused")),
        challenged,
    ),
    Row(
        "selection:decide_challenge",
        expect(404, c200=RUN, c403=rest(KNOW, RUN, "recused")),
        challenged,
    ),
    Row(
        "selection:opinion",
        expect(404, c200="adviser", c403=rest(KNOW, "adviser recused")),
        code,
        state="reviewing",
    ),
]
