"""A planned meeting is moved or cancelled, or adjourned without a quorum and called again."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused, ReasonNeeded
from pyp_portal import clock
from pyp_portal.history.services import record
from selection import emails, guards, meeting_papers, quorums
from selection.models import AgendaItem
from selection.quorum import SECOND_CALL_DAYS
from selection.services.holding import hold_uncertified
from selection.services.meeting import call_meeting, number_of

MOVABLE = ("starts_at", "place_th", "mode")


@transaction.atomic
def move_meeting(meeting, *, reason, urgency_reason="", by=None, **when_where):
    """Another time or place; who had the notice is told once, and calendars follow (K2)."""
    _hold_planned(meeting, reason)
    before = {name: getattr(meeting, name) for name in MOVABLE}
    if all(before[name] == value for name, value in when_where.items()):
        raise MoveRefused(_("Time, place and form are the same as before."))
    for name, value in when_where.items():
        setattr(meeting, name, value)
    meeting.year, meeting.number = number_of(meeting.committee, meeting.starts_at, meeting)
    if meeting.notice_sent_at:
        _renew_notice(meeting, urgency_reason)
    _change(meeting, reason)
    if meeting.notice_sent_at:
        meeting_papers.notices(meeting, by=by)
    record(meeting, "moved", by=by, reason=reason, before=before["starts_at"], **when_where)
    _tell(meeting, emails.meeting_moved)
    return meeting


def _renew_notice(meeting, urgency_reason):
    """The new time is a notice of its own: in time, or with a reason why it is short."""
    late = guards.notice_in_time(meeting, clock.now())
    if late and len(urgency_reason.strip()) < REASON_MIN:
        raise MoveRefused(late)
    meeting.notice_sent_at, meeting.urgency_reason = clock.now(), urgency_reason
    meeting.told_at = None


@transaction.atomic
def cancel_meeting(meeting, *, reason, by=None):
    """The meeting is not held; it keeps its number, and calendars cross it out."""
    _hold_planned(meeting, reason)
    meeting.cancelled_at = clock.now()
    _change(meeting, reason)
    record(meeting, "cancelled", by=by, reason=reason)
    _tell(meeting, emails.meeting_cancelled)
    return meeting


def _hold_planned(meeting, reason):
    if hold_uncertified(meeting).started_at:
        raise MoveRefused(_("The meeting has been opened already."))
    if len(reason.strip()) < REASON_MIN:
        raise ReasonNeeded


def _change(meeting, reason):
    meeting.sequence += 1
    meeting.changed_at, meeting.change_reason = clock.now(), reason
    meeting.save()


def _tell(meeting, letter):
    """Only those who had been told of the meeting are told of the change."""
    if meeting.notice_sent_at:
        for seat in meeting.committee.seats.active().deciding().select_related("user"):
            letter(meeting, seat)


@transaction.atomic
def adjourn(meeting, *, by=None, at=None):
    """Too few came: the meeting ends without deciding, and may be called a second time (K4)."""
    if not hold_uncertified(meeting).is_open:
        raise MoveRefused(_("The meeting is not open."))
    if meeting.attendances.count() == 0:
        raise MoveRefused(_("Note first who came."))
    if (found := quorums.of_meeting(meeting)).holds:
        raise MoveRefused(quorums.sentence(found))
    if AgendaItem.objects.filter(meeting=meeting, resolution__isnull=False).exists():
        raise MoveRefused(_("Something was decided already: close the meeting instead."))
    meeting.adjourned_at = meeting.ended_at = at or clock.now()
    meeting.save(update_fields=["adjourned_at", "ended_at"])
    record(meeting, "adjourned", by=by, present=found.present, required=found.required)
    return meeting


@transaction.atomic
def call_again(meeting, *, starts_at, by=None, **when_where):
    """The second call: the same matters within 14 days; its notice says that a third is enough."""
    hold_uncertified(meeting)
    if not meeting.adjourned_at:
        raise MoveRefused(_("Only a meeting that was adjourned without a quorum is called again."))
    if meeting.second_calls.filter(cancelled_at=None).exists():
        raise MoveRefused(_("The second call is planned already."))
    days = (clock.localdate(starts_at) - meeting.day).days
    if not 0 <= days <= SECOND_CALL_DAYS:
        raise MoveRefused(
            _("A second call is held within %(days)d days of the first.")
            % {"days": SECOND_CALL_DAYS}
        )
    again = call_meeting(
        meeting.committee,
        starts_at=starts_at,
        second_call_of=meeting,
        notice_says_second_call=True,
        by=by,
        **when_where,
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=again,
            position=item.position,
            number=item.number,
            proposal_id=item.proposal_id,
            title_th=item.title_th,
            block=item.block,
        )
        for item in meeting.items.all()
    )
    return again
