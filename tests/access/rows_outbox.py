"""What the pages of messages answer to each role."""

from pyp_portal import clock
from pyp_portal.outbox import addresses, announcing
from pyp_portal.outbox.models import Announcement, Message, MessageState, Why
from tests.access.matrix import STO, Row, expect

KEEPERS = f"{STO} admin admin2"
GROUP = "drafters:2568"
WORDS = {"subject_th": "ประชุมชี้แจง", "body_th": "ขอเชิญประชุม"}


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


def closed(world):
    """An address to which nothing is sent."""
    return {"uid": addresses.close("gone@example.org", Why.REFUSED, "550 5.1.1").uid}


def announcement(world):
    """Something that an officer wants to say to the drafters of the call."""
    by = world.people["staff"]
    return {"uid": announcing.write(Announcement(), by=by, audience=GROUP, **WORDS).uid}


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
    Row("outbox:message", expect(403, c200=KEEPERS), kwargs=message),
    Row(
        "outbox:came_back",
        expect(403, c302=KEEPERS),
        method="post",
        kwargs=message,
        data=lambda world: {"kind": "now", "said": "552 full"},
    ),
    Row(
        "outbox:resend",
        expect(403, c302=KEEPERS),
        method="post",
        data=lambda world: {"uids": [message(world)["uid"]], "reason": "ไม่ได้รับ"},
    ),
    Row("outbox:addresses", expect(403, c200=KEEPERS)),
    Row(
        "outbox:lift",
        expect(403, c302=KEEPERS),
        method="post",
        kwargs=closed,
        data=lambda world: {"reason": "แก้ไขแล้ว"},
    ),
    Row("outbox:announcements", expect(403, c200=STO)),
    Row("outbox:announce", expect(403, c200=STO)),
    Row(
        "outbox:announce",
        expect(403, c302=STO),
        method="post",
        data=lambda world: WORDS | {"audience": f"drafters:{world.call.fiscal_year}"},
    ),
    Row("outbox:announcement", expect(403, c200=STO), kwargs=announcement),
    Row("outbox:reword", expect(403, c200=STO), kwargs=announcement),
    Row(
        "outbox:let_go",
        expect(403, c200=STO),
        method="post",
        kwargs=announcement,
        data=lambda world: {"typed": "99999", "version": "1"},
    ),
    Row(
        "outbox:refuse",
        expect(403, c302=STO),
        method="post",
        kwargs=announcement,
        data=lambda world: {"reason": "ผิดกลุ่ม", "version": "1"},
    ),
    Row(
        "outbox:turn",
        expect(403, c302=STO),
        method="post",
        kwargs=lambda world: announcement(world) | {"to": "stop"},
    ),
    Row("outbox:line", expect(200)),
    Row("outbox:line", expect(404), method="post"),  # the office has no account there
    Row("outbox:line_events", expect(404, c404="anonymous"), method="post"),
]
