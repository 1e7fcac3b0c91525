"""E-mail as a way to send: SMTP, each answer of the server put into the words of delivery."""

import logging
import re
import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends import smtp
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from pyp_portal.outbox import addresses
from pyp_portal.outbox.channels import NotTaken, Refused, Unsure, short
from pyp_portal.outbox.letterform import choices_of, html_of
from pyp_portal.outbox.models import Why

UNREACHABLE = (ConnectionRefusedError, smtplib.SMTPConnectError)
# RFC 3463: no such mailbox, no such system, bad syntax, moved, no mail here; mailbox disabled.
GONE = re.compile(r"\b5\.(1\.(1|2|3|6|10)|2\.1)\b")

logger = logging.getLogger(__name__)


class Telling:
    """A connection that keeps what the server said on taking a letter."""

    said = ""

    def data(self, letter):
        code, text = super().data(letter)
        self.said = f"{code} {text.decode(errors='replace')}"
        return code, text


class TellingSMTP(Telling, smtplib.SMTP):
    """The same, without encryption or with STARTTLS."""


class TellingSSL(Telling, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


class EmailBackend(smtp.EmailBackend):
    """Django's own way to a mail server, over a connection that tells."""

    @property
    def connection_class(self):
        return TellingSSL if self.use_ssl else TellingSMTP


class MailChannel:
    """Letters by e-mail, as plain text and as HTML."""

    connection = None

    def open(self):
        self.connection = get_connection()
        try:
            self.connection.open()
        except (OSError, smtplib.SMTPException) as error:
            raise NotTaken(error) from error

    def send(self, message):
        try:
            self.connection.send_messages([self._letter(message)])
        except UNREACHABLE as error:
            raise NotTaken(error) from error
        except smtplib.SMTPRecipientsRefused as error:
            code = max(code for code, _text in error.recipients.values())
            is_gone = bool(GONE.search(str(error)))
            raise _refusal(code, error, is_gone=is_gone) from error
        except smtplib.SMTPResponseException as error:
            raise _refusal(error.smtp_code, error) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Unsure(short(error)) from error
        return getattr(getattr(self.connection, "connection", None), "said", "")[:300]

    def close(self):
        """What the server says to goodbye changes nothing about what was sent."""
        try:
            self.connection.close()
        except (OSError, smtplib.SMTPException):
            logger.info("the mail server did not say goodbye")

    def target(self, message):
        """In test mode whoever caused it, or the address of the setting; else the receiver."""
        test = settings.MAIL_TEST_ADDRESS
        if not test:
            return message.address
        return message.asked_by.email if message.asked_by else test

    def gone(self, message, said):
        if not settings.MAIL_TEST_ADDRESS:
            addresses.close(message.address, Why.REFUSED, said, message=message)

    def _letter(self, message):
        """The e-mail itself: plain text with its HTML, and the same Message-ID at every attempt."""
        mail = EmailMultiAlternatives(
            subject_of(message),
            message.body,
            to=[self.target(message)],
            connection=self.connection,
            headers={
                "Message-ID": message.message_id,
                "Date": localtime(message.created_at),
                "Auto-Submitted": "auto-generated",
                "Content-Language": message.language,
            },
        )
        if choices := choices_of(message):
            mail.extra_headers["List-Unsubscribe"] = f"<{choices}>"
        mail.attach_alternative(html_of(message), "text/html")
        if invited := getattr(message, "invited", None):
            mail.attach_alternative(invited.calendar, f"text/calendar; method={invited.method}")
        return mail


def subject_of(message):
    """The subject; in test mode it names the true receiver first."""
    if not settings.MAIL_TEST_ADDRESS:
        return message.subject
    with translation.override(message.language):
        mark = _("Test, meant for %(address)s") % {"address": message.address}
    return f"[{mark}] {message.subject}"


def _refusal(code, error, *, is_gone=False):
    """The server said no: for now (4xx), or for good."""
    if code < 500:
        return NotTaken(error, reached=True)
    return Refused(error, is_gone=is_gone)
