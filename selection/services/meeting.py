"""A meeting from its notice to its certified minutes."""

from itertools import count

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused
from pyp_portal import clock
from pyp_portal.history.services import record
from selection import documents, emails, guards, quorums
from selection.kinds import SUBSTITUTABLE, Presence
from selection.models import AgendaItem, Attendance, Meeting, Minutes
from selection.services.holding import hold, hold_in_place, hold_uncertified


@transaction.atomic
def call_meeting(committee, *, starts_at, place_th, number=None, by=None, **choices):
    """Plan a meeting; its number begins again each calendar year."""
    hold(committee)
    year = clock.localdate(starts_at).year + 543
    last = committee.meetings.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting.objects.create(
        committee=committee,
        year=year,
        number=number or last + 1,
        starts_at=starts_at,
        place_th=place_th,
        **choices,
    )
    record(meeting, "planned", by=by)
    return meeting


@transaction.atomic
def add_item(meeting, *, proposal=None, title_th="", number="", by=None):
    """Put a point on the agenda, until the minutes are certified."""
    hold_uncertified(meeting)
    if proposal and meeting.items.filter(proposal=proposal).exists():
        raise MoveRefused(_("%(code)s is on the agenda already.") % {"code": proposal.code})
    position = meeting.items.count() + 1
    number = number or _free_number(meeting, position)
    if meeting.items.filter(number=number).exists():
        raise MoveRefused(_("There is an item %(number)s already.") % {"number": number})
    return AgendaItem.objects.create(
        meeting=meeting,
        position=position,
        number=number,
        proposal=proposal,
        title_th=title_th or (proposal.title_th if proposal else ""),
    )


def _free_number(meeting, position):
    """The next number under point 5 that nobody typed by hand."""
    taken = set(meeting.items.values_list("number", flat=True))
    return next(number for n in count(position) if (number := f"5.{n}") not in taken)


@transaction.atomic
def add_to_agenda(meeting, proposals, *, title_th="", number="", by=None):
    """Put proposals on the agenda, and another subject where one is named; all or nothing."""
    if not (proposals or title_th):
        raise MoveRefused(_("Choose proposals, or write another subject."))
    add_proposals(meeting, proposals, by=by)
    if title_th:
        add_item(meeting, title_th=title_th, number=number, by=by)


@transaction.atomic
def add_proposals(meeting, proposals, *, by=None):
    """Put several proposals on the agenda, those not yet on it."""
    known = set(meeting.items.exclude(proposal=None).values_list("proposal_id", flat=True))
    return [add_item(meeting, proposal=p, by=by) for p in proposals if p.pk not in known]


@transaction.atomic
def send_notice(meeting, *, urgency_reason="", by=None):
    """Invite every member in writing, in time or with a reason why it is short (K2)."""
    if hold_in_place(meeting).notice_sent_at:
        raise MoveRefused(_("The notice has been sent already."))
    late = guards.notice_in_time(meeting, clock.now())
    if late and len(urgency_reason.strip()) < REASON_MIN:
        raise MoveRefused(late)
    meeting.notice_sent_at, meeting.urgency_reason = clock.now(), urgency_reason
    meeting.save(update_fields=["notice_sent_at", "urgency_reason"])
    record(meeting, "notice sent", by=by, reason=urgency_reason)
    for seat in meeting.committee.seats.active().select_related("user"):
        emails.meeting_notice(meeting, seat)
    return meeting


@transaction.atomic
def start_meeting(meeting, *, by=None, at=None):
    """The chair opens the meeting, on its day and after its notice (K2)."""
    if hold_in_place(meeting).started_at:
        raise MoveRefused(_("The meeting has been opened already."))
    if not meeting.notice_sent_at:
        raise MoveRefused(_("Send the notice first; where time is short, say why in it."))
    if early := guards.day_has_come(meeting):
        raise MoveRefused(early)
    meeting.started_at = at or clock.now()
    meeting.save(update_fields=["started_at"])
    record(meeting, "opened", by=by)
    return meeting


@transaction.atomic
def mark_attendance(meeting, rows, *, by=None):
    """Note who came: ``rows`` are mappings with seat, status, is_online and delegate_th."""
    hold_uncertified(meeting)
    for row in rows:
        _mark(meeting, **row)
    record(meeting, "attendance noted", by=by, present=quorums.of_meeting(meeting).present)
    return meeting


def _mark(meeting, *, seat, status, is_online=False, delegate_th=""):
    if status == Presence.DELEGATE and not may_delegate(seat):
        raise MoveRefused(_("%(name)s may not send a delegate.") % {"name": seat})
    if status == Presence.DELEGATE and not delegate_th:
        raise MoveRefused(_("Who came as the delegate of %(name)s?") % {"name": seat})
    Attendance.objects.update_or_create(
        meeting=meeting,
        seat=seat,
        defaults={"status": status, "is_online": is_online, "delegate_th": delegate_th},
    )


def may_delegate(seat):
    """Whether the order lets this seat send a delegate (K13)."""
    return seat.role in SUBSTITUTABLE and seat.order.delegates_allowed


@transaction.atomic
def end_meeting(meeting, *, by=None, at=None):
    """The chair closes the meeting."""
    if not hold_in_place(meeting).started_at or meeting.ended_at:
        raise MoveRefused(_("The meeting is not open."))
    meeting.ended_at = at or clock.now()
    meeting.save(update_fields=["ended_at"])
    record(meeting, "closed", by=by)
    return meeting


@transaction.atomic
def write_minutes(meeting, *, opening_th="", closing_th="", by):
    """Write the minutes, again as often as needed until they are certified."""
    hold_uncertified(meeting)
    minutes, _is_new = Minutes.objects.update_or_create(
        meeting=meeting,
        defaults={
            "opening_th": opening_th,
            "closing_th": closing_th,
            "written_at": clock.now(),
            "written_by": by,
        },
    )
    meeting.minutes = minutes
    record(meeting, "minutes written", by=by)
    return minutes


@transaction.atomic
def certify_minutes(meeting, *, by):
    """The minutes stand; the paper is frozen (K11, K14)."""
    hold_in_place(meeting)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None or not meeting.ended_at:
        raise MoveRefused(_("Close the meeting and write its minutes first."))
    if minutes.certified_at:
        raise MoveRefused(_("The minutes have been certified already."))
    minutes.certified_at, minutes.certified_by = clock.now(), by
    minutes.save(update_fields=["certified_at", "certified_by"])
    meeting.minutes = minutes
    record(meeting, "minutes certified", by=by)
    documents.minutes(meeting, by=by)
    return minutes
