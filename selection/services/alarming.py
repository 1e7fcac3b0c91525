"""R-46: the selection is due and proposals are undecided; told once each time."""

from datetime import timedelta

from proposals.models import Call
from proposals.states import State
from pyp_portal import clock, thai
from pyp_portal.accounts.models import User
from pyp_portal.accounts.roles import Role
from selection import emails
from selection.models import Seat

BEFORE = 7  # days before the due day on which the alarm is first given
LONGEST = 28  # days after it for which it is repeated week by week
UNDECIDED = (
    State.SUBMITTED,
    State.RETURNED,
    State.SCREENING,
    State.ELIGIBLE,
    State.REVIEWING,
    State.SHORTLISTED,
    State.PITCHED,
)


def stage_of(due, today):
    """Which alarm is due today: "-7", "0" on the day, "+7" to "+28" after it, or "" for none."""
    late = (today - due).days
    if not -BEFORE <= late < LONGEST + 7:
        return ""
    return f"{-BEFORE}" if late < 0 else f"{late // 7 * 7:+d}".replace("+0", "0")


def due_calls():
    """Calls whose selection is due within a week or was due already, the latest first."""
    last = clock.today() + timedelta(days=BEFORE)
    found = Call.objects.filter(selection_due__lte=last).select_related("selection_plan__committee")
    return found.order_by("-selection_due")


def undecided(call, user):
    """What is undecided of a call, as far as this person may know of it."""
    return call.proposals.filter(state__in=UNDECIDED).visible_to(user)


def warn_undecided():
    """Tell who can do something about it; how many letters were due."""
    today = clock.today()
    if not thai.is_working_day(today):
        return 0
    letters = [
        (person, call, stage, count)
        for call in due_calls()
        if (stage := stage_of(call.selection_due, today))
        for person in answerable(call)
        if (count := undecided(call, person).count())
    ]
    for letter in letters:
        emails.selection_due(*letter)
    return len(letters)


def answerable(call):
    """The director, and those of the committee who see to its work: chair and secretaries."""
    seats = Seat.objects.active().filter(committee__plan__call=call).select_related("user")
    overseers = {seat.user_id for seat in seats if seat.oversees}
    directors = User.objects.holding(Role.STO_DIRECTOR)
    return (directors | User.objects.filter(pk__in=overseers, is_active=True)).distinct()
