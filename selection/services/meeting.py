"""A meeting from its notice to its certified minutes."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused, ReasonNeeded
from pyp_portal import clock
from pyp_portal.history.services import record
from selection import documents, emails, guards, quorums
from selection.kinds import SUBSTITUTABLE, Outcome, Presence, Severity
from selection.models import (
    AgendaItem,
    Attendance,
    Conflict,
    Dissent,
    Meeting,
    Minutes,
    Recusal,
    Resolution,
)
from selection.services.declaring import recuse_late


@transaction.atomic
def call_meeting(committee, *, starts_at, place_th, number=None, by=None, **choices):
    """Plan a meeting; its number begins again each calendar year."""
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
    _refuse_if_certified(meeting)
    if proposal and meeting.items.filter(proposal=proposal).exists():
        raise MoveRefused(_("%(code)s is on the agenda already.") % {"code": proposal.code})
    position = meeting.items.count() + 1
    return AgendaItem.objects.create(
        meeting=meeting,
        position=position,
        number=number or f"5.{position}",
        proposal=proposal,
        title_th=title_th or (proposal.title_th if proposal else ""),
    )


def add_proposals(meeting, proposals, *, by=None):
    """Put several proposals on the agenda, those not yet on it."""
    known = set(meeting.items.exclude(proposal=None).values_list("proposal_id", flat=True))
    return [add_item(meeting, proposal=p, by=by) for p in proposals if p.pk not in known]


def _hold(meeting):
    """The same meeting as it stands now, its row held until commit."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    meeting.refresh_from_db()
    return meeting


@transaction.atomic
def send_notice(meeting, *, urgency_reason="", by=None):
    """Invite every member in writing, in time or with a reason why it is short (K2)."""
    if _hold(meeting).notice_sent_at:
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
    """The chair opens the meeting."""
    if _hold(meeting).started_at:
        raise MoveRefused(_("The meeting has been opened already."))
    meeting.started_at = at or clock.now()
    meeting.save(update_fields=["started_at"])
    record(meeting, "opened", by=by)
    return meeting


@transaction.atomic
def mark_attendance(meeting, rows, *, by=None):
    """Note who came: ``rows`` are mappings with seat, status, is_online and delegate_th."""
    _refuse_if_certified(meeting)
    for row in rows:
        _mark(meeting, **row)
    record(meeting, "attendance noted", by=by, present=quorums.of_meeting(meeting).present)
    return meeting


def _mark(meeting, *, seat, status, is_online=False, delegate_th=""):
    allowed = seat.role in SUBSTITUTABLE and seat.order.delegates_allowed
    if status == Presence.DELEGATE and not allowed:
        raise MoveRefused(_("%(name)s may not send a delegate.") % {"name": seat})
    Attendance.objects.update_or_create(
        meeting=meeting,
        seat=seat,
        defaults={"status": status, "is_online": is_online, "delegate_th": delegate_th},
    )


@transaction.atomic
def recuse(item, seat, *, reason="", left_at=None, returned_at=None, by=None):
    """A member leaves the room for an item (K6); one who had not declared declares now."""
    _refuse_if_certified(item.meeting)
    if item.proposal_id and not _has_stepped_aside(seat, item.proposal):
        recuse_late(seat, item.proposal, reason=reason, by=by)
    recusal, is_new = Recusal.objects.get_or_create(
        item=item,
        seat=seat,
        defaults={"left_at": left_at or clock.now(), "returned_at": returned_at},
    )
    if is_new:
        record(item.meeting, "recused", by=by, item=item.number, seat_no=seat.seat_no)
    return recusal


def _has_stepped_aside(seat, proposal):
    return Conflict.objects.filter(seat=seat, proposal=proposal, severity=Severity.HARD).exists()


@transaction.atomic
def come_back(recusal, *, by=None, at=None):
    """The member comes back into the room."""
    if recusal.returned_at:
        raise MoveRefused(_("The member is back already."))
    recusal.returned_at = at or clock.now()
    recusal.save(update_fields=["returned_at"])
    record(recusal.item.meeting, "came back", by=by, item=recusal.item.number)
    return recusal


@transaction.atomic
def resolve(item, outcome, *, votes_for, text_th="", by=None, **facts):
    """Record what was decided about an item; nothing moves until it is announced."""
    _refuse_if_certified(item.meeting)
    resolution = Resolution(
        item=item,
        outcome=outcome,
        votes_for=votes_for,
        text_th=text_th or Outcome(outcome).label,
        decided_at=clock.now(),
        recorded_by=by,
        **facts,
    )
    old = Resolution.objects.filter(item=item).first()
    if old:
        _refuse_if_announced(old)
        resolution.pk = old.pk
    _check_votes(item, resolution)
    resolution.save()
    record(item.meeting, "resolved", by=by, item=item.number, outcome=outcome)
    if item.proposal_id:
        record(item.proposal, "resolution recorded", by=by, meeting=item.meeting.label)
    return resolution


def _refuse_if_announced(resolution):
    if resolution.announcement_items.exclude(announcement__number="").exists():
        raise MoveRefused(_("This resolution has already been signed for announcement."))


def _check_votes(item, resolution):
    """A quorum, no more votes than members in the room, a majority, a rank for a reserve."""
    if not _hold(item.meeting).started_at:
        raise MoveRefused(_("The meeting has not been opened yet."))
    found = quorums.of_item(item)
    if not found.holds:
        raise MoveRefused(quorums.sentence(found))
    cast = resolution.votes_for + resolution.votes_against + resolution.votes_abstain
    if cast > found.present:
        raise MoveRefused(
            _("%(cast)d votes, but %(present)d voting members are in the room.")
            % {"cast": cast, "present": found.present}
        )
    if not resolution.is_carried:
        raise MoveRefused(_("No majority: note a casting vote of the chair, or vote again."))
    if resolution.outcome == Outcome.RESERVE and not resolution.reserve_rank:
        raise MoveRefused(_("Give the place in the reserve."))


@transaction.atomic
def dissent(item, seat, text_th, *, by=None):
    """Attach a member's written disagreement (K11)."""
    _refuse_if_certified(item.meeting)
    if len(text_th.strip()) < REASON_MIN:
        raise ReasonNeeded
    row, _is_new = Dissent.objects.update_or_create(
        item=item, seat=seat, defaults={"text_th": text_th}
    )
    record(item.meeting, "dissent noted", by=by, item=item.number, seat_no=seat.seat_no)
    return row


@transaction.atomic
def end_meeting(meeting, *, by=None, at=None):
    """The chair closes the meeting."""
    if not _hold(meeting).started_at or meeting.ended_at:
        raise MoveRefused(_("The meeting is not open."))
    meeting.ended_at = at or clock.now()
    meeting.save(update_fields=["ended_at"])
    record(meeting, "closed", by=by)
    return meeting


@transaction.atomic
def write_minutes(meeting, *, opening_th="", closing_th="", by):
    """Write the minutes, again as often as needed until they are certified."""
    _refuse_if_certified(meeting)
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
    _hold(meeting)
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


def _refuse_if_certified(meeting):
    if Minutes.objects.filter(meeting=meeting, certified_at__isnull=False).exists():
        raise MoveRefused(_("The minutes are certified: the meeting changes no more."))
