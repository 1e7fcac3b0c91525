"""Who came to a meeting, when they came and left, in person, online or by a delegate."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from pyp_portal.history.services import record
from selection import quorums
from selection.kinds import Presence
from selection.models import Attendance, Stay
from selection.services import absent
from selection.services.holding import hold_uncertified
from selection.services.rejudging import check_standing
from selection.services.timing import moment_within


@transaction.atomic
def mark_attendance(meeting, rows, *, by=None):
    """Note who came: mappings with seat, status, is_online, delegate_th and absence_th.

    A delegate who is not named is the standing substitute, where the seat has one (K13).
    A member online counts as one who showed who they are (K12). A reason is kept of those
    alone who did not come. Refused where a vote that was counted would not stand.
    """
    hold_uncertified(meeting)
    for row in rows:
        _mark(meeting, **row)
    check_standing(meeting)
    record(meeting, "attendance noted", by=by, present=quorums.of_meeting(meeting).present)
    return meeting


def _mark(meeting, *, seat, status, is_online=False, delegate_th="", absence_th=""):
    if status == Presence.DELEGATE and not may_delegate(seat):
        raise MoveRefused(_("%(name)s may not send a delegate.") % {"name": seat})
    delegate_th = delegate_th or (seat.substitute_th if status == Presence.DELEGATE else "")
    if status == Presence.DELEGATE and not delegate_th:
        raise MoveRefused(_("Who came as the delegate of %(name)s?") % {"name": seat})
    is_absent = status == Presence.ABSENT
    attendance, _is_new = Attendance.objects.update_or_create(
        meeting=meeting,
        seat=seat,
        defaults={
            "status": status,
            "is_online": is_online,
            "delegate_th": delegate_th,
            "absence_th": absent.fitting(seat, absence_th) if is_absent else "",
        },
    )
    if is_absent:
        attendance.stays.all().delete()


def may_delegate(seat):
    """Whether the order lets this seat send a delegate (K13)."""
    return seat.may_be_substituted


@transaction.atomic
def arrive(meeting, seat, *, at=None, by=None):
    """A member comes into the room after the beginning, or comes back into it."""
    moment = _moment_in(hold_uncertified(meeting), at)
    attendance, is_new = Attendance.objects.get_or_create(
        meeting=meeting, seat=seat, defaults={"status": Presence.PRESENT}
    )
    if attendance.status == Presence.ABSENT:
        attendance.status, attendance.absence_th, is_new = Presence.PRESENT, "", True
        attendance.save(update_fields=["status", "absence_th"])
    last = attendance.stays.order_by("-came_at").first()
    is_inside = not is_new and (last is None or last.left_at is None)
    if is_inside or (last and last.left_at > moment):
        raise MoveRefused(_("%(name)s is noted as in the room then.") % {"name": seat})
    Stay.objects.create(attendance=attendance, came_at=moment)
    return _moved(meeting, seat, "arrived", moment, by)


@transaction.atomic
def leave(meeting, seat, *, at=None, by=None):
    """A member leaves the meeting before its end; for one item only, it is a recusal instead."""
    moment = _moment_in(hold_uncertified(meeting), at)
    attendance = meeting.attendances.filter(seat=seat).exclude(status=Presence.ABSENT).first()
    if attendance is None:
        raise MoveRefused(_("%(name)s is not noted as present.") % {"name": seat})
    stay = attendance.stays.order_by("-came_at").first()
    if stay is None:
        stay = Stay(attendance=attendance, came_at=meeting.started_at)
    if stay.left_at or moment < stay.came_at:
        raise MoveRefused(_("%(name)s is not noted as in the room then.") % {"name": seat})
    stay.left_at = moment
    stay.save()
    return _moved(meeting, seat, "left", moment, by)


def _moment_in(meeting, at):
    """The moment within the meeting at which somebody came or left."""
    if not meeting.started_at:
        raise MoveRefused(_("Coming and leaving are noted from the opening of the meeting on."))
    return moment_within(meeting, at)


def _moved(meeting, seat, verb, moment, by):
    check_standing(meeting)
    record(meeting, verb, by=by, seat_no=seat.seat_no, at=moment)
    return meeting
