"""Everything this room says by e-mail: to members, and to applicants on the day of release."""

from functools import partial

from proposals.emails import people_of
from pyp_portal import clock
from pyp_portal.outbox.services import post, post_each
from selection.calendars import of_meeting
from selection.kinds import Outcome
from selection.pitch_calendars import entry_of_slot

RESULT_LETTERS = {
    Outcome.SHORTLISTED: "shortlisted",
    Outcome.NOT_SHORTLISTED: "not_shortlisted",
    Outcome.SELECTED: "selected",
    Outcome.PROMOTED: "selected",
    Outcome.RESERVE: "reserve",
    Outcome.NOT_SELECTED: "not_selected",
    Outcome.NO_SHOW: "no_show",
}


# --- To members
def sheets_ready(seat, proposals, due, *, occasion):
    """Proposals to read and score (T12)."""
    post(
        "selection/emails/sheets_ready.txt",
        to=seat.user,
        occasion=occasion,
        proposals=proposals,
        due=due,
        year=proposals[0].call.fiscal_year,
    )


def exercise_open(exercise, seat):
    """A past proposal to score for practice."""
    post(
        "selection/emails/exercise.txt",
        to=seat.user,
        occasion=f"exercise:{exercise.pk}",
        exercise=exercise,
    )


def sheets_due(seat, due, offset, sheets):
    """Open score sheets (R3)."""
    post(
        "selection/emails/sheets_due.txt",
        to=seat.user,
        occasion=f"sheets-due:{seat.pk}:{due}:{offset}",
        due=due,
        is_over=offset.startswith("+"),
        sheets=sheets,
        year=sheets[0].proposal.call.fiscal_year,
    )


def undeclared(seat, proposals, occasion):
    """Interests that a member has still to declare (R4)."""
    post(
        "selection/emails/undeclared.txt",
        to=seat.user,
        occasion=occasion,
        proposals=proposals,
        is_before_pitch=proposals[0].state == "shortlisted",
        year=proposals[0].call.fiscal_year,
    )


def tie_came_up(clerks, seat, proposal, sentence):
    """An interest came up after a declaration (S8): to the member, and to the clerks."""
    for person in [seat.user, *clerks]:
        post(
            "selection/emails/tie_came_up.txt",
            to=person,
            occasion=f"tie:{seat.pk}:{proposal.pk}:{clock.today()}",
            seat=seat,
            is_member=person.pk == seat.user_id,
            code=proposal.code,
            sentence=sentence,
            year=proposal.call.fiscal_year,
        )


def selection_due(person, call, stage, count):
    """R-46: the selection is due and proposals are undecided."""
    post(
        "selection/emails/selection_due.txt",
        to=person,
        occasion=f"selection-due:{call.pk}:{call.selection_due}:{stage}",
        call=call,
        count=count,
        is_over=call.selection_due < clock.today(),
        has_plan=hasattr(call, "selection_plan"),
    )


def meeting_notice(meeting, seat):
    """Invitation with the agenda (R5); an item from which the member stepped aside is not named."""
    closed = seat.user.accesses.filter(kind="closed").values("proposal")
    post(
        "selection/emails/meeting_notice.txt",
        to=seat.user,
        occasion=f"meeting-notice:{meeting.pk}",
        meeting=meeting,
        items=meeting.items.exclude(proposal__in=closed),
        calendar=partial(of_meeting, meeting),
    )


def release_stopped(announcement, why_for, how):
    """A release that was under way is not: to who pressed it and who signed.

    ``why_for`` says to each of them why, without what is closed to them.
    """
    for person in {announcement.pressed_by, announcement.signed_by} - {None}:
        post(
            "selection/emails/release_stopped.txt",
            to=person,
            occasion=f"release-{how}:{announcement.pk}:{announcement.pressed_at:%Y%m%d%H%M%S}",
            announcement=announcement,
            why=why_for(person),
            is_cancelled=how == "cancelled",
        )


def meeting_moved(meeting, seat):
    """Another time or place, once for each change (R5)."""
    key = f"meeting-moved:{meeting.pk}:{meeting.sequence}"
    _of_meeting("meeting_moved", meeting, seat, key, calendar=partial(of_meeting, meeting))


def meeting_cancelled(meeting, seat):
    """The meeting is not held."""
    key = f"meeting-cancelled:{meeting.pk}"
    _of_meeting("meeting_cancelled", meeting, seat, key, calendar=partial(of_meeting, meeting))


def meeting_tomorrow(meeting, seat):
    """The day before (R5); once for each time that was told."""
    key = f"meeting-tomorrow:{meeting.pk}:{meeting.sequence}"
    _of_meeting("meeting_tomorrow", meeting, seat, key)


def minutes_round(minutes, seat):
    """Minutes to read and to comment on until a day."""
    key = f"minutes-round:{minutes.pk}:{minutes.comments_until}"
    _of_meeting("minutes_round", minutes.meeting, seat, key, minutes=minutes)


def _of_meeting(name, meeting, seat, occasion, **facts):
    post(f"selection/emails/{name}.txt", to=seat.user, occasion=occasion, meeting=meeting, **facts)


# --- To applicants
def result(item):
    """The result of one proposal, on the day of its release."""
    name = RESULT_LETTERS[item.outcome_enum]
    post_each(
        f"selection/emails/{name}.txt",
        to=people_of(item.proposal),
        occasion=f"result:{item.pk}",
        proposal=item.proposal,
        announcement=item.announcement,
        item=item,
    )


def pitch_slot(slot):
    """When and where an agency pitches; told again where the slot moves."""
    post_each(
        "selection/emails/pitch_slot.txt",
        to=people_of(slot.proposal),
        occasion=f"pitch-slot:{slot.pk}:{slot.starts_at:%Y%m%d%H%M}",
        proposal=slot.proposal,
        slot=slot,
        session=slot.session,
        calendar=partial(entry_of_slot, slot),
    )


def pitch_reminder(slot, stage):
    """R6: the pitch comes, and perhaps slides are still missing."""
    post_each(
        f"selection/emails/pitch_{stage}.txt",
        to=people_of(slot.proposal),
        occasion=f"pitch-reminder:{slot.pk}:{slot.starts_at:%Y%m%d%H%M}:{stage}",
        proposal=slot.proposal,
        slot=slot,
        session=slot.session,
    )


def reserve_over(proposal):
    """The reserve list has run out (T22)."""
    post_each(
        "selection/emails/reserve_over.txt",
        to=people_of(proposal),
        occasion=f"reserve-over:{proposal.pk}",
        proposal=proposal,
    )
