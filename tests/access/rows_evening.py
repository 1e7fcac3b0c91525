"""What the page of the last evening answers to each role."""

from datetime import timedelta

from pyp_portal import clock
from pyp_portal.evening.models import Banner
from tests.access.matrix import OFFICE, Row, expect

TURNERS = "director admin admin2"
REASON = "ผู้ใช้หนาแน่นก่อนปิดรับ"


def of_banner(world):
    now = clock.now()
    ends = now + timedelta(hours=1)
    made = Banner.objects.create(text_th="ก", text_en="a", starts_at=now, ends_at=ends)
    return {"uid": made.uid}


def turners(code):
    """The director and the administrators, and nobody else."""
    codes = {f"c{code}": TURNERS} if code != 302 else {"c302": f"anonymous {TURNERS}"}
    return expect(403, **codes)


ROWS = [
    Row("evening:evening", expect(403, c200=OFFICE)),
    Row(
        "evening:turn",
        turners(302),
        method="post",
        data=lambda world: {"to": "on", "reason": REASON},
    ),
    Row("evening:new_banner", turners(200)),
    Row("evening:new_banner", turners(200), method="post"),
    Row("evening:banner", turners(200), kwargs=of_banner),
    Row("evening:end_banner", turners(302), kwargs=of_banner, method="post"),
]
