"""What the pages of personal data answer to each role."""

from datetime import timedelta

from pyp_portal import clock
from pyp_portal.accounts.models import User
from pyp_portal.privacy import retaining, services
from pyp_portal.privacy.models import Breach, RightsRequest
from tests.access.matrix import OFFICE, Row, expect

SEES = f"{OFFICE} dpo"
HOLDERS = "staff director admin admin2 dpo"
ASKED = {"right": "correct", "words": "ตำแหน่งของข้าพเจ้าไม่ถูกต้อง"}
ANSWERED = {"outcome": "done", "words": "แก้ไขแล้ว"}


def paper(world):
    day = clock.today() - timedelta(days=1)
    received = {"received_on_0": day.day, "received_on_1": day.month}
    received["received_on_2"] = day.year + 543
    return {**ASKED, **received, "name": "นายประชา", "contact": "ตู้ ปณ. 1"}


def on_paper(world):
    """A request of somebody without account."""
    now = clock.now()
    made = RightsRequest.objects.create(
        name="นายประชา",
        contact="ตู้ ปณ. 1",
        right="erase",
        words="ขอลบ",
        asked_at=now,
        due_on=now.date(),
        entered_by=world.people["staff"],
    )
    return {"uid": made.uid}


def to_erase(world):
    """A request of somebody who has left, and holds nothing any more."""
    gone = User.objects.create(email="gone@example.org", username="gone", is_active=False)
    made = services.ask(gone, right="erase", words="ขอลบ")
    return {"uid": made.uid}


def over_its_time(world):
    """A report of requests that were answered more than five years ago."""
    long_ago = clock.now() - timedelta(days=2000)
    RightsRequest.objects.create(
        **{"name": "นายประชา", "right": "erase", "words": "ขอลบ", "answer": "ลบแล้ว"},
        **{"outcome": "done", "asked_at": long_ago, "due_on": long_ago, "answered_at": long_ago},
        answered_by=world.people["staff"],
    )
    retaining.look()
    return {"code": "rights-requests"}


KNOWN = {
    "happened": "ส่งอีเมลผิดคน",
    "data_concerned": "รายชื่อผู้เข้าร่วม",
    "people": "40",
    "risk": "risk",
    "measures": "ขอให้ลบแล้ว",
}


def moment(prefix=""):
    day = clock.today() - timedelta(days=1)
    parts = {"day_0": day.day, "day_1": day.month, "day_2": day.year + 543, "hour": "09:00"}
    return {f"{prefix}{name}": value for name, value in parts.items()}


def breach(world):
    """A breach that must be reported."""
    now = clock.now() - timedelta(days=2)
    who = world.people["staff"]
    return {"uid": Breach.objects.create(**KNOWN, found_at=now, entered_by=who, entered_at=now).uid}


def reported(world):
    return {"act": "report", "report-words": "หนังสือที่ 1", **moment("report-")}


ROWS = [
    Row("privacy:mine", expect(200)),
    Row("privacy:mine", expect(302), method="post", data=lambda world: ASKED),
    Row("privacy:copy", expect(200), method="post"),
    Row("privacy:requests", expect(403, c200=SEES)),
    Row(
        "privacy:requests",
        expect(403, c302=f"anonymous {HOLDERS}"),
        method="post",
        data=paper,
    ),
    Row("privacy:request", expect(403, c200=SEES), kwargs=on_paper),
    Row(
        "privacy:request",
        expect(403, c302=f"anonymous {HOLDERS}"),
        kwargs=on_paper,
        method="post",
        data=lambda world: ANSWERED,
    ),
    Row("privacy:erase", expect(403, c200=SEES), kwargs=to_erase),
    Row(
        "privacy:erase",
        expect(403, c302=f"anonymous {HOLDERS}"),
        kwargs=to_erase,
        method="post",
        data=lambda world: {"act": "propose", "reason": "ตามคำขอ"},
    ),
    Row("privacy:erasing_now", expect(403, c200=SEES), kwargs=to_erase),
    Row("privacy:breaches", expect(403, c200=SEES)),
    Row(
        "privacy:breaches",
        expect(403, c302=f"anonymous {HOLDERS}"),
        method="post",
        data=lambda world: {**KNOWN, **moment()},
    ),
    Row("privacy:breach", expect(403, c200=SEES), kwargs=breach),
    Row(
        "privacy:breach",
        expect(403, c302=f"anonymous {HOLDERS}"),
        kwargs=breach,
        method="post",
        data=reported,
    ),
    Row("privacy:retention", expect(403, c200=SEES)),
    Row("privacy:retention", expect(403, c302="anonymous admin admin2"), method="post"),
    Row("privacy:rule", expect(403, c200=SEES), kwargs=over_its_time),
    Row(
        "privacy:rule",
        expect(403, c302="anonymous admin admin2"),
        kwargs=over_its_time,
        method="post",
        data=lambda world: {"act": "propose", "reason": "ครบกำหนดแล้ว"},
    ),
]
