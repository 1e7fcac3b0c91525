"""R7: sessions of the training, a week and a day ahead."""

from datetime import timedelta
from functools import partial

from django.utils.translation import gettext_lazy as _

from cohorts import workshop_emails as emails
from cohorts.models import WorkshopSession
from pyp_portal import clock
from pyp_portal.reminders.ladders import climb, early
from pyp_portal.reminders.rules import Letter, Rule
from pyp_portal.reminders.sending import send

STEPS = (early(-7), early(-1))


def workshop_letters(now, until):
    """Sessions that stand; a step on a day without office is told on the working day before."""
    near = WorkshopSession.objects.standing().filter(
        held_on__gte=clock.localdate(now), held_on__lte=clock.localdate(until) + timedelta(days=20)
    )
    for session in near.select_related("cohort"):
        for step, moment in climb(STEPS, session.held_on, now, until, ends=session.starts_at):
            yield Letter(
                key=f"workshop:{session.pk}:{session.held_on}:{step.name}",
                at=moment,
                step=step.name,
                due=session.held_on,
                about=str(session),
                tell=partial(remind, session, step.name),
                url=session.get_absolute_url(),
                thing=f"workshop:{session.pk}",
            )


def remind(session, step):
    """All who are invited to one session."""
    emails.reminded(session, step, (session.held_on - clock.today()).days)


R7 = Rule(
    "R7",
    _("Sessions of the training"),
    _("Participants and lab partners who are invited"),
    _("7 days and 1 day before, on a working day"),
    workshop_letters,
)


def remind_workshops():
    """R7; how many sessions."""
    return send(R7)
