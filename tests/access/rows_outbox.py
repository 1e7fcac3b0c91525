"""What the pages of messages answer to each role."""

from pyp_portal import clock
from pyp_portal.outbox.models import Message, MessageState
from tests.access.matrix import STO, Row, expect

KEEPERS = f"{STO} admin admin2"


def message(world):
    """A message to the officer, which nobody else may read."""
    now = clock.now()
    return {
        "uid": Message.objects.create(
            occasion="matrix",
            address="staff@example.org",
            recipient=world.people["staff"],
            state=MessageState.UNCERTAIN,
            created_at=now,
            due_at=now,
        ).uid
    }


ROWS = [
    Row("outbox:inbox", expect(200)),
    Row("outbox:read_all", expect(302), method="post"),
    Row("outbox:read", expect(404, c302="staff"), method="post", kwargs=message),
    Row("outbox:list", expect(403, c200=KEEPERS)),
    Row(
        "outbox:resolve",
        expect(403, c302=KEEPERS),
        method="post",
        kwargs=message,
        data=lambda world: {"decision": "arrived"},
    ),
]
