"""Tell people in time that an account nobody uses will be closed; a sign-in keeps it."""

from django.db import transaction
from django.db.models import F, Q

from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.privacy import emails
from pyp_portal.privacy.models import InactiveNotice
from pyp_portal.privacy.own_rules import idle

AT_ONCE = 500  # people of one run; the next week tells the next


def tell():
    """Write to those whose two years are over, once each until they sign in again.

    Whose account was closed and opened again is told anew, and has the month anew: how many."""
    came_back = Q(user__last_login__gt=F("told_at"))
    opened_again = Q(user__is_active=True, closed_at__isnull=False)
    InactiveNotice.objects.filter(came_back | opened_again).delete()
    told = InactiveNotice.objects.values("user")
    found = list(idle(clock.now()).exclude(pk__in=told).order_by("pk")[:AT_ONCE])
    for person in found:
        _tell(person)
    return len(found)


@transaction.atomic
def _tell(person):
    notice, is_new = InactiveNotice.objects.get_or_create(
        user=person, defaults={"told_at": clock.now()}
    )
    if is_new:
        emails.idle(person, notice)
        record(person, "told that the account will be closed")
