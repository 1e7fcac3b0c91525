"""What the pages of meetings, blocks, books and minutes answer to each role."""

from pyp_portal import clock
from selection import services
from selection.models import MinutesComment
from tests.access.matrix import COMMITTEE, STO, Row, expect
from tests.access.rows_selection import KNOW, MANAGERS, about, act, page, rest, uid


def prepare(world):
    """Minutes that are written, a comment on them, and a book of each who may have one."""
    world.minutes = services.write_minutes(world.meeting, by=world.people["secretary"])
    world.minutes_comment = MinutesComment.objects.create(
        minutes=world.minutes,
        seat=world.seats["assigned"],
        item=world.agenda_item,
        text_th="ขอแก้ไขถ้อยคำ",
        made_at=clock.now(),
    )
    services.make_book(world.meeting, by=world.people["adviser"])


def block(world):
    return uid("meeting")(world) | {"block": "IN"}


READS_DRAFTS = f"{MANAGERS} chair auditor"
ROWS = [
    page("move_meeting", MANAGERS, uid("meeting")),
    page("cancel_meeting", MANAGERS, uid("meeting")),
    act("adjourn", MANAGERS, uid("meeting")),
    page("call_again", MANAGERS, uid("meeting")),
    page("movement", MANAGERS, uid("meeting")),
    page("elect_chair", MANAGERS, uid("meeting")),
    page("meeting_calendar", KNOW, uid("meeting")),
    act("make_book", f"{COMMITTEE} {STO}", uid("meeting")),
    Row("selection:book", expect(404, c202="adviser"), uid("meeting")),
    page("blocks", MANAGERS, uid("meeting")),
    page("resolve_block", MANAGERS, block),
    about("vote", MANAGERS, uid("agenda_item")),
    page("send_round", MANAGERS, uid("meeting")),
    Row(
        "selection:save_minutes",
        expect(404, c200=MANAGERS, c403=rest(KNOW, MANAGERS)),
        uid("meeting"),
        method="post",
    ),
    Row("selection:read_minutes", expect(404, c200=READS_DRAFTS), uid("meeting")),
    page("answer_comment", MANAGERS, uid("minutes_comment")),
]
