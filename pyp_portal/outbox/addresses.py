"""Addresses that came back: close one, open it again, ask what is closed.

A bounce mailbox is nothing that every office can give to a machine, so an officer who sees
a mail come back says so on its page. What a mail server says at once, the portal hears.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.outbox.models import Carrier, ClosedAddress, Message, MessageState, Why


def is_closed():
    """A condition on messages: nothing is sent to their address."""
    return Exists(ClosedAddress.objects.closed().filter(address=OuterRef("address")))


def close(address, why, said, *, message=None, by=None):
    """Send nothing to an address any more; the same again changes nothing."""
    closed = ClosedAddress(
        address=address.strip().lower(),
        why=why,
        said=said[:300],
        closed_at=clock.now(),
        closed_by=by,
        message=message,
    )
    try:
        with transaction.atomic():
            closed.save(force_insert=True)
            record(closed, "closed", by=by, why=why)
    except IntegrityError:
        return None
    return closed


@transaction.atomic
def came_back(message, *, by, said, is_gone):
    """An officer saw this mail come back; ``is_gone``: nobody is at the address, so it is closed.

    Raises ValidationError where the mail was not sent, or is known to have come back.
    """
    sent = Message.objects.filter(
        pk=message.pk, carrier=Carrier.MAIL, state__in=[MessageState.SENT, MessageState.UNCERTAIN]
    )
    if not sent.update(state=MessageState.RETURNED, trouble=said[:300]):
        raise ValidationError(_("Only a mail that was sent can come back. Nothing was changed."))
    record(message, "came back", by=by, reason=said, is_gone=is_gone)
    if is_gone:
        close(message.address, Why.CAME_BACK, said, message=message, by=by)


@transaction.atomic
def lift(closed, *, by, reason):
    """Send to this address again from now on; how many mails to it are held back.

    Raises ValidationError with a sentence when somebody did so before.
    """
    still = ClosedAddress.objects.closed().filter(pk=closed.pk)
    facts = {"lifted_at": clock.now(), "lifted_by": by, "reason": reason}
    if not still.update(**facts):
        raise ValidationError(_("This address is open already. Nothing was changed."))
    record(closed, "lifted", by=by, reason=reason)
    return Message.objects.filter(address=closed.address, state=MessageState.HELD).count()
