"""The paper before a release: the memorandum that lays it before the director (PD-14)."""

from pyp_portal import thai
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.services import issue
from selection.documents import TEMPLATES, position_of
from selection.kinds import AnnouncementKind
from selection.paper_words import of_memorandum

CHOSEN_TH = {
    AnnouncementKind.SHORTLIST: "ข้อเสนอที่ผ่านเข้ารอบนำเสนอ เรียงตามเลขรับ",
    AnnouncementKind.RESULT: "ข้อเสนอที่ได้รับการคัดเลือก เรียงตามเลขรับ",
    AnnouncementKind.PROMOTION: "ข้อเสนอสำรองที่เลื่อนขึ้น เรียงตามเลขรับ",
}


def memorandum(announcement, facts, *, writer):
    """What the committee decided and on what it stands, as the record is now."""
    return issue(
        Kind.MEMORANDUM,
        announcement,
        template=f"{TEMPLATES}/memorandum.html",
        context={
            "announcement": announcement,
            "plan": announcement.plan,
            "writer": writer,
            "position": position_of(writer),
            "chosen_caption": CHOSEN_TH[announcement.kind],
            **of_memorandum(announcement),
            **facts,
        },
        title=f"ขอเสนอ{thai.to_thai_digits(announcement.title_th)}",
        by=writer,
    )
