"""The notice of a meeting with its agenda, and the meeting book of one member (PD-10).

Papers are written in Thai whatever the reader's language is, so their words stand here.
"""

import hashlib

from pyp_portal import thai
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import draft, issue
from selection.documents import TEMPLATES, appointed, clerk_of, member
from selection.kinds import Block, Mode
from selection.minutes_papers import minutes_context, point_of, titles_of
from selection.paper_words import of_meeting

MODES_TH = {
    Mode.ONSITE: "ประชุม ณ สถานที่",
    Mode.ONLINE: "ประชุมผ่านสื่ออิเล็กทรอนิกส์",
    Mode.HYBRID: "ประชุม ณ สถานที่และผ่านสื่ออิเล็กทรอนิกส์",
}
BLOCKS_TH = {
    Block.IN: "พิจารณาพร้อมกัน กลุ่มที่ผลคะแนนชัดเจนว่าเห็นควรให้ผ่าน",
    Block.OUT: "พิจารณาพร้อมกัน กลุ่มที่ผลคะแนนชัดเจนว่าเห็นควรไม่ให้ผ่าน",
    "": "พิจารณารายเรื่อง",
}

MEMO = "memo"
FORMS_TH = {"notice": "หนังสือ", MEMO: "บันทึกข้อความ"}
BOOK = "meeting-book:"  # begins the keys of books


def notices(meeting, *, by=None):
    """The papers that invite to a meeting; a changed time has papers of its own (K2)."""
    memorandum(meeting, by=by)
    return notice(meeting, by=by)


def notice(meeting, *, by=None):
    """The letter that invites the members (PD-10)."""
    return _invite(meeting, "notice", {}, by)


def memorandum(meeting, *, by=None):
    """The same for members who belong to the office, as it writes to its own; None without any."""
    seats = meeting.committee.seats.active().deciding().select_related("user")
    inside = [appointed(seat) for seat in seats if seat.user.is_sto_staff]
    return _invite(meeting, MEMO, {"inside": inside}, by) if inside else None


def _invite(meeting, form, facts, by):
    """The letter or the memorandum of one meeting and time."""
    whose = f"{meeting.committee.name_th} ครั้งที่ {meeting.label}"
    agenda = _agenda(meeting, meeting.items.select_related("proposal__lead_agency"))
    return issue(
        Kind.MEETING_NOTICE,
        meeting,
        template=f"{TEMPLATES}/meeting_{form}.html",
        context=agenda
        | facts
        | {"clerk": clerk_of(meeting.committee)}
        | of_meeting(meeting, agenda["mode"], FORMS_TH[form]),
        title=f"ขอเชิญประชุม{thai.to_thai_digits(whose)}",
        by=by,
        key=f"meeting-{form}:{meeting.pk}:{meeting.sequence}",
    )


def points_of(groups):
    """The points of an agenda in their official order: (number, title, groups under it)."""
    titles = titles_of(item for _words, found in groups for item in found)
    return [
        (number, title, list(_under(number, groups, len(titles))))
        for number, title in enumerate(titles, start=1)
    ]


def _under(number, groups, last):
    """What stands under one point; how it is decided is said of proposals alone."""
    for words, items in groups:
        found = [one for one in items if min(point_of(one) or last - 1, last) == number]
        if found:
            yield words if any(item.proposal for item in found) else "", found


def _agenda(meeting, items):
    """The agenda as papers show it: what is decided as a block stands together."""
    groups = [(words, [i for i in items if i.block == block]) for block, words in BLOCKS_TH.items()]
    return {"meeting": meeting, "mode": MODES_TH[meeting.mode], "points": points_of(groups)}


def book(meeting, items, previous, scores, beside, *, by):
    """The meeting book of one person: agenda, minutes before, a page for each item, scores.

    ``items`` are those that the person may know of, ``previous`` is (meeting, its items) for
    the minutes to be adopted or None, ``scores`` has the standings by proposal, as far as the
    person may see them; ``beside`` has the attachments of each item.
    """
    whose = f"{meeting.committee.name_th} ครั้งที่ {meeting.label}"
    seats = meeting.committee.seats.filled_on(meeting.day).deciding()
    made = draft(
        Kind.MEETING_NOTICE,
        meeting,
        template=f"{TEMPLATES}/meeting_book.html",
        context=_agenda(meeting, items)
        | {
            "owner": by,
            "previous": minutes_context(*previous) if previous else None,
            "pages": [_page(item, beside[item.pk]) for item in items if item.proposal_id],
            "scores": [(i, scores[i.proposal_id]) for i in items if i.proposal_id in scores],
            "members": [member(seat) for seat in seats.select_related("user")],
        },
        title=f"เอกสารประกอบการประชุม{thai.to_thai_digits(whose)}",
        by=by,
    )
    made.key = key_of_book(meeting, items, by)
    made.save(update_fields=["key"])
    return made


def _page(item, beside):
    proposal = item.proposal
    return {"item": item, "proposal": proposal, "answers": proposal.answered(), "files": beside}


def book_of(meeting, items, user):
    """The book that this person had made, as long as it holds just what they may see now."""
    return Paper.objects.filter(key=key_of_book(meeting, items, user)).first()


def beside(meeting, items, user, shut):
    """(the official papers about a meeting, this person's book or None), in one statement.

    ``shut`` is what is closed to this person, as ``shut_of`` gives it.
    """
    key = key_of_book(meeting, items, user, shut)
    found = Paper.objects.of(meeting) | Paper.objects.filter(key=key)
    rows = list(found.defer("html"))
    book = next((paper for paper in rows if paper.key == key), None)
    return [paper for paper in rows if paper != book], book


def shut_of(meeting, user):
    """The proposals of the year that are closed to this person, in order."""
    year = meeting.committee.plan.call_id
    closed = user.accesses.filter(kind="closed", proposal__call=year).order_by("proposal")
    return list(closed.values_list("proposal", flat=True).distinct())


def key_of_book(meeting, items, user, shut=None):
    """The same for one person, state of the plan, set of items and of what is closed to them.

    The minutes of the meeting before are in it too: what is closed later must not be.
    ``shut``: what is closed to them, where it is known already.
    """
    shut = shut_of(meeting, user) if shut is None else shut
    what = ",".join([*(str(item.uid) for item in items), *(f"-{pk}" for pk in shut)])
    digest = hashlib.sha256(what.encode()).hexdigest()[:16]
    return f"{BOOK}{meeting.pk}:{meeting.sequence}:{user.pk}:{digest}"
