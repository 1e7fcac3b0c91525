"""What the pages with the papers of a call answer to each role."""

from proposals.services import inviting
from tests.access.matrix import EVERYBODY, Row, expect
from tests.access.rows_calls import KEEPERS, keep, year


def announced(world):
    return {"uid": inviting.announce(world.call, world.people["director"]).uid}


def letter(world):
    paper = inviting.invite(world.call, world.people["director"], kinds=["SAO"])
    return {"uid": paper.uid}


def gives_out(name, data):
    """The director does; who keeps the call may only see a draft."""
    codes = expect(403, c302="director")
    return Row(f"proposals:{name}", codes, kwargs=year, method="post", data=lambda world: data)


ROWS = [
    keep("call_papers", year),
    gives_out("announce_call", {}),
    keep("announce_call", year, "post", 302, lambda world: {"draft": "1"}),
    gives_out("invite_to_call", {"to": "propose", "kinds": ["SAO"]}),
    Row(
        "proposals:call_paper",
        expect(202, c202=EVERYBODY),
        kwargs=announced,
    ),
    Row(
        "proposals:call_paper",
        expect(404, c202=f"{KEEPERS} auditor", c404="anonymous"),
        kwargs=letter,
    ),
]
