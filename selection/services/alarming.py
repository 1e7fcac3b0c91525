"""R-46: the selection is due and proposals are undecided; told once each time."""

from datetime import timedelta
from functools import partial

from django.utils.translation import gettext_lazy as _

from proposals.models import Call
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.models import User
from pyp_portal.accounts.roles import Role
from pyp_portal.reminders.ladders import climb, on_day
from pyp_portal.reminders.rules import Letter, Rule
from pyp_portal.reminders.sending import send
from selection import emails
from selection.models import Seat

STEPS = (
    on_day(-7),
    on_day(0),
    *(on_day(days, f"+{days}") for days in (7, 14, 21, 28)),
    on_day(35, is_silent=True),
)
UNDECIDED = (
    State.SUBMITTED,
    State.RETURNED,
    State.SCREENING,
    State.ELIGIBLE,
    State.REVIEWING,
    State.SHORTLISTED,
    State.PITCHED,
)


def due_calls(until=None):
    """Calls whose selection is due within a week (of a moment) or was already, latest first."""
    last = clock.localdate(until or clock.now()) + timedelta(days=7)
    found = Call.objects.filter(selection_due__lte=last).select_related("selection_plan__committee")
    return found.order_by("-selection_due")


def undecided(call, user):
    """What is undecided of a call, as far as this person may know of it."""
    return call.proposals.filter(state__in=UNDECIDED).visible_to(user)


def alarm_letters(now, until):
    """Calls whose selection is due, and for which something is undecided."""
    for call in due_calls(until):
        climbed = list(climb(STEPS, call.selection_due, now, until))
        is_open = climbed and call.proposals.filter(state__in=UNDECIDED).exists()
        for step, moment in climbed if is_open else ():
            yield Letter(
                key=f"selection-due:{call.pk}:{call.selection_due}:{step.name}",
                at=moment,
                step=step.name,
                due=call.selection_due,
                about=str(call),
                thing=f"selection-due:{call.pk}",
                tell=partial(warn, call, step.name),
            )


def warn(call, step):
    """Tell who can do something about it, each of what they may know of."""
    for person in answerable(call):
        if count := undecided(call, person).count():
            emails.selection_due(person, call, step, count)


def answerable(call):
    """The director, and those of the committee who see to its work: chair and secretaries."""
    seats = Seat.objects.active().filter(committee__plan__call=call).select_related("user")
    overseers = {seat.user_id for seat in seats if seat.oversees}
    directors = User.objects.holding(Role.STO_DIRECTOR)
    return (directors | User.objects.filter(pk__in=overseers, is_active=True)).distinct()


UNDECIDED_SELECTION = Rule(
    "decisions",
    _("Selections that are undecided"),
    _("The director, the chair and the secretaries"),
    _("7 days before the day, on it, and every week for four weeks after"),
    alarm_letters,
)


def warn_undecided():
    """R-46; how many letters."""
    return send(UNDECIDED_SELECTION)
