"""What the pages of reminders and holidays answer to each role."""

from pyp_portal import clock
from pyp_portal.offdays.models import OffDay
from pyp_portal.reminders.models import Reminder
from tests.access.matrix import OFFICE, Row, expect

HOLDERS = "staff director admin admin2"
DECIDERS = "director admin admin2"


def planned(world):
    """A reminder that is to come."""
    now = clock.now()
    made = Reminder.objects.create(
        key="matrix", rule="R1", step="-7d", about="LEAD", due_at=now, at=now, planned_at=now
    )
    return {"uid": made.uid}


def entered(world):
    """A day that the office entered."""
    now = clock.now()
    made = OffDay.objects.create(
        day=now.date(),
        name_th="วันหยุดพิเศษ",
        source="มติคณะรัฐมนตรี",
        entered_by=world.people["admin"],
        entered_at=now,
    )
    return {"uid": made.uid}


def acts(who):
    return expect(403, c302=f"anonymous {who}")


REASON = {"reason": "ยังไม่ถึงเวลา"}

ROWS = [
    Row("reminders:reminders", expect(403, c200=OFFICE)),
    Row("reminders:reminder", expect(403, c200=OFFICE), kwargs=planned),
    Row("reminders:hold", acts(HOLDERS), kwargs=planned, method="post", data=lambda world: REASON),
    Row("reminders:let_go", acts(HOLDERS), kwargs=planned, method="post"),
    Row("reminders:allow", acts(DECIDERS), method="post"),
    Row("offdays:days", expect(403, c200=OFFICE)),
    Row("offdays:days", expect(403, c200=DECIDERS), method="post"),
    Row("offdays:remove", acts(DECIDERS), kwargs=entered, method="post", data=lambda world: REASON),
]
