"""The minutes of a meeting as an official paper (PD-13), drawn from its record.

Papers are written in Thai whatever the reader's language is, so their words stand here.
"""

import re

from django.utils.timezone import localtime

from pyp_portal import thai
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.services import issue
from selection import quorums, sheet_words
from selection.documents import OUTCOMES_TH, TEMPLATES, member
from selection.kinds import Ballot, Choice, Presence, SeatRole

BEFORE_DECIDING = (
    "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
    "เรื่องรับรองรายงานการประชุม",
    "เรื่องสืบเนื่อง",
    "เรื่องเสนอเพื่อทราบ",
)
DECIDING = "เรื่องเสนอเพื่อพิจารณา"
BALLOTS_TH = {
    Ballot.SHOW: "",
    Ballot.NAMED: "ลงคะแนนโดยเปิดเผยรายชื่อ",
    Ballot.SECRET: "ลงคะแนนลับ",
}
CHOICES_TH = {
    Choice.FOR: "เห็นชอบ",
    Choice.AGAINST: "ไม่เห็นชอบ",
    Choice.ABSTAIN: "งดออกเสียง",
}


def minutes(meeting, *, by=None, instead=()):
    """The certified minutes of a meeting (PD-13).

    ``instead`` stands in place of facts, where who tries the words may not read them.
    """
    whose = f"{meeting.committee.name_th} ครั้งที่ {meeting.label}"
    return issue(
        Kind.MINUTES,
        meeting,
        template=f"{TEMPLATES}/minutes.html",
        context=minutes_context(meeting) | sheet_words.of_minutes(meeting) | dict(instead),
        title=f"รายงานการประชุม{thai.to_thai_digits(whose)}",
        by=by,
        key=f"minutes:{meeting.pk}",
    )


def minutes_context(meeting, items=None):
    """Who came, what was decided with which quorum, who left, who disagreed.

    ``items`` are those that the reader may know of; without them, all.
    """
    rows = list(meeting.attendances.select_related("seat__user").prefetch_related("stays"))
    items = with_decisions(meeting.items.all() if items is None else items)
    found, written = quorums.of_items(meeting, items), meeting.minutes
    seats = {row.seat_id: row.seat for row in rows if _is_there(row)}
    decided = [_decided(item, found[item.pk], seats) for item in items]
    return {
        "meeting": meeting,
        "minutes": written,
        "present": [_came(row) for row in rows if row.seat.vote and _is_there(row)],
        "absent": [
            {**member(row.seat), "note": row.absence_th}
            for row in rows
            if row.seat.vote and not _is_there(row)
        ],
        "others": [_came(row) for row in rows if not row.seat.vote and _is_there(row)],
        "agenda": agenda(written, decided),
        "recorder": written.written_by,
        "certifier": written.certified_by,
    }


def with_decisions(items):
    """Items with all that minutes say about them, in a fixed number of statements."""
    return items.select_related("resolution", "proposal__lead_agency").prefetch_related(
        "recusals__seat__user", "dissents__seat__user", "resolution__votes__seat__user"
    )


def agenda(minutes, rows):
    """The points of the minutes in their official order: (number, title, text, rows).

    An item numbered 3.1 stands under point 3. What is decided comes after what the chair
    tells, the minutes before, what follows from them and what is for information; where it
    comes earlier, what was written about those stands with other matters.
    """
    titles = titles_of(row["item"] for row in rows)
    last, deciding = len(titles), len(titles) - 1
    points = {number: [] for number in range(1, last + 1)}
    for row in rows:
        points[min(point_of(row["item"]) or deciding, last)].append(row)
    before = [minutes.opening_th, minutes.previous_th, minutes.followup_th, minutes.info_th]
    texts = {
        BEFORE_DECIDING.index(title) + 1: before[BEFORE_DECIDING.index(title)]
        for title in titles
        if title in BEFORE_DECIDING
    }
    rest = [text for number, text in enumerate(before, start=1) if number not in texts]
    texts[last] = "\n".join(filter(None, [*rest, minutes.closing_th]))
    return [
        (number, title, texts.get(number, ""), points[number])
        for number, title in enumerate(titles, start=1)
    ]


def titles_of(items):
    """The titles of the points of an agenda, in their official order.

    Proposals are decided under the last point that an item about one names, else under 5;
    where they stand under several, each of these is for deciding.
    """
    named = {point for item in items if item.proposal and (point := point_of(item))}
    deciding = max(named, default=5)
    before = enumerate(BEFORE_DECIDING[: deciding - 1], start=1)
    titles = [DECIDING if number in named else title for number, title in before]
    return [*titles, DECIDING, "เรื่องอื่น ๆ"]


def point_of(item):
    """The point under which an item stands: 3 for 3.1; None where its number does not say."""
    found = re.match(r"([2-5])[.]" if item.proposal else r"([1-9])\b", item.number)
    return int(found[1]) if found else None


def _is_there(row):
    return row.status != Presence.ABSENT


def _came(row):
    """Who came; a delegate by their own name, and whom they stand in for (office rules)."""
    came, notes = member(row.seat), []
    if row.status == Presence.DELEGATE:
        notes.append(f"แทน {came['name']}")
        came |= {"name": row.delegate_th, "who": f"แทน{came['who']}" if came["who"] else ""}
    if row.is_online:
        notes.append("ผ่านสื่ออิเล็กทรอนิกส์ แสดงตนแล้ว")
    return {**came, "note": " · ".join([*notes, *_times(row)])}


def _times(row):
    """When a member who was not there throughout came and left."""
    opened = row.meeting.started_at
    for stay in row.stays.all():
        came = "" if stay.came_at == opened else f"มาเวลา {_hour(stay.came_at)} น."
        left = f"ออกเวลา {_hour(stay.left_at)} น." if stay.left_at else ""
        yield " ".join(filter(None, [came, left]))


def _hour(moment):
    return f"{localtime(moment):%H.%M}"


def _decided(item, found, seats):
    resolution = getattr(item, "resolution", None)
    room = resolution.room if resolution else {}
    chair = seats.get(room.get("chair"))
    left = {recusal.seat_id for recusal in item.recusals.all()}
    aside = [
        seats[pk].user.name_th for pk in room.get("away", []) if pk in seats and pk not in left
    ]
    return {
        "item": item,
        "quorum": found,
        "resolution": resolution,
        "outcome": OUTCOMES_TH[resolution.outcome] if resolution else "",
        "ballot": BALLOTS_TH[resolution.ballot] if resolution else "",
        "votes": list(_by_name(resolution)) if resolution else [],
        "chair": chair.user if chair and chair.role != SeatRole.CHAIR else None,
        "recusals": item.recusals.all(),
        "aside": ", ".join(aside),
        "dissents": item.dissents.all(),
    }


def _by_name(resolution):
    """(choice, names) of a vote that was given by name."""
    for choice, words in CHOICES_TH.items():
        names = [v.seat.user.name_th for v in resolution.votes.all() if v.choice == choice]
        if names:
            yield words, ", ".join(names)
