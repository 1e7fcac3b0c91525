"""A meeting from its plan to its end: agenda, notice, opening, closing."""

from itertools import count

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused
from pyp_portal import clock
from pyp_portal.history.services import record
from selection import emails, guards, meeting_papers
from selection.models import AgendaItem, Meeting
from selection.services.holding import hold, hold_in_place, hold_uncertified


@transaction.atomic
def call_meeting(committee, *, starts_at, place_th, number=None, by=None, **choices):
    """Plan a meeting; its number begins again each calendar year."""
    hold(committee)
    year, free = number_of(committee, starts_at)
    meeting = Meeting.objects.create(
        committee=committee,
        year=year,
        number=number or free,
        starts_at=starts_at,
        place_th=place_th,
        **choices,
    )
    record(meeting, "planned", by=by)
    return meeting


def number_of(committee, starts_at, meeting=None):
    """Calendar year and number: a meeting keeps its own as long as its year stays."""
    year = clock.localdate(starts_at).year + 543
    if meeting and meeting.year == year:
        return year, meeting.number
    last = committee.meetings.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    return year, last + 1


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
    made = AgendaItem.objects.create(
        meeting=meeting,
        position=position,
        number=number,
        proposal=proposal,
        title_th=title_th or (proposal.title_th if proposal else ""),
    )
    record(meeting, "item added", by=by, item=number, code=proposal.code if proposal else "")
    return made


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
def send_notice(meeting, *, urgency_reason="", told_at=None, by=None):
    """Invite every member in writing: in time, or with a reason why it is short (K2).

    ``told_at`` is a meeting at which it was announced. Who was there has known since; it is
    late, if at all, for those alone who were not.
    """
    if hold_uncertified(meeting).notice_sent_at:
        raise MoveRefused(_("The notice has been sent already."))
    if told_at and not meeting.could_be_told_at.filter(pk=told_at.pk).exists():
        raise MoveRefused(_("Choose an earlier meeting of this committee that was held."))
    late = guards.notice_in_time(meeting, clock.now())
    if late and told_at:
        late = _late_for_some(meeting, told_at, late)
    if late and len(urgency_reason.strip()) < REASON_MIN:
        raise MoveRefused(late)
    meeting.notice_sent_at, meeting.urgency_reason = clock.now(), urgency_reason
    meeting.told_at = told_at
    meeting.save(update_fields=["notice_sent_at", "urgency_reason", "told_at"])
    told = {"told_at": told_at.label} if told_at else {}
    record(meeting, "notice sent", by=by, reason=urgency_reason, **told)
    meeting_papers.notices(meeting, by=by)
    for seat in meeting.committee.seats.active().deciding().select_related("user"):
        emails.meeting_notice(meeting, seat)
    return meeting


def _late_for_some(meeting, told_at, late):
    """None if all were there when it was told; else the sentence, with who was not."""
    untold = meeting.left_untold(told_at).select_related("user")
    if not untold:
        return None
    names = ", ".join(str(seat.user) for seat in untold)
    return late + " " + _("Not there when it was told: %(names)s.") % {"names": names}


@transaction.atomic
def start_meeting(meeting, *, by=None, at=None):
    """The chair opens the meeting, on its day and after its notice (K2)."""
    if hold_uncertified(meeting).started_at:
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
def end_meeting(meeting, *, by=None, at=None):
    """The chair closes the meeting."""
    if not hold_in_place(meeting).started_at or meeting.ended_at:
        raise MoveRefused(_("The meeting is not open."))
    meeting.ended_at = at or clock.now()
    meeting.save(update_fields=["ended_at"])
    record(meeting, "closed", by=by)
    return meeting
