"""What the pages of imports answer to each role."""

from pyp_portal import clock
from pyp_portal.imports.models import Import, Kind, State
from tests.access.matrix import OFFICE, Row, expect

HOLDERS = "staff director admin admin2"
ROW = {"row": 2, "code": "N1", "name_th": "หน่วยงานใหม่", "name_en": "", "short_th": ""}
ROW |= {"type": "SAO", "province": "", "parent": "", "saraban_email": ""}


def checked(world):
    """A list that was checked and is not entered."""
    now = clock.now()
    made = Import.objects.create(
        kind=Kind.AGENCIES,
        name="agencies.xlsx",
        language="th",
        state=State.READY,
        rows=[ROW],
        total=1,
        asked_by=world.people["staff"],
        asked_at=now,
        touched_at=now,
    )
    return {"uid": made.uid}


ACTS = expect(404, c302=f"anonymous {HOLDERS}", c403="auditor")
REASON = {"reason": "ส่งผิดไฟล์"}

ROWS = [
    Row("imports:list", expect(403, c200=OFFICE)),
    Row("imports:list", expect(403, c200=HOLDERS), method="post"),
    Row("imports:template", expect(404, c200=HOLDERS), kwargs=lambda world: {"kind": "agencies"}),
    Row("imports:one", expect(404, c200=OFFICE), kwargs=checked),
    Row("imports:enter", ACTS, kwargs=checked, method="post"),
    Row("imports:undo", ACTS, kwargs=checked, method="post", data=lambda world: REASON),
]
