"""On which records of the selection the words of its papers may be tried, and how.

Administrators keep the words and do not read points: what is tried is released, and stands
there without the points, the remarks of readers and the figures of the record.
"""

from pyp_portal.papers.wordings import Entry
from selection import documents, meeting_papers, release_papers, wordings
from selection.models import Announcement, AnnouncementItem, AppointmentOrder, Meeting
from selection.services.feedback import Answer

MOST = 30  # records to choose from, the newest first
NO_FIGURES = {"others": 0, "holding": 0}


def released():
    """Announcements that are out."""
    found = Announcement.objects.filter(released_at__isnull=False).order_by("-pk")[:MOST]
    return [(str(one.uid), f"{one.number} {one.title_th}") for one in found]


def results():
    """Results that are out, by the code of the proposal and the announcement."""
    found = AnnouncementItem.objects.filter(announcement__released_at__isnull=False)
    found = found.select_related("proposal", "announcement").order_by("-pk")[:MOST]
    return [(code_of(item), f"{item.proposal.code} {item.announcement.number}") for item in found]


def code_of(item):
    return f"{item.announcement.uid}:{item.proposal.code}"


def orders():
    found = AppointmentOrder.objects.select_related("committee").order_by("-date", "-pk")[:MOST]
    return [(order.number, f"{order.number} {order.committee.name_th}") for order in found]


def meetings():
    found = Meeting.objects.select_related("committee").order_by("-starts_at")[:MOST]
    return [(str(one.uid), f"{one.committee.name_th} ครั้งที่ {one.label}") for one in found]


def notice(uid, by):
    return meeting_papers.notice(Meeting.objects.get(uid=uid), by=by)


def find(uid):
    return Announcement.objects.select_related("plan__call").get(uid=uid)


def result_letter(code, by):
    uid, _colon, proposal = code.partition(":")
    items = AnnouncementItem.objects.select_related("proposal", "announcement__plan")
    item = items.get(announcement__uid=uid, proposal__code=proposal)
    return documents.result_letter(item, Answer(item, [], [], []), by=by)


def announcement(uid, by):
    return documents.announcement(find(uid), by=by)


def committee_order(number, by):
    order = AppointmentOrder.objects.filter(number=number).order_by("date", "pk").last()
    return documents.committee_order(order, by=by)


def memorandum(uid, by):
    return release_papers.memorandum(find(uid), NO_FIGURES, writer=by)


ENTRIES = [
    Entry(wordings.COMMITTEE_ORDER, orders, committee_order),
    Entry(wordings.MEETING_NOTICE, meetings, notice),
    Entry(wordings.MEMORANDUM, released, memorandum),
    Entry(wordings.ANNOUNCEMENT, released, announcement),
    Entry(wordings.RESULT_LETTER, results, result_letter),
]
