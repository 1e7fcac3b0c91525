"""Reminding agencies of their pitch (R6): five days, one day and an hour before, each once."""

from datetime import timedelta
from functools import partial

from django.utils.translation import gettext_lazy as _

from pyp_portal import clock, thai
from pyp_portal.reminders.ladders import Step, before, climb, on_day
from pyp_portal.reminders.rules import Letter, Rule
from pyp_portal.reminders.sending import send
from selection import emails
from selection.models import PitchSlot

SLIDES, DAY, HOUR = "slides", "day", "hour"


def day_before(due):
    """The opening of the last working day before a pitch."""
    return thai.opening_of(thai.add_working_days(clock.localdate(due), -1))


STEPS = (
    on_day(-5, SLIDES),
    Step(DAY, day_before),
    on_day(0, is_silent=True),
    before(HOUR, any_hour=True, hours=1),
)


def stages_of(slot, now, until):
    """(step, moment) of what is due for a slot, and of what will be; slides only if they lack."""
    asks = slot.takes_slides and not slot.has_slides
    steps = STEPS if asks else STEPS[1:]
    return climb(steps, slot.starts_at, now, until, ends=slot.starts_at)


def pitch_letters(now, until):
    """Slots of published sessions, for which there is still something to say."""
    for slot in _coming(now, until):
        for step, moment in stages_of(slot, now, until):
            yield Letter(
                key=f"pitch-reminder:{slot.pk}:{slot.starts_at:%Y%m%d%H%M}:{step.name}",
                at=moment,
                step=step.name,
                due=slot.starts_at,
                about=f"{slot.proposal.code} {slot.proposal.lead_agency}",
                tell=partial(emails.pitch_reminder, slot, step.name),
                url=slot.get_absolute_url(),
                code=slot.proposal.code,
                receivers=slot.proposal.code,
                thing=f"pitch-reminder:{slot.pk}",
                is_urgent=step.any_hour,
            )


def _coming(now, until):
    """Slots that begin within the days in which something is said."""
    slots = PitchSlot.objects.filter(
        session__published_at__isnull=False,
        presented_at=None,
        missed_at=None,
        starts_at__gt=now,
        starts_at__lte=until + timedelta(days=10),
    )
    with_it = ("session", "proposal__owner", "proposal__lead_agency", "proposal__answers")
    slots = list(slots.select_related(*with_it))
    sent = set(PitchSlot.objects.filter(decks__isnull=False).values_list("pk", flat=True))
    for slot in slots:
        slot.has_slides = slot.pk in sent
    return slots


R6 = Rule(
    "R6",
    _("Pitches to come"),
    _("The contacts of the proposal"),
    _("5 days (slides that are missing), a working day and an hour before"),
    pitch_letters,
    steps={
        SLIDES: _("slides are still missing"),
        DAY: _("the working day before"),
        HOUR: _("an hour before"),
    },
)


def remind_pitches():
    """R6; how many letters."""
    return send(R6)
