"""Join a LINE account to a person, take it off, and write what goes to it."""

import base64
import hashlib
import hmac
import secrets
from datetime import timedelta
from urllib.parse import quote

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.outbox.models import Carrier, Ended, LineCode, LineLink, Message
from pyp_portal.outbox.models.lines import hash_of

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that looks like another
HOLDS = timedelta(minutes=15)


def is_on():
    """Whether the office has an Official Account; in test mode nothing goes there."""
    return bool(
        settings.LINE_CHANNEL_TOKEN
        and settings.LINE_CHANNEL_SECRET
        and not settings.MAIL_TEST_ADDRESS
    )


def new_code(user):
    """A code to be sent to our account within a quarter of an hour; it ends the one before."""
    code = "-".join("".join(secrets.choice(LETTERS) for _n in range(4)) for _m in range(2))
    kept = {"code_hash": hash_of(code), "expires_at": clock.now() + HOLDS}
    LineCode.objects.update_or_create(user=user, defaults=kept)
    return code


def held_code(user, code):
    """The code as it was shown to this person while it still holds; empty once it was used."""
    return code if code and LineCode.objects.of(code).filter(user=user).exists() else ""


def address_with(code):
    """Opens LINE at our account with the code already written."""
    return f"https://line.me/R/oaMessage/{quote(settings.LINE_BOT_ID)}/?{quote(code)}"


@transaction.atomic
def join(typed, line_user):
    """Whoever sent this code gets the messages of the person it was made for; the link, or None.

    A code holds once. A LINE that was joined to somebody else moves to whoever has shown the code.
    """
    code = LineCode.objects.select_for_update().of(typed).select_related("user").first()
    if code is None or not code.user.is_active:
        return None
    code.delete()
    before = LineLink.objects.standing()
    for old in before.filter(user=code.user) | before.filter(line_user=line_user):
        _ended(old, Ended.MOVED)
    link = LineLink.objects.create(user=code.user, line_user=line_user, since=clock.now())
    record(code.user, "line joined", by=code.user)
    return link


@transaction.atomic
def end(line_user, because, said=""):
    """Nothing goes to this LINE any more; the link that ended, or None."""
    link = LineLink.objects.standing().select_for_update().filter(line_user=line_user).first()
    return _ended(link, because, said) if link else None


def _ended(link, because, said=""):
    link.ended_at, link.ended_because, link.said = clock.now(), because, said[:300]
    link.save()
    record(link.user, "line taken off", by=link.user, because=because)
    return link


def link_of(user):
    """The LINE account that is joined to a person, or None."""
    return LineLink.objects.standing().filter(user=user).first()


def also_by_line(message):
    """The message that goes by LINE beside this mail; None where the person has joined none.

    It says the subject and where to read the rest: what a mail says is for the portal alone.
    """
    if not is_on() or message.recipient_id is None or (link := link_of(message.recipient)) is None:
        return None
    with translation.override(message.language):
        words = _("Read it in the portal:")
    copied = ("occasion", "recipient", "asked_by", "template", "language", "subject")
    beside = Message(
        **{name: getattr(message, name) for name in copied},
        address=link.address,
        carrier=Carrier.LINE,
        body=f"{words} {settings.SITE_URL}{reverse('outbox:inbox')}\n",
        created_at=message.created_at,
        due_at=message.due_at,
    )
    try:
        with transaction.atomic():
            beside.save(force_insert=True)
    except IntegrityError:
        return None
    return beside


def is_from_line(body, signature):
    """Whether LINE signed this request with the secret of our channel."""
    digest = hmac.new(settings.LINE_CHANNEL_SECRET.encode(), body, hashlib.sha256).digest()
    return hmac.compare_digest(base64.b64encode(digest), signature.encode())


def hear(event):
    """One event that LINE tells: a code was sent to us, or our account was blocked."""
    line_user = event.get("source", {}).get("userId", "")
    if not line_user:
        return None
    message = event.get("message", {})
    if event.get("type") == "message" and message.get("type") == "text":
        return join(message.get("text", ""), line_user)
    if event.get("type") == "unfollow":
        return end(line_user, Ended.BLOCKED, "unfollow")
    return None
