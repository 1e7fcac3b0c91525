"""Ask for a right, enter what came on paper, answer within thirty days."""

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.accounts.refusals import Refused, who_was_first
from pyp_portal.history.services import record
from pyp_portal.privacy import emails
from pyp_portal.privacy.models import DAYS, RightsRequest
from pyp_portal.templatetags.thai import thai_date


@transaction.atomic
def ask(person, *, right, words):
    """A person asks for a right; ValidationError while they wait for the same already."""
    try:
        with transaction.atomic():
            return _put(by=person, person=person, right=right, words=words, asked_at=clock.now())
    except IntegrityError:
        raise ValidationError(_asked_before(person, right)) from None


def _asked_before(person, right):
    first = RightsRequest.objects.waiting().filter(person=person, right=right).first()
    words = {"day": thai_date(first.due_on) if first else "–"}
    return _("You have asked for this already. The office answers by %(day)s.") % words


@transaction.atomic
def enter(by, *, name, contact, right, words, received_on):
    """What somebody without account asked on paper; the days count from its arrival."""
    asked_at = timezone.make_aware(datetime.combine(received_on, time(8, 30)))
    facts = {"name": name, "contact": contact, "right": right, "words": words}
    return _put(by=by, entered_by=by, asked_at=asked_at, **facts)


def _put(*, by, asked_at, **facts):
    due_on = timezone.localdate(asked_at) + DAYS
    made = RightsRequest.objects.create(asked_at=asked_at, due_on=due_on, **facts)
    record(made, "asked", by=by, right=made.right, due_on=due_on)
    return made


@transaction.atomic
def answer(asked, *, by, outcome, words):
    """Say what was done and why, once; who has an account is told. Refused for the second.

    And while a worker makes the person anonymous: that is the answer.
    """
    require_open(RightsRequest.objects.select_for_update().get(pk=asked.pk))
    held = settle(asked, by=by, outcome=outcome, words=words)
    if held.person_id:
        emails.answered(held)
    return held


def require_open(asked):
    """Refused where it is answered, or where two people agreed to an erasure, which answers it."""
    if asked.outcome:
        raise Refused(who_was_first(asked, "answered"))
    if asked.erasing:
        raise Refused(_("Two people agreed to make this person anonymous. That answers it."))


def settle(asked, *, by, outcome, words):
    """Keep the answer, once, in the caller's transaction; nobody is written to."""
    held = RightsRequest.objects.select_for_update().get(pk=asked.pk)
    if held.outcome:
        raise Refused(who_was_first(held, "answered"))
    held.outcome, held.answer, held.answered_by = outcome, words, by
    held.answered_at = clock.now()
    held.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    record(held, "answered", by=by, after=outcome)
    return held
