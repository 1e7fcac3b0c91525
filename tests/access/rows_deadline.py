"""What the pages of the endorsement and of the end of a call answer to each role."""

from datetime import timedelta

from proposals.services import endorsing, extending
from pyp_portal.accounts import approvals
from tests.access.matrix import EVERYBODY, OFFICE, STO, Row, expect
from tests.access.rows_proposals import REASON, WRITE, do, see


def typed_link(world):
    """A link for a head without account: whoever holds it may read and answer."""
    return {"token": endorsing.ask(world.proposal, writer(world), address="a@example.org").token}


def head_link(world):
    """A link for a head with an account: of no use to anybody else."""
    head = world.people["head"]
    return {"token": endorsing.ask(world.proposal, writer(world), head=head).token}


def of_call(world):
    return {"fiscal_year": world.call.fiscal_year}


def longer(world):
    """S40: more time that an officer has proposed."""
    end = world.call.closes_at + timedelta(days=1)
    extension = extending.propose(world.call, world.people["staff"], "all", end, REASON)
    return approvals.open_for(extension, extending.EXTENSION)


def writer(world):
    return world.people["editor"]


ROWS = [
    Row("proposals:attempts", expect(403, c200=OFFICE), kwargs=of_call),
    Row("proposals:extensions", expect(403, c200=OFFICE), kwargs=of_call),
    Row("proposals:extensions", expect(403, c200=STO), kwargs=of_call, method="post"),
    Row(
        "proposals:decide_extension",
        expect(403, c302=f"anonymous {STO}"),
        kwargs=lambda world: {"uid": longer(world).uid},
        method="post",
        data=lambda world: {"agrees": "on"},
    ),
    see("endorsement"),
    do("endorsement", WRITE, data=lambda w: {"address": "head@example.org"}, state="draft"),
    Row("proposals:endorse_online", expect(200, c200=EVERYBODY), kwargs=typed_link, state="draft"),
    Row("proposals:endorse_online", expect(404, c200="head"), kwargs=head_link, state="draft"),
    Row(
        "proposals:endorse_online",
        expect(404, c302="anonymous head"),
        kwargs=head_link,
        method="post",
        data=lambda w: {"reason": REASON},
        state="draft",
    ),
]
