"""The words of a report to the Prime Minister as the portal proposes them: from frozen figures.

Papers are written in Thai whatever the reader's language is, so the words stand here. The
functions read figures only: the same figures give the same words.
"""

from datetime import date

from cohorts import comparing
from pyp_portal import thai

SECTIONS = ("summary", "decisions", "plan", "annex")
NOTHING = "ไม่มีเรื่องที่ต้องการข้อสั่งการในรอบนี้"
KINDS_TH = {
    "session": "นำเสนอผลการขับเคลื่อน",
    "round": "ติดตามผล",
    "directive": "ครบกำหนดข้อสั่งการ",
}
MOST_PLANNED = 20


def key_of(code):
    """Under which key the words about an issue are kept."""
    return f"issue:{code}"


def drafted(figures):
    """Every text of a report, as proposed from these figures."""
    words = {
        "summary": summary(figures),
        "decisions": decisions(figures),
        "plan": plan(figures),
        "annex": "",
    }
    return words | {key_of(one["code"]): about(one) for one in figures["issues"]}


def summary(figures):
    """The cohort in one paragraph."""
    rows = {row.key: row.now for row in comparing.deltas(figures)}
    people, public = rows["people"], rows["public"]
    told = [
        f"ปีงบประมาณ พ.ศ. {figures['year']} มีหน่วยงานยื่นข้อเสนอ {rows['submitted']} เรื่อง",
        f"ได้รับการคัดเลือกและจัดตั้งทีมแล้ว {rows['teams']} ทีม ผู้เข้าร่วม {people} คน",
        f"ประชาชนร่วมให้ความเห็น ออกแบบ และทดสอบ {public:,} คนครั้ง",
        f"มีพื้นที่ดำเนินการตามต้นแบบแล้ว {rows['working']} แห่ง จากที่สนใจ {rows['sites']} แห่ง",
    ]
    if rows["directives"]:
        told.append(
            f"ข้อสั่งการ {rows['directives']} เรื่อง ยืนยันว่าดำเนินการแล้ว {rows['confirmed']} เรื่อง "
            f"เกินกำหนด {rows['overdue']} เรื่อง"
        )
    return " ".join(told)


def decisions(figures):
    """What the issues need a decision about, one line each."""
    asked = [
        f"{one['title']}: {what}"
        for one in figures["issues"]
        for what in (one["help"], *(raised["wanted"] for raised in one["raised"]))
        if what
    ]
    return "\n".join(asked) or NOTHING


def plan(figures):
    """What falls due until the next report, one line each."""
    lines = [
        " ".join(
            part
            for part in (
                thai.thai_date(date.fromisoformat(row["on"])),
                KINDS_TH[row["kind"]],
                f"รอบ {row['about']} เดือน" if row["kind"] == "round" else "",
                row["code"],
            )
            if part
        )
        for row in figures["ahead"]
    ]
    left = len(lines) - MOST_PLANNED
    more = [f"และอีก {left} รายการ"] if left > 0 else []
    return "\n".join([*lines[:MOST_PLANNED], *more])


def about(one):
    """What stands in the way of an issue, as its last report said it."""
    return one["obstacle"]
