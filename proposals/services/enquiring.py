"""Questions to the office: asked, answered, published without a name, or set aside."""

import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proposals import enquiry_emails
from proposals.grounds import MoveRefused
from proposals.models import Call, Enquiry
from pyp_portal import clock
from pyp_portal.accounts.refusals import who_was_first
from pyp_portal.evening.services import renew_copies
from pyp_portal.history.services import record
from pyp_portal.search import services as search

Channel = Enquiry.Channel


def ask(token, *, by=None, **facts):
    """A question with where it comes from; the same ``token`` again gives the same question."""
    try:
        with transaction.atomic():
            return put(token, by=by, asked_by=by, **facts)
    except IntegrityError:
        return Enquiry.objects.get(token=token)


def put(token, *, by, **facts):
    """Write a question down."""
    facts.setdefault("call", Call.objects.current())
    enquiry = Enquiry.objects.create(
        token=token, asked_at=clock.now(), language=get_language() or "", **facts
    )
    record(enquiry, "asked", by=by, channel=enquiry.channel, category=enquiry.category)
    return enquiry


def log_call(token, by, *, answer="", **facts):
    """A call that an officer took: the question with its answer, or left to be answered."""
    try:
        with transaction.atomic():
            enquiry = put(token, by=by, channel=Channel.PHONE, logged_by=by, **facts)
            if answer:
                note_answer(enquiry, by, answer)
            return enquiry
    except IntegrityError:
        return Enquiry.objects.get(token=token)


@transaction.atomic
def write(by, *, category, question, answer):
    """What the office asks and answers itself, published at once."""
    enquiry = put(
        uuid.uuid4(),
        by=by,
        channel=Channel.OFFICE,
        logged_by=by,
        category=category,
        question=question,
    )
    note_answer(enquiry, by, answer)
    return publish(enquiry, by, question, answer)


def locked(enquiry):
    return Enquiry.objects.select_for_update().get(pk=enquiry.pk)


@transaction.atomic
def answer(enquiry, by, text):
    """The answer, once; who asked gets it by mail and in the portal."""
    fresh = locked(enquiry)
    if fresh.answered_at:
        raise MoveRefused(who_was_first(fresh, "answered"))
    if fresh.set_aside_at:
        raise MoveRefused(_("This question was set aside. Bring it back before you answer."))
    note_answer(fresh, by, text)
    enquiry_emails.answered(fresh)
    return fresh


def note_answer(enquiry, by, text):
    enquiry.answer, enquiry.answered_by, enquiry.answered_at = text, by, clock.now()
    enquiry.save(update_fields=["answer", "answered_by", "answered_at"])
    record(enquiry, "answered", by=by)


@transaction.atomic
def publish(enquiry, by, question, text, *, category=""):
    """Put question and answer before everybody, in words that name nobody; again: new words.

    ``category`` sets right what the asker chose.
    """
    fresh = locked(enquiry)
    if fresh.is_private:
        raise MoveRefused(_("Who asked wants the answer alone, so it is not published."))
    if not fresh.answered_at:
        raise MoveRefused(_("Answer the question first, then publish it."))
    fresh.public_question, fresh.public_answer = question, text
    fresh.published_at = fresh.published_at or clock.now()
    fresh.category = category or fresh.category
    fresh.save(update_fields=["public_question", "public_answer", "published_at", "category"])
    search.index(fresh, fresh.searched_text)
    renew_copies()
    record(fresh, "published", by=by, question=question, answer=text)
    return fresh


@transaction.atomic
def unpublish(enquiry, by):
    """Take it from the public page; the asker keeps the answer."""
    fresh = locked(enquiry)
    if not fresh.published_at:
        raise MoveRefused(_("This question is not published. Nothing was changed."))
    fresh.published_at = None
    fresh.save(update_fields=["published_at"])
    search.forget(fresh)
    renew_copies()
    record(fresh, "unpublished", by=by)


@transaction.atomic
def set_aside(enquiry, by):
    """No question at all, such as an advertisement: it leaves the queue and nobody is told."""
    fresh = locked(enquiry)
    if not fresh.is_waiting:
        raise MoveRefused(who_was_first(fresh, "answered", "set aside"))
    fresh.set_aside_at = clock.now()
    fresh.save(update_fields=["set_aside_at"])
    record(fresh, "set aside", by=by)


@transaction.atomic
def bring_back(enquiry, by):
    """It is a question after all."""
    fresh = locked(enquiry)
    if not fresh.set_aside_at:
        raise MoveRefused(_("This question is in the queue already. Nothing was changed."))
    fresh.set_aside_at = None
    fresh.save(update_fields=["set_aside_at"])
    record(fresh, "brought back", by=by)
