"""Post a message; settle the ones that no machine can; keep a person's inbox."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import translation

from pyp_portal import clock, doorbell, ical
from pyp_portal.history.origin import current
from pyp_portal.outbox.letters import written
from pyp_portal.outbox.lining import also_by_line
from pyp_portal.outbox.models import ClosedAddress, Invited, Message, MessageState, Worded
from pyp_portal.outbox.tasks import deliver
from pyp_portal.preferences import services as preferences
from pyp_portal.preferences.models import Way

STATES = {
    Way.AT_ONCE: MessageState.WAITING,
    Way.DAILY: MessageState.COLLECTED,
    Way.OFF: MessageState.KEPT,
}

STUCK = timedelta(days=30)
_heard = ContextVar("heard", default=None)


@contextmanager
def listening(*, writes=True):
    """(to whom, on which occasion) is posted meanwhile; ``writes=False`` rehearses it only."""
    heard = []
    before = _heard.set((heard, writes))
    try:
        yield heard
    finally:
        _heard.reset(before)


def told(occasions):
    """Those of these occasions about which a message was written before."""
    found = Message.objects.filter(occasion__in=occasions)
    return set(found.values_list("occasion", flat=True))


def post(template, *, to, occasion, language="", calendar=None, **context):
    """Write an e-mail to the outbox and have it delivered after commit.

    ``to`` is a person or an address. ``occasion`` names the reason uniquely
    ("sheet-due:17:2025-02-10:-2"): posting the same occasion to the same address
    again returns the first message and sends nothing. What is not mandatory is mailed as the
    person has chosen: at once, with the daily mail, or not at all; the inbox holds it anyway.
    ``calendar`` makes the ``ical.Entry`` to which the letter invites, or which it moves or cancels.
    """
    if is_rehearsed(to, occasion):
        return None
    address = address_of(to)
    if earlier := Message.objects.filter(occasion=occasion, address=address).first():
        return earlier
    chosen = None if isinstance(to, str) else preferences.of(to)
    language = language or (chosen and chosen.language) or settings.LANGUAGE_CODE
    subject, body, words = written(template, language, {**context, "recipient": to})
    subject = f"{_marks(context, language)}{subject}"[:300]
    now = clock.now()
    message = Message(
        occasion=occasion,
        address=address,
        recipient=None if isinstance(to, str) else to,
        asked_by=current().person,
        template=template,
        language=language,
        subject=subject,
        body=body,
        created_at=now,
        due_at=now,
        state=STATES[preferences.way_of(chosen, template)] if chosen else MessageState.WAITING,
    )
    return _kept(message, words, calendar)


def is_rehearsed(to, occasion):
    """True where nothing is to be written; who listens hears to whom it would go."""
    heard, writes = _heard.get() or ([], True)
    heard.append((to, occasion))
    return not writes


def _kept(message, words, calendar):
    """The message once it is saved, or the one that somebody saved a moment before."""
    try:
        with transaction.atomic():
            message.save(force_insert=True)
            if words:
                Worded.objects.create(message=message, words=words)
            if calendar:
                _invited(message, calendar)
    except IntegrityError:
        return Message.objects.get(occasion=message.occasion, address=message.address)
    if message.state == MessageState.WAITING:
        doorbell.ring(deliver, message.pk)
        if beside := also_by_line(message):
            doorbell.ring(deliver, beside.pk)
    return message


def _invited(message, calendar):
    """What the mail program of the receiver takes into its calendar, in the language of theirs."""
    with translation.override(message.language):
        entry = calendar()
    Invited.objects.create(
        message=message,
        method=ical.method_of(entry),
        calendar=ical.invitation(entry, message.address),
    )


def post_each(template, *, to, occasion, **context):
    """The same occasion to several people or addresses, one message each."""
    return [post(template, to=one, occasion=occasion, **context) for one in to]


def address_of(to):
    """The e-mail address of a person, or the address itself."""
    return (to if isinstance(to, str) else to.email).strip().lower()


def _marks(context, language):
    """What the records in a message want to have said first, such as that they are practice."""
    with translation.override(language):
        marks = {str(mark) for one in context.values() if (mark := getattr(one, "mail_mark", ""))}
    return "".join(f"[{mark}] " for mark in sorted(marks))


def resolve(message, arrived, *, by):
    """A person decides on a refused or uncertain message: it arrived, or send it once more.

    False when somebody had decided before.
    """
    now = clock.now()
    decided = {"resolved_by": by, "resolved_at": now}
    if arrived:
        decided |= {"state": MessageState.SENT, "sent_at": now}
    else:
        decided |= {"state": MessageState.WAITING, "due_at": now, "attempts": 0}
    with transaction.atomic():
        done = Message.objects.needing_a_person().filter(pk=message.pk).update(**decided)
        if done and not arrived:
            doorbell.ring(deliver, message.pk)
    return bool(done)


def forget_settled(templates, before):
    """Let go of mails to people without an account that were settled long ago; how many.

    For texts whose receivers were promised that their address is not kept. One that is stuck,
    such as held back or uncertain, waits for a person, but no longer than ``STUCK`` more.
    """
    settled = Message.objects.filter(template__in=templates, recipient=None)
    done = Q(state__in=[MessageState.SENT, MessageState.FAILED, MessageState.RETURNED])
    stuck = Q(created_at__lt=before - STUCK) & ~Q(state=MessageState.SENDING)
    old = settled.filter(done | stuck, created_at__lt=before)
    with transaction.atomic():
        ClosedAddress.objects.filter(message__in=old).delete()
        return old.delete()[1].get("outbox.Message", 0)


def mark_read(messages):
    """Put a read mark on the unread ones of these messages."""
    return messages.unread().update(read_at=clock.now())


def unread_count(user):
    """How many messages of their inbox a person has not marked as read."""
    return Message.objects.visible_to(user).unread().count()
