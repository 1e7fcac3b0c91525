"""Hand messages over: once each, and never inside a transaction.

A worker claims a row by a conditional UPDATE, which commits at once; reaches the server;
notes that it now hands over; sends; notes that it has sent. A worker that dies before the
second note cannot have sent: the message waits again. One that dies after it may have
sent: the message is uncertain, and a person decides. Each claim is a line of the log.
"""

import logging
import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from pyp_portal import clock
from pyp_portal.outbox import addresses, leaving
from pyp_portal.outbox.channels import NotTaken, Refused, Unsure
from pyp_portal.outbox.line import LineChannel
from pyp_portal.outbox.mailing import MailChannel
from pyp_portal.outbox.models import Attempt, Carrier, Message, MessageState, Outcome

LEASE = timedelta(minutes=5)
AT_ONCE = 200
MAX_REFUSALS = 20
CHANNELS = {Carrier.MAIL: MailChannel, Carrier.LINE: LineChannel}

logger = logging.getLogger(__name__)


def deliver(message_id):
    """Send one message when it is due and free; False when its server cannot be reached."""
    message = claim(message_id)
    if message is None:
        return True
    if message.is_closed:
        _end(message, Outcome.HELD, state=MessageState.HELD)
        return True
    if leaving.is_left_out(message):
        _end(message, Outcome.LEFT, state=MessageState.HELD, trouble=leaving.why(message))
        return True
    channel = CHANNELS[message.carrier]()
    try:
        channel.open()
    except NotTaken as error:
        _wait(message, error)
        return False
    try:
        return _hand_over(message, channel)
    finally:
        channel.close()


def claim(message_id):
    """Take a message for sending; None when another worker has it, or it need not be sent."""
    key = uuid.uuid4()
    now = clock.now()
    with transaction.atomic():
        taken = (
            Message.objects.due()
            .filter(pk=message_id)
            .update(
                state=MessageState.SENDING,
                claim_key=key,
                lease_until=now + LEASE,
                handed_over_at=None,
                attempts=F("attempts") + 1,
            )
        )
        if not taken:
            return None
        found = Message.objects.select_related("asked_by", "invited", "recipient").annotate(
            is_closed=addresses.is_closed()
        )
        message = found.get(pk=message_id)
        address = CHANNELS[message.carrier]().target(message)
        Attempt.objects.create(message=message, claim_key=key, address=address, began_at=now)
    return message


def _hand_over(message, channel):
    """Send over an open connection, and write down what came of it."""
    if not _note(message, handed_over_at=clock.now(), lease_until=clock.now() + LEASE):
        return True
    try:
        said = channel.send(message)
    except NotTaken as error:
        _not_taken(message, error)
        return error.reached
    except Refused as error:
        _end(message, Outcome.REFUSED, error, state=MessageState.FAILED, trouble=str(error))
        if error.is_gone:
            channel.gone(message, str(error))
    except Unsure as error:
        _end(message, Outcome.UNSURE, error, state=MessageState.UNCERTAIN, trouble=str(error))
    else:
        facts = {"state": MessageState.SENT, "sent_at": clock.now(), "trouble": ""}
        _end(message, Outcome.TAKEN, said, **facts)
    return True


def _note(message, **facts):
    """Write down a step of the worker that holds the claim; False when it lost it."""
    held = Message.objects.filter(
        pk=message.pk,
        claim_key=message.claim_key,
        state__in=[MessageState.SENDING, MessageState.UNCERTAIN],
    )
    return bool(held.update(**facts))


def _end(message, outcome, said="", **facts):
    """Write down how this try ended, and what becomes of the message if it is still ours."""
    with transaction.atomic():
        _note(message, **facts)
        Attempt.objects.filter(claim_key=message.claim_key).update(
            ended_at=clock.now(), outcome=outcome, said=str(said)[:300]
        )


def _not_taken(message, error):
    """A server that cannot be reached is asked for ever; one that says "later" some day no more."""
    if error.reached and message.attempts >= MAX_REFUSALS:
        _end(message, Outcome.REFUSED, error, state=MessageState.FAILED, trouble=str(error))
    else:
        _wait(message, error)


def _wait(message, error):
    """Certainly not sent: try again later, at most half an hour from now."""
    delay = timedelta(minutes=min(30, 2 ** min(message.attempts - 1, 5)))
    _end(
        message,
        Outcome.LATER,
        error,
        state=MessageState.WAITING,
        due_at=clock.now() + delay,
        handed_over_at=None,
        trouble=str(error),
    )
    logger.warning("message %s waits: %s", message.pk, str(error).partition(":")[0])


def sweep():
    """Take back messages whose lease ran out."""
    unattended = Message.objects.unattended()
    unattended.filter(handed_over_at=None).update(
        state=MessageState.WAITING, due_at=clock.now(), claim_key=None
    )
    unattended.exclude(handed_over_at=None).update(state=MessageState.UNCERTAIN)


def deliver_due():
    """Send what is due; a way whose server cannot be reached is left alone until the next time."""
    shut = set()
    for message_id, carrier in Message.objects.due().values_list("pk", "carrier")[:AT_ONCE]:
        if carrier not in shut and not deliver(message_id):
            shut.add(carrier)
