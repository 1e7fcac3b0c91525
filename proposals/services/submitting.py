"""Hand in, take back, answer a return: each arrival gets a frozen revision and a receipt."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Max

from proposals import documents, emails, on_behalf_emails
from proposals.fingerprints import fingerprint
from proposals.grounds import Grounds
from proposals.models import Call, Receipt, Revision
from proposals.services.comparing import note_due
from proposals.services.endorsing import settle
from proposals.services.finding import reindex
from proposals.services.moving import lock, move
from proposals.states import State
from pyp_portal import clock


@transaction.atomic
def submit(proposal, by, *, at=None, version=None, key=None):
    """T02: hand in; answers with the receipt.

    ``at`` is the arrival of the request, by which the deadline is judged; ``key`` names
    the form that was sent, so that sending it again answers with the same receipt.
    """
    fresh = lock(proposal)
    if given := receipt_of(fresh, key):
        return given
    moved = move(fresh, "submit", Grounds(by=by, at=at), version=version)
    return receive(moved, by, at, key)


@transaction.atomic
def resubmit(proposal, by, *, at=None, version=None, key=None):
    """T07: answer a return; the case owner is told."""
    fresh = lock(proposal)
    if given := receipt_of(fresh, key):
        return given
    moved = move(fresh, "resubmit", Grounds(by=by, at=at), version=version)
    moved.returns.filter(answered_at=None).exclude(sent_at=None).update(answered_at=clock.now())
    receipt = receive(moved, by, at, key)
    emails.resubmitted(receipt, moved)
    return receipt


@transaction.atomic
def recall(proposal, by, *, at=None, version=None):
    """T03: take back while the call is open; the receipt is void, its number stays used.

    Reopened in the longer time that an extension gave, it keeps its receipt until a new one
    is given: without one, the first submission counts again (``leaving.reinstate``).
    """
    moved = move(proposal, "recall", Grounds(by=by, at=at), version=version)
    receipt = valid_receipt(moved)
    keeps = (at or clock.now()) >= moved.call.last_moment
    if receipt and not keeps:
        receipt.voided_at = clock.now()
        receipt.save(update_fields=["voided_at"])
    emails.recalled(receipt, moved, keeps)
    return moved


def receive(proposal, by, at, key):
    """Freeze the revision, give it a receipt, and tell."""
    revision = freeze(proposal, by)
    settle(proposal)
    receipt = Receipt.objects.create(
        number=next_receipt(proposal),
        revision=revision,
        key=scoped(proposal, key),
        arrived_at=at or proposal.arrival,
    )
    if proposal.state == State.SUBMITTED:
        receipts(proposal).exclude(pk=receipt.pk).filter(voided_at=None).update(
            voided_at=clock.now()
        )
    reindex(proposal)
    if not proposal.is_practice:
        note_due(proposal)
    documents.receipt(receipt, proposal, by)
    documents.full_proposal(revision, proposal, by)
    emails.receipt(receipt, proposal)
    if proposal.origin == "paper":
        on_behalf_emails.submitted(receipt, proposal)
    return receipt


def freeze(proposal, by):
    """The proposal as it stands, with the hashes of its files, kept for ever."""
    content = json.loads(json.dumps(content_of(proposal), cls=DjangoJSONEncoder))
    last = proposal.revisions.aggregate(last=Max("number"))["last"] or 0
    return Revision.objects.create(
        proposal=proposal,
        number=last + 1,
        content=content,
        sha256=fingerprint(content),
        frozen_at=clock.now(),
        frozen_by=by,
    )


def content_of(proposal):
    earlier = {"earlier": proposal.earlier.code} if proposal.earlier_id else {}
    return {
        **earlier,
        "code": proposal.code,
        "call": proposal.call.fiscal_year,
        "origin": proposal.origin,
        "form_version": proposal.form.number,
        "answers": proposal.answered(),
    }


def next_receipt(proposal):
    """A number of the call's register; an answer to a return keeps its own with "/2"."""
    first = valid_receipt(proposal)
    if proposal.state == State.SCREENING and first:
        return f"{first.number.partition('/')[0]}/{proposal.return_count + 1}"
    call = Call.everything.select_for_update().get(pk=proposal.call_id)
    call.last_receipt += 1
    call.save(update_fields=["last_receipt"])
    register = "ฝึกซ้อม" if call.is_practice else "ปยป"
    return f"{register}-รับ-{call.fiscal_year}-{call.last_receipt:04d}"


def receipts(proposal):
    """All receipts of a proposal, newest first."""
    found = Receipt.objects.filter(revision__proposal=proposal)
    return found.select_related("revision").order_by("-revision__number")


def valid_receipt(proposal):
    """The newest receipt that has not been voided, or None."""
    return receipts(proposal).filter(voided_at=None).first()


def receipt_of(proposal, key):
    """The receipt that this very form has got already, or None."""
    return receipts(proposal).filter(key=scoped(proposal, key)).first() if key else None


def scoped(proposal, key):
    """The key of a form among those of all proposals; None where the form has none."""
    return f"{proposal.code}:{key}"[:64] if key else None
