"""Telling citizens once what changed: an address left, confirmed, used one time, let go.

No history is written of them, for it would keep the address.
"""

from datetime import timedelta

from django.db import IntegrityError, transaction

from cohorts import wish_emails
from cohorts.models import AnswerWish
from pyp_portal import clock
from pyp_portal.outbox import services as outbox
from pyp_portal.privacy import standing

MAILS_KEPT = timedelta(days=30)


def leave_address(activity, email):
    """Ask the owner of an address whether it may be told; asking again says nothing new.

    Nobody learns from it whether the address was left before.
    """
    facts = {"notice": str(standing.current()), "left_at": clock.now()}
    wish = AnswerWish(activity=activity, email=email.lower(), **facts)
    try:
        with transaction.atomic():
            wish.save(force_insert=True)
            wish_emails.wish_left(wish)
    except IntegrityError:
        return


@transaction.atomic
def confirm_wish(wish):
    """The owner of the address says yes; once is enough, and again changes nothing."""
    fresh = locked(wish)
    if fresh and not fresh.confirmed_at:
        fresh.confirmed_at = clock.now()
        fresh.save()


@transaction.atomic
def erase_wish(wish):
    """The owner takes the address back: nothing of it stays."""
    fresh = locked(wish)
    if fresh:
        fresh.delete()


def locked(wish):
    """The row, held; None where it has gone meanwhile."""
    return AnswerWish.objects.select_for_update().filter(pk=wish.pk).first()


# --- In the background --------------------------------------------------------------
def tell_what_changed():
    """Write to everybody who waits for an answer that is public now; how many were told.

    The row goes with its mail in one transaction: whoever stops half way, and however
    often it is shown again, nobody is told twice.
    """
    return sum(tell(pk) for pk in AnswerWish.objects.due().values_list("pk", flat=True))


@transaction.atomic
def tell(pk):
    """Write one mail and let the address go; whether there still was one."""
    rows = AnswerWish.objects.due().select_for_update(of=("self",))
    wish = (
        rows.select_related("activity__activity", "activity__team__proposal").filter(pk=pk).first()
    )
    if wish is None:
        return False
    wish_emails.activity_changed(wish)
    wish.delete()
    return True


def forget_wishes():
    """Addresses whose time is over, and the mails to those that are gone; how many went."""
    gone, _by_model = AnswerWish.objects.forgotten().delete()
    return gone + outbox.forget_settled(wish_emails.TEXTS, clock.now() - MAILS_KEPT)
