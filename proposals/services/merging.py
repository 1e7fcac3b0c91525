"""A merger with the consent of both agencies, given in the portal or by letter (T11)."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from proposals import emails
from proposals.grounds import Grounds, MoveRefused
from proposals.models import Consent, Merger
from proposals.services.moving import lock
from proposals.states import TERMINAL, State
from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.templatetags.thai import thai_datetime

MERGEABLE = frozenset({State.SCREENING, State.ELIGIBLE})


class CannotMerge(MoveRefused):
    """These two proposals cannot become one, or not now."""


def lock_both(one, other):
    """Both proposals locked, always in the same order: two officers cannot wait in a ring."""
    ordered = sorted((one, other), key=lambda proposal: proposal.pk)
    fresh = {proposal.pk: lock(proposal) for proposal in ordered}
    return fresh[one.pk], fresh[other.pk]


def cannot_meet(proposal, other):
    """Why the one cannot go on within the other; empty when it can."""
    if proposal.pk == other.pk or proposal.call_id != other.call_id:
        return _("Choose another proposal of the same call.")
    if other.state in TERMINAL or other.state == State.DRAFT:
        return _("The other proposal is not under consideration.")
    return ""


@transaction.atomic
def ask_merger(proposal, other, by, reason):
    """Ask both agencies whether ``proposal`` may go on within ``other``; they are told by mail.

    Raises ``CannotMerge`` where the two cannot meet or a question is open already.
    """
    proposal, other = lock_both(proposal, other)
    Grounds(by=by, reason=reason).require_reason()
    if proposal.state not in MERGEABLE:
        raise CannotMerge(_("A proposal is merged while it is screened or when it is eligible."))
    if sentence := cannot_meet(proposal, other):
        raise CannotMerge(sentence)
    merger = Merger(
        proposal=proposal, other=other, reason=reason, asked_by=by, asked_at=clock.now()
    )
    try:
        with transaction.atomic():
            merger.save(force_insert=True)
    except IntegrityError:
        raise CannotMerge(asked_before(proposal)) from None
    record(proposal, "merger_asked", by=by, reason=reason, other=other.code)
    record(other, "merger_asked", by=by, reason=reason, other=proposal.code)
    emails.merger_asked(merger)
    return merger


def asked_before(proposal):
    first = Merger.objects.of(proposal).filter(proposal=proposal).open().get()
    return _("%(who)s asked on %(when)s whether it may be merged with %(other)s.") % {
        "who": first.asked_by,
        "when": thai_datetime(first.asked_at),
        "other": first.other.code,
    }


@transaction.atomic
def answer_merger(merger, side, agrees, by, note=""):
    """The agency of ``side`` says yes or no; its first word stands.

    The office learns of a refusal at once, which ends the question, and of the second
    consent. Raises ``CannotMerge`` where the question is over or this side has spoken.
    """
    merger = locked(merger)
    if sentence := why_unanswerable(merger, side):
        raise CannotMerge(sentence)
    Consent.objects.create(
        merger=merger, side=side, agrees=agrees, note=note.strip(), by=by, at=clock.now()
    )
    verb = "merger_agreed" if agrees else "merger_refused"
    record(side, verb, by=by, reason=note, other=other_of(merger, side).code)
    fresh = Merger.objects.of(side).get(pk=merger.pk)
    if not agrees:
        end(fresh, Merger.Outcome.REFUSED)
    if not agrees or fresh.is_agreed:
        emails.merger_answered(fresh, agrees)
    return fresh


def locked(merger):
    """The merger as it is once both proposals are ours."""
    lock_both(merger.proposal, merger.other)
    return Merger.objects.of(merger.proposal).get(pk=merger.pk)


def why_unanswerable(merger, side):
    """Why this agency cannot answer now: it has, or the question is over."""
    said = next((consent for consent in merger.consents.all() if consent.side_id == side.pk), None)
    if said:
        answer = _("agreed") if said.agrees else _("refused")
        when = thai_datetime(said.at)
        words = {"who": said.by, "when": when, "answer": answer}
        return _("%(who)s answered for your agency on %(when)s: %(answer)s.") % words
    if not merger.is_open or merger.proposal.state not in MERGEABLE:
        return _("The question is over; nothing was changed.")
    return cannot_meet(merger.proposal, merger.other)


def other_of(merger, side):
    return merger.other if side.pk == merger.proposal_id else merger.proposal


def end(merger, outcome):
    merger.outcome, merger.ended_at = outcome, clock.now()
    merger.save(update_fields=["outcome", "ended_at"])


@transaction.atomic
def take_back_merger(merger, by):
    """The office no longer asks; what was said stays on record."""
    merger = locked(merger)
    if not merger.is_open:
        raise CannotMerge(_("The question is over; nothing was changed."))
    end(merger, Merger.Outcome.TAKEN_BACK)
    for side in (merger.proposal, merger.other):
        record(side, "merger_taken_back", by=by, other=other_of(merger, side).code)
    return merger


def consents(proposal, other):
    """The keys of the two proposals whose agency has agreed to their merger in the portal."""
    merger = Merger.objects.of(proposal).filter(proposal=proposal, other=other).open().first()
    return merger.agreed if merger else set()


def settle(proposal, other):
    """The work goes on in ``other``: the question about it is answered, all others are void."""
    for merger in Merger.objects.of(proposal).open():
        is_this = merger.proposal_id == proposal.pk and merger.other_id == other.pk
        end(merger, Merger.Outcome.MERGED if is_this else Merger.Outcome.TAKEN_BACK)
