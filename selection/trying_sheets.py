"""On which records the words of sheets and records may be tried, and how.

Administrators do not read points, ties of interest or what was said in a meeting. So each is
tried on its record without them: no points, no remarks, and example figures in their place.
"""

from decimal import Decimal
from types import SimpleNamespace

from pyp_portal.papers.wordings import Entry
from pyp_portal.templatetags.thai import thai_date
from selection import (
    documents,
    member_papers,
    minutes_papers,
    pitch_papers,
    seal_papers,
    sheet_wordings,
)
from selection.models import (
    Meeting,
    PitchSession,
    ScoreSheet,
    Seal,
    Seat,
    SelectionPlan,
    TieBreak,
)

MOST = 30  # records to choose from, the newest first
EXAMPLE = Decimal("81.50")
NOBODY = {"members": [], "slots": []}
QUORUM = SimpleNamespace(present=7, required=5)
SAID_NOTHING = {"present": [], "absent": [], "others": [], "agenda": [], "minutes": None}


def entry(document, found, named, make):
    """An entry whose records bear an address of their own."""

    def records():
        return [(str(one.uid), named(one)) for one in found().order_by("-pk")[:MOST]]

    return Entry(document, records, lambda uid, by: make(found().get(uid=uid), by))


def plans():
    found = SelectionPlan.objects.select_related("call").order_by("-call__fiscal_year")[:MOST]
    return [(str(plan.year), str(plan)) for plan in found]


def seats():
    accepted = Seat.objects.filter(terms_accepted_at__isnull=False)
    return accepted.select_related("committee__plan__call", "user", "order", "terms")


def sheets():
    """Those of proposals whose results are out."""
    out = ScoreSheet.objects.filter(
        proposal__announcement_items__announcement__released_at__isnull=False
    )
    return out.filter(submitted_at__isnull=False).select_related("proposal__call").distinct()


def days():
    return PitchSession.objects.select_related("plan__call")


def certified():
    found = Meeting.objects.filter(minutes__certified_at__isnull=False)
    return found.select_related("committee__plan__call", "minutes")


def seals():
    return Seal.objects.select_related("round__plan__call")


def ties():
    return TieBreak.objects.filter(settled_at__isnull=False).select_related("plan__call")


def of_seat(seat):
    return f"{seat.committee.name_th} ลำดับที่ {seat.seat_no}"


def of_day(one):
    return str(thai_date(one.starts_at))


def of_meeting(one):
    return f"{one.committee.name_th} ครั้งที่ {one.label}"


def of_seal(made):
    held = made.round
    return f"{seal_papers.STAGES_TH[held.stage]} รอบที่ {held.number} ฉบับที่ {made.version}"


def declaration(seat, by):
    return member_papers.declaration(seat, by=by, ties=[])


def sheet(found, by):
    """Without points, remarks and the member who gave them."""
    seen = SimpleNamespace(submitted_at=found.submitted_at)
    scores = found.scores.select_related("criterion")
    rows = [{"criterion": score.criterion, "score": None, "part": None} for score in scores]
    nobody = {"sheet": seen, "rows": rows, "seat": None, "role": ""}
    found.seat = Seat(role=found.seat.role, seat_no=0)
    return member_papers.sheet(found, by=by, instead=nobody)


def summary(year, by):
    plan = SelectionPlan.objects.get(call__fiscal_year=year)
    return documents.score_summary(plan, [], by=by)


def record(session, by):
    return pitch_papers.session_record(session, quorum=QUORUM, effect=None, by=by, instead=NOBODY)


def schedule(session, by):
    return documents.pitch_schedule(session, by=by)


def seal(made, by):
    return seal_papers.seal(made, by=by, instead={"changes": []})


def tie_break(tie, by):
    tie.final, tie.steps = EXAMPLE, []
    return seal_papers.tie_break(tie, by=by, instead={"rows": []})


def minutes(meeting, by):
    return minutes_papers.minutes(meeting, by=by, instead=SAID_NOTHING)


ENTRIES = [
    entry(sheet_wordings.DECLARATION, seats, of_seat, declaration),
    entry(sheet_wordings.SCORE_SHEET, sheets, lambda one: one.proposal.code, sheet),
    Entry(sheet_wordings.SCORE_SUMMARY, plans, summary),
    entry(sheet_wordings.PITCH_RECORD, days, of_day, record),
    entry(sheet_wordings.SEAL, seals, of_seal, seal),
    entry(sheet_wordings.TIE_BREAK, ties, lambda one: str(one.plan), tie_break),
    entry(sheet_wordings.PITCH_SCHEDULE, days, of_day, schedule),
    entry(sheet_wordings.MINUTES, certified, of_meeting, minutes),
]
