"""What reminders tell the office about themselves."""

from django.conf import settings
from django.urls import reverse

from pyp_portal.accounts.models import User
from pyp_portal.accounts.roles import Role
from pyp_portal.outbox.services import post_each


def halted(halt):
    """A rule would write to very many and waits for a yes: to the administrators and the director.

    Once a day, however often the rule is tried.
    """
    people = User.objects.holding(Role.ADMIN) | User.objects.holding(Role.STO_DIRECTOR)
    post_each(
        "reminders/emails/halted.txt",
        to=people.distinct(),
        occasion=f"reminder-halted:{halt.rule}:{halt.day}",
        halt=halt,
        most=settings.REMINDERS_AT_ONCE,
        path=reverse("reminders:reminders", query={"rule": halt.rule}),
    )
