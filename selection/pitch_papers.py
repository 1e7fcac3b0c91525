"""What is printed of a pitch day that is over: who sat, what was held, who was out of the room."""

from pyp_portal import thai
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.services import issue
from selection import sheet_words
from selection.documents import TEMPLATES, member
from selection.kinds import Leaving

LEAVING_TH = {Leaving.INTEREST: "ออกจากห้องประชุม", Leaving.ABSTAIN: "งดออกคะแนน"}


def session_record(session, *, quorum, effect, missing=(), by=None, instead=()):
    """The record of a session (PD-11), with the effect of the place in the order.

    ``missing`` are (seat, why) of who scores and did not come.
    ``instead`` stands in place of facts, where who tries the words may not read them.
    """
    day = thai.thai_date(session.starts_at, digits=True)
    sat = session.attendances.select_related("seat__user")
    return issue(
        Kind.SCORES,
        session,
        template=f"{TEMPLATES}/session_record.html",
        context={
            "session": session,
            "members": [member(row.seat) for row in sat],
            "missing": [member(seat) | {"note": why} for seat, why in missing],
            "slots": [slot_row(slot) for slot in slots_of(session)],
            "effect": effect,
            **sheet_words.of_record(session, quorum),
            **dict(instead),
        },
        title=f"บันทึกการนำเสนอข้อเสนอประเด็นการบูรณาการ วันที่ {day}",
        by=by,
    )


def slots_of(session):
    """The slots in their order with what the paper says of them."""
    slots = session.slots.select_related("proposal__lead_agency__province").order_by("order")
    return slots.prefetch_related("absences__seat__user")


def slot_row(slot):
    """One line: what happened, and who took no part."""
    away = [(one.seat.user.name_th, LEAVING_TH[one.why]) for one in slot.absences.all()]
    return {"slot": slot, "away": away}
