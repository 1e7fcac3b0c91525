"""What the pages of who may do what answer to each role."""

from tests.access.matrix import OFFICE, Row, expect


def editor(world):
    return {"uid": world.people["editor"].uid}


def proposal(world):
    return {"kind": "proposal", "code": world.proposal.code}


ROWS = [
    Row("explained:ask", expect(403, c200=OFFICE), query="?person=editor@example.org&record=X"),
    Row("explained:person", expect(403, c200=OFFICE), kwargs=editor),
    Row("explained:record", expect(403, c200=OFFICE), kwargs=proposal),
]
