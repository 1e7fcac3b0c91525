"""Hand messages to the mail server: once each, and never inside a transaction.

A worker claims a row by a conditional UPDATE, which commits at once; opens the
connection; notes that it now hands over; sends; notes that it has sent. A worker that
dies before the second note cannot have sent: the message waits again. One that dies
after it may have sent: the message is uncertain, and a person decides.
"""

import logging
import smtplib
import uuid
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F
from django.utils.timezone import localtime

from pyp_portal import clock
from pyp_portal.outbox.letterform import html_of
from pyp_portal.outbox.models import Message, MessageState

LEASE = timedelta(minutes=5)
AT_ONCE = 200
MAX_REFUSALS = 20
UNREACHABLE = (ConnectionRefusedError, smtplib.SMTPConnectError)

logger = logging.getLogger(__name__)


def deliver(message_id):
    """Send one message when it is due and free; False when the mail server cannot be reached."""
    message = claim(message_id)
    if message is None:
        return True
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        _wait(message, error)
        return False
    try:
        return _hand_over(message, connection)
    finally:
        _close(connection)


def claim(message_id):
    """Take a message for sending; None when another worker has it, or it need not be sent."""
    key = uuid.uuid4()
    now = clock.now()
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
    return Message.objects.get(pk=message_id) if taken else None


def _hand_over(message, connection):
    """Send over an open connection, and write down what came of it."""
    if not _note(message, handed_over_at=clock.now(), lease_until=clock.now() + LEASE):
        return True
    try:
        connection.send_messages([_mail(message, connection)])
    except UNREACHABLE as error:
        _wait(message, error)
        return False
    except smtplib.SMTPRecipientsRefused as error:
        _refused(message, max(code for code, _text in error.recipients.values()), error)
    except smtplib.SMTPResponseException as error:
        _refused(message, error.smtp_code, error)
    except (OSError, smtplib.SMTPException) as error:
        _note(message, state=MessageState.UNCERTAIN, trouble=_short(error))
    else:
        _note(message, state=MessageState.SENT, sent_at=clock.now(), trouble="")
    return True


def _mail(message, connection):
    """The e-mail itself: plain text with its HTML, and the same Message-ID at every attempt."""
    mail = EmailMultiAlternatives(
        message.subject,
        message.body,
        to=[message.address],
        connection=connection,
        headers={
            "Message-ID": message.message_id,
            "Date": localtime(message.created_at),
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
    )
    mail.attach_alternative(html_of(message), "text/html")
    return mail


def _note(message, **facts):
    """Write down a step of the worker that holds the claim; False when it lost it."""
    held = Message.objects.filter(
        pk=message.pk,
        claim_key=message.claim_key,
        state__in=[MessageState.SENDING, MessageState.UNCERTAIN],
    )
    return bool(held.update(**facts))


def _wait(message, error):
    """Certainly not sent: try again later, at most half an hour from now, for ever."""
    delay = timedelta(minutes=min(30, 2 ** min(message.attempts - 1, 5)))
    _note(
        message,
        state=MessageState.WAITING,
        due_at=clock.now() + delay,
        handed_over_at=None,
        trouble=_short(error),
    )
    logger.warning("message %s waits: %s", message.pk, type(error).__name__)


def _refused(message, code, error):
    """The server said no: for now (4xx), or for good."""
    if code < 500 and message.attempts < MAX_REFUSALS:
        _wait(message, error)
    else:
        _note(message, state=MessageState.FAILED, trouble=_short(error))


def _short(error):
    return f"{type(error).__name__}: {error}"[:300]


def _close(connection):
    """What the server says to goodbye changes nothing about what was sent."""
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        logger.info("the mail server did not say goodbye")


def sweep():
    """Take back messages whose lease ran out."""
    unattended = Message.objects.unattended()
    unattended.filter(handed_over_at=None).update(
        state=MessageState.WAITING, due_at=clock.now(), claim_key=None
    )
    unattended.exclude(handed_over_at=None).update(state=MessageState.UNCERTAIN)


def deliver_due():
    """Send what is due, until the mail server cannot be reached."""
    for message_id in Message.objects.due().values_list("pk", flat=True)[:AT_ONCE]:
        if not deliver(message_id):
            return
