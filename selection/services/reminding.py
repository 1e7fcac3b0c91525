"""Reminding members of score sheets (R3), interests not declared (R4) and meetings (R5).

Each reminder once, however often it runs.
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from proposals.states import State
from pyp_portal import clock, thai
from selection import emails
from selection.models import Assignment, Conflict, Meeting, PitchSession, ScoreSheet
from selection.services.declaring import to_redeclare

BEFORE = (7, 2)  # days before the due day
MOST_OVERDUE = 3  # working days after it
PITCH_DAYS = 3  # before a pitch day on which interests are declared once more


def stage_of(due, today):
    """Which reminder is due today: "-7", "-2", "+1" to "+3", or "" for none."""
    left = (due - today).days
    if left >= 0:
        reached = [days for days in BEFORE if left <= days]
        return f"-{min(reached)}" if reached else ""
    over = thai.working_days_between(due, today)
    return f"+{over}" if 1 <= over <= MOST_OVERDUE else ""


def remind_members():
    """One letter a member about all sheets due on one day; how many letters were due."""
    today = clock.today()
    if not thai.is_working_day(today):
        return 0
    letters = [
        (seat, due, offset, sheets)
        for (seat, due), sheets in _open_sheets().items()
        if (offset := stage_of(due, today))
    ]
    for seat, due, offset, sheets in letters:
        emails.sheets_due(seat, due, offset, sheets)
    return len(letters)


def _open_sheets():
    """Open sheets by seat and due day."""
    found = {}
    waiting = ScoreSheet.objects.waiting().filter(due_at__isnull=False, seat__ended_at=None)
    for sheet in waiting.select_related("seat__user", "proposal"):
        found.setdefault((sheet.seat, clock.localdate(sheet.due_at)), []).append(sheet)
    return found


def remind_undeclared():
    """One letter a member: what they were given a day ago, and pitches that are near (R4)."""
    if not thai.is_working_day(clock.today()):
        return 0
    letters = [*_silent_readers().items(), *_silent_before_pitches()]
    for (seat, occasion), proposals in letters:
        emails.undeclared(seat, proposals, occasion)
    return len(letters)


def _silent_readers():
    """{(seat, occasion): proposals} given at least a day ago and not declared about."""
    declared = Conflict.objects.filter(seat=OuterRef("seat"), proposal=OuterRef("proposal"))
    silent = Assignment.objects.filter(
        ~Exists(declared),
        assigned_at__lte=clock.now() - timedelta(days=1),
        seat__ended_at=None,
        proposal__state__in=[State.ELIGIBLE, State.REVIEWING],
    ).select_related("seat__user", "seat__committee__plan__call", "proposal")
    found = {}
    for row in silent:
        day = clock.localdate(row.assigned_at)
        found.setdefault((row.seat, f"undeclared:{row.seat_id}:{day}"), []).append(row.proposal)
    return found


def _silent_before_pitches():
    """Members who have still to declare once more before a pitch day that is near."""
    soon = clock.now() + timedelta(days=PITCH_DAYS)
    sessions = PitchSession.objects.filter(
        starts_at__gte=clock.now(), starts_at__lte=soon, started_at=None
    ).select_related("plan__call", "plan__committee")
    for session in sessions:
        for seat in session.plan.committee.seats.active().scoring().select_related("user"):
            waiting = to_redeclare(session.plan, seat.user, seat)
            proposals = list(waiting.filter(pk__in=session.slots.values("proposal")))
            if proposals:
                yield (seat, f"undeclared-pitch:{seat.pk}:{session.pk}"), proposals


def remind_of_meetings():
    """R5: on the day before, every member of what was announced; how many letters were due."""
    tomorrow = clock.today() + timedelta(days=1)
    announced = Meeting.objects.filter(
        starts_at__date=tomorrow, notice_sent_at__isnull=False, cancelled_at=None, started_at=None
    )
    letters = [
        (meeting, seat)
        for meeting in announced.select_related("committee")
        for seat in meeting.committee.seats.filled_on(tomorrow).deciding().select_related("user")
    ]
    for meeting, seat in letters:
        emails.meeting_tomorrow(meeting, seat)
    return len(letters)
