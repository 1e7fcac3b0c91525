"""Reminding members of score sheets (R3), interests not declared (R4) and meetings (R5).

Each reminder once, however often it runs.
"""

from datetime import timedelta
from functools import partial

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proposals.states import State
from pyp_portal import clock
from pyp_portal.reminders.ladders import before, climb, early, on_day, on_working_day
from pyp_portal.reminders.rules import Letter, Rule
from pyp_portal.reminders.sending import send
from selection import emails
from selection.models import Assignment, Conflict, Meeting, PitchSession, ScoreSheet
from selection.services.declaring import to_redeclare

SHEET_STEPS = (
    on_day(-7),
    on_day(-2),
    *(on_working_day(days, f"+{days}") for days in (1, 2, 3)),
    on_working_day(4, "", is_silent=True),
)
GIVEN_STEPS = (before("+1", days=-1),)  # from when it was given
PITCH_STEPS = (before("-3", days=3),)  # a pitch day on which interests are declared once more
MEETING_STEPS = (early(-1, "-1"), on_day(0, is_silent=True))


def counted(proposals):
    count = len(proposals)
    return ngettext("%(n)d proposal", "%(n)d proposals", count) % {"n": count}


# --- R3 -----------------------------------------------------------------------


def sheet_letters(now, until):
    """One letter a member about all open sheets that are due on one day."""
    for (seat, due), sheets in _open_sheets().items():
        for step, moment in climb(SHEET_STEPS, due, now, until):
            yield Letter(
                key=f"sheets-due:{seat.pk}:{due}:{step.name}",
                at=moment,
                step=step.name,
                due=due,
                about=f"{seat.user} · {counted(sheets)}",
                tell=partial(remind_of_sheets, seat.pk, due, step.name),
                thing=f"sheets-due:{seat.pk}:{min(sheet.pk for sheet in sheets)}",
            )


def remind_of_sheets(seat_pk, due, step):
    """The sheets of one member that are open still."""
    for (seat, day), sheets in _open_sheets(seat=seat_pk).items():
        if day == due:
            return emails.sheets_due(seat, due, step, sheets)
    return False


def _open_sheets(**narrowed):
    """Open sheets by seat and due day."""
    found = {}
    waiting = ScoreSheet.objects.waiting().filter(due_at__isnull=False, seat__ended_at=None)
    waiting = waiting.filter(**narrowed).select_related("seat__user", "proposal__call")
    for sheet in waiting:
        found.setdefault((sheet.seat, clock.localdate(sheet.due_at)), []).append(sheet)
    return found


# --- R4 -----------------------------------------------------------------------


def undeclared_letters(now, until):
    """What members were given a day ago, and pitches that are near."""
    for (seat, day), rows in _silent_readers().items():
        given = max(row.assigned_at for row in rows)
        for step, moment in climb(GIVEN_STEPS, given, now, until):
            yield Letter(
                key=f"undeclared:{seat.pk}:{day}",
                at=moment,
                step=step.name,
                due=day,
                about=f"{seat.user} · {counted(rows)}",
                thing=f"undeclared:{seat.pk}:{min(row.proposal_id for row in rows)}",
                tell=partial(remind_reader, seat.pk, day),
            )
    yield from _before_pitches(now, until)


def remind_reader(seat_pk, day):
    """What one member was given on a day and has not declared about still."""
    rows = _silent_readers(seat=seat_pk).items()
    for (seat, given), silent in rows:
        if given == day:
            proposals = [row.proposal for row in silent]
            return emails.undeclared(seat, proposals, f"undeclared:{seat.pk}:{day}")
    return False


def _silent_readers(**narrowed):
    """{(seat, day): assignments} that were given on a day and not declared about."""
    declared = Conflict.objects.filter(seat=OuterRef("seat"), proposal=OuterRef("proposal"))
    silent = Assignment.objects.filter(
        ~Exists(declared),
        seat__ended_at=None,
        proposal__state__in=[State.ELIGIBLE, State.REVIEWING],
        **narrowed,
    ).select_related("seat__user", "seat__committee__plan__call", "proposal__call")
    found = {}
    for row in silent:
        found.setdefault((row.seat, clock.localdate(row.assigned_at)), []).append(row)
    return found


def _before_pitches(now, until):
    """Members who have still to declare once more before a pitch day."""
    sessions = PitchSession.objects.filter(
        starts_at__gt=now, starts_at__lte=until + timedelta(days=3), started_at=None
    ).select_related("plan__call", "plan__committee")
    for session in sessions:
        climbed = list(climb(PITCH_STEPS, session.starts_at, now, until, ends=session.starts_at))
        for seat in _seats_of(session) if climbed else ():
            waiting = _to_declare_again(session, seat)
            for step, moment in climbed if waiting else ():
                yield Letter(
                    key=f"undeclared-pitch:{seat.pk}:{session.pk}",
                    at=moment,
                    step=step.name,
                    due=session.starts_at,
                    about=f"{seat.user} · {counted(waiting)}",
                    thing=f"undeclared-pitch:{seat.pk}:{session.pk}",
                    tell=partial(remind_before_pitch, session, seat),
                )


def _seats_of(session):
    return session.plan.committee.seats.active().scoring().select_related("user")


def _to_declare_again(session, seat):
    waiting = to_redeclare(session.plan, seat.user, seat)
    return list(waiting.filter(pk__in=session.slots.values("proposal")).select_related("call"))


def remind_before_pitch(session, seat):
    """What one member has to declare once more."""
    proposals = _to_declare_again(session, seat)
    if not proposals:
        return False
    return emails.undeclared(seat, proposals, f"undeclared-pitch:{seat.pk}:{session.pk}")


# --- R5 -----------------------------------------------------------------------


def meeting_letters(now, until):
    """On the working day before, every member of what was announced."""
    announced = Meeting.objects.filter(
        starts_at__gt=now,
        starts_at__lte=until + timedelta(days=10),
        notice_sent_at__isnull=False,
        cancelled_at=None,
        started_at=None,
    )
    for meeting in announced.select_related("committee__plan__call"):
        for step, moment in climb(MEETING_STEPS, meeting.starts_at, now, until):
            yield Letter(
                key=f"meeting-tomorrow:{meeting.pk}:{meeting.sequence}",
                at=moment,
                step=step.name,
                due=meeting.starts_at,
                about=str(_("Meeting %(label)s") % {"label": meeting}),
                tell=partial(remind_of_meeting, meeting),
                thing=f"meeting:{meeting.pk}",
                url=meeting.get_absolute_url(),
            )


def remind_of_meeting(meeting):
    """Everybody who sits on that day."""
    day = clock.localdate(meeting.starts_at)
    seats = meeting.committee.seats.filled_on(day).deciding().select_related("user")
    for seat in seats:
        emails.meeting_tomorrow(meeting, seat)


R3 = Rule(
    "R3",
    _("Score sheets that are open"),
    _("The member, in one letter about all sheets due on a day"),
    _("7 and 2 days before they are due, and on the three working days after"),
    sheet_letters,
)
R4 = Rule(
    "R4",
    _("Interests that are not declared"),
    _("The member, in one letter about all of them"),
    _("A day after the proposals were given, and 3 days before a pitch day"),
    undeclared_letters,
)
R5 = Rule(
    "R5",
    _("Meetings of the committee"),
    _("All members of the committee"),
    _("On the working day before (the invitation itself goes out when it is published)"),
    meeting_letters,
)


def remind_members():
    """R3; how many letters."""
    return send(R3)


def remind_undeclared():
    """R4; how many letters."""
    return send(R4)


def remind_of_meetings():
    """R5; how many letters."""
    return send(R5)
