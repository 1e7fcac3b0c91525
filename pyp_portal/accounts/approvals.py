"""An act that needs two people: one proposes it, another confirms it, and only then it happens.

A room names the act by a ``kind``, keeps what the act needs in the payload, and hands
``confirm`` two functions: who may confirm, and what is then done. The act and the
decision share one transaction: both stand or neither does.
"""

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.access import require
from pyp_portal.accounts.models import Approval, Outcome
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.models import key_of
from pyp_portal.history.services import record as write_history
from pyp_portal.templatetags.thai import thai_datetime


@transaction.atomic
def propose(kind, record, *, by, reason, **payload):
    """Ask for a second person; one open request of a kind for a record at a time."""
    if not reason.strip():
        raise Refused(_("Give a reason."))
    approval = Approval(
        kind=kind,
        **key_of(record),
        payload=payload,
        asked_by=by,
        reason=reason.strip(),
        asked_at=clock.now(),
    )
    try:
        with transaction.atomic():
            approval.save(force_insert=True)
    except IntegrityError:
        raise Refused(_already_proposed(kind, record)) from None
    write_history(record, "proposed", by=by, reason=approval.reason, kind=kind)
    return approval


def open_for(record, kind):
    """The open request of this kind for a record, or None."""
    return Approval.objects.of(record, kind).open().first()


def record_of(approval):
    """The record that an approval is about."""
    model = apps.get_model(approval.record_type)
    return model._default_manager.get(pk=approval.record_id)


@transaction.atomic
def confirm(approval, *, by, allowed, act, answer=""):
    """A second person says yes: ``act(approval)`` happens, in the same transaction.

    ``allowed(by)`` is the room's rule for who may confirm. Answers what ``act`` answers.
    """
    require(allowed(by))
    approval = _settled(approval, Outcome.CONFIRMED, by, answer)
    return act(approval)


@transaction.atomic
def refuse(approval, *, by, allowed, answer):
    """A second person says no, and why; nothing happens to the record."""
    require(allowed(by))
    if not answer.strip():
        raise Refused(_("Give a reason."))
    return _settled(approval, Outcome.REFUSED, by, answer)


@transaction.atomic
def take_back(approval, *, by):
    """The person who proposed the act no longer wants it."""
    require(approval.asked_by_id == by.pk)
    return _settled(approval, Outcome.TAKEN_BACK, by, "")


def _settled(approval, outcome, by, answer):
    """The locked and decided approval; the second of two deciders is told who was first.

    Without a join: PostgreSQL would give the joined people as they were before it waited.
    """
    approval = Approval.objects.select_for_update().get(pk=approval.pk)
    if not approval.is_open:
        raise Refused(_already_decided(approval))
    if outcome != Outcome.TAKEN_BACK and approval.asked_by_id == by.pk:
        raise Refused(_("You proposed this yourself. Another person has to confirm it."))
    approval.outcome = outcome
    approval.decided_by = by
    approval.decided_at = clock.now()
    approval.answer = answer.strip()
    approval.save()
    record = record_of(approval)
    write_history(record, str(outcome.value), by=by, reason=approval.answer, kind=approval.kind)
    return approval


def _already_proposed(kind, record):
    first = Approval.objects.of(record, kind).last()
    words = {"who": first.asked_by, "when": thai_datetime(first.asked_at)}
    return _("%(who)s proposed this on %(when)s, before you.") % words


def _already_decided(approval):
    words = {
        "who": approval.decided_by,
        "when": thai_datetime(approval.decided_at),
        "outcome": approval.get_outcome_display(),
    }
    return _("%(who)s decided on this on %(when)s: %(outcome)s. Nothing was changed.") % words
