"""The last evening before the call closed: a banner, and what rested for three hours."""

from pyp_portal.demo.seed import moment
from pyp_portal.demo.story.company import DIRECTOR, Act
from pyp_portal.evening import services
from pyp_portal.evening.models import Banner, Severity

TEXT = {
    "text_th": (
        "ปิดรับข้อเสนอคืนนี้ เวลา 23.59 น. โปรดยื่นแต่เนิ่น ๆ ระบบนับเวลาที่ข้อเสนอมาถึง "
        "การบันทึกและการยื่นยังทำได้ตามปกติแม้มีผู้ใช้หนาแน่น"
    ),
    "text_en": (
        "The call closes tonight at 23.59. Please submit early: what counts is when it arrives. "
        "Saving and submitting work as always, however many people are here."
    ),
}


CROWDED = "มีผู้ใช้งานพร้อมกันมากก่อนปิดรับ"
QUIET = "ปิดรับแล้ว ผู้ใช้งานกลับสู่ระดับปกติ"


def acts(company):
    """The banner in the morning; the switch in the evening, and after midnight back again."""
    yield Act(moment("2025-01-06T08:30:00+07:00"), lambda: announce(company))
    yield Act(moment("2025-01-06T21:20:00+07:00"), lambda: turn(company, True, CROWDED))
    yield Act(moment("2025-01-07T00:30:00+07:00"), lambda: turn(company, False, QUIET))


def announce(company):
    services.write_banner(
        Banner(),
        by=company.person(DIRECTOR),
        severity=Severity.CARE,
        starts_at=moment("2025-01-06T08:30:00+07:00"),
        ends_at=moment("2025-01-07T00:00:00+07:00"),
        **TEXT,
    )


def turn(company, is_on, reason):
    services.turn(is_on, by=company.person(DIRECTOR), reason=reason)
