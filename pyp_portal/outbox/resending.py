"""Send once more what a person asks to have sent once more."""

from django.db import transaction
from django.db.models import Case, F, Value, When

from pyp_portal import clock, doorbell
from pyp_portal.history.services import record
from pyp_portal.outbox import addresses
from pyp_portal.outbox.models import Message, MessageState
from pyp_portal.outbox.tasks import deliver

# What may have arrived keeps its Message-ID, so that a server can drop the second copy.
NEW_MAIL = Case(When(state=MessageState.UNCERTAIN, then=Value(0)), default=Value(1))


@transaction.atomic
def resend(messages, *, by, reason):
    """Send these once more, each with a line in its history; how many are on their way.

    Left out is what is on its way already, and what goes to an address that came back.
    """
    chosen = messages.at_rest().exclude(addresses.is_closed()).order_by("pk")
    return sum(_again(message, by, reason) for message in chosen)


def _again(message, by, reason):
    """One of them; 0 where somebody was faster."""
    now = clock.now()
    done = (
        Message.objects.at_rest()
        .filter(pk=message.pk, state=message.state)
        .update(
            state=MessageState.WAITING,
            due_at=now,
            attempts=0,
            handed_over_at=None,
            sent_at=None,
            resolved_by=by,
            resolved_at=now,
            resent=F("resent") + NEW_MAIL,
        )
    )
    if done:
        record(message, "sent again", by=by, reason=reason, before=message.state)
        doorbell.ring(deliver, message.pk)
    return done
