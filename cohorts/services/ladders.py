"""Letters about a record of this room that is due on a day: the same for every kind of it."""

from functools import partial

from pyp_portal import clock
from pyp_portal.reminders.ladders import climb
from pyp_portal.reminders.rules import Letter


def letters_about(record, ladders, now, until, *, said=""):
    """The letters of each ``(name, steps, tell)``; ``tell`` takes the record, a step and days.

    The days count from the due date to the day on which it is told. The key is how the
    e-mails of this room name such an occasion.
    """
    code = record.team.proposal.code
    for name, steps, tell in ladders:
        for step, moment in climb(steps, record.due_on, now, until):
            yield Letter(
                key=f"{name}:{record.pk}:{record.due_on}:{step.name}",
                at=moment,
                step=step.name,
                due=record.due_on,
                about=f"{code} {said or record.team.name_th}",
                tell=partial(tell_of, record, step.name, tell),
                url=page_of(record),
                code=code,
                receivers=f"{name}:{record.pk}",
                thing=f"{name}:{record.pk}",
            )


def page_of(record):
    """Where it is seen: its own page, or that of its team."""
    own = getattr(record, "get_absolute_url", None)
    return own() if own else record.team.get_absolute_url()


def tell_of(record, step, tell):
    """Tell it as of today."""
    return tell(record, step, (clock.today() - record.due_on).days)
