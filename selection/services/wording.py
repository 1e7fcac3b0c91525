"""First drafts of what minutes say, made from the record; whoever writes them goes on from here.

Minutes are written in Thai whatever the writer's language is, so their words stand here.
"""

from pyp_portal import thai
from selection import quorums
from selection.kinds import SeatRole
from selection.services.board import standings
from selection.services.presiding import presiding

OPENED = "กรรมการมาครบองค์ประชุมแล้ว {chair}กล่าวเปิดการประชุมและดำเนินการตามระเบียบวาระ"
ADJOURNED = (
    "มีกรรมการมาประชุม {present} คน จากกรรมการ {effective} คน ไม่ครบองค์ประชุม "
    "ซึ่งต้องมีกรรมการมาประชุมไม่น้อยกว่า {required} คน จึงให้เลื่อนการประชุมออกไป"
)
SECOND_CALL = "การประชุมครั้งนี้เป็นการนัดประชุมเรื่องเดิมต่อจากครั้งที่ {label} ซึ่งไม่ครบองค์ประชุม"
STOOD_IN = "ประธานกรรมการไม่อยู่ในที่ประชุม {name} {why}ทำหน้าที่ประธานในที่ประชุม"
PREVIOUS = "ฝ่ายเลขานุการเสนอรายงานการประชุมครั้งที่ {label} ให้ที่ประชุมรับรอง"
PROPOSED = "ฝ่ายเลขานุการเสนอข้อเสนอ {code} ของ{agency}"
IN_BLOCK = "ที่ประชุมพิจารณาพร้อมกับข้อเสนออื่นที่ผลคะแนนชัดเจน โดยไม่มีกรรมการขอให้แยกพิจารณา"


def of_meeting(meeting):
    """The sections of the minutes by the names of their fields."""
    return {"opening_th": "\n".join(_opening(meeting)), "previous_th": _previous(meeting)}


def _opening(meeting):
    if meeting.second_call_of:
        yield SECOND_CALL.format(label=meeting.second_call_of.label)
    room = quorums.room_of_meeting(meeting)
    if meeting.adjourned_at:
        found = room.quorum
        yield ADJOURNED.format(
            present=found.present, effective=found.effective, required=found.required
        )
        return
    chair = presiding(meeting, room.there)
    if chair and chair.role != SeatRole.CHAIR:
        is_vice = chair.role == SeatRole.VICE_CHAIR
        why = "รองประธานกรรมการ " if is_vice else "กรรมการซึ่งที่ประชุมเลือก "
        yield STOOD_IN.format(name=chair.user.name_th, why=why)
    is_chair = chair is None or chair.role == SeatRole.CHAIR
    yield OPENED.format(chair="ประธานกรรมการ" if is_chair else "ประธานในที่ประชุม")


def _previous(meeting):
    """The meeting before this one whose minutes were certified meanwhile, to be adopted."""
    before = meeting.committee.meetings.filter(
        starts_at__lt=meeting.starts_at, minutes__certified_at__isnull=False
    )
    last = before.order_by("starts_at").last()
    return PREVIOUS.format(label=last.label) if last else ""


def of_items(meeting, items):
    """{item id: text} about what was laid before the meeting, with the counted means."""
    proposals = [item.proposal for item in items if item.proposal_id]
    found = standings(meeting.committee.plan, proposals) if proposals else []
    by_proposal = {standing.key.pk: standing for standing in found}
    return {item.pk: _of_item(item, by_proposal.get(item.proposal_id)) for item in items}


def _of_item(item, standing):
    if standing is None:
        return ""
    lines = [PROPOSED.format(code=item.proposal.code, agency=item.proposal.lead_agency)]
    parts = (
        ("คะแนนเอกสารเฉลี่ย", standing.doc, standing.doc_sheets),
        ("คะแนนการนำเสนอเฉลี่ย", standing.pitch, standing.pitch_sheets),
    )
    lines += [
        f"{name} {mean:.2f} คะแนน (กรรมการ {sheets} คน)"
        for name, mean, sheets in parts
        if mean is not None
    ]
    if standing.final is not None:
        lines.append(f"คะแนนรวม {standing.final:.2f} คะแนน")
    if item.block:
        lines.append(IN_BLOCK)
    return thai.normalise(" ".join(lines))
