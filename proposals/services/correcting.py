"""What two people decide together outside the usual way: merger and correction."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals import emails
from proposals.grounds import Grounds, MoveRefused
from proposals.models import Attachment, Partner, Proposal
from proposals.services.filing import keep
from proposals.services.finding import reindex
from proposals.services.leaving import stored
from proposals.services.merging import (
    CannotMerge,
    cannot_meet,
    consents,
    lock_both,
    settle,
)
from proposals.services.moving import move
from proposals.states import TERMINAL, State
from pyp_portal.accounts import approvals
from pyp_portal.history.services import record

CORRECTION = "proposals.correction"


@transaction.atomic
def merge_into(proposal, other, by, letters, *, version=None):
    """T11: with the consent of both agencies the work goes on in ``other``.

    An agency that has not agreed in the portal agrees by one of the ``letters``.
    """
    proposal, other = lock_both(proposal, other)
    if sentence := cannot_take_in(proposal, other, letters):
        raise CannotMerge(sentence)
    grounds = Grounds(by=by, passed=frozenset({"both_agreed"}))
    moved = move(
        proposal, "merge_into", grounds, version=version, data={"into": other.code}, other=other
    )
    for letter in letters:
        keep(moved, stored(letter, by), Attachment.Kind.CONSENT, by)
    copy_partners(moved, other)
    settle(moved, other)
    record(other, "merged_in", by=by, merged=moved.code)
    reindex(other)
    emails.merged(moved, other)
    return moved


def cannot_take_in(proposal, other, letters):
    """Why these two cannot be merged; empty when they can."""
    if sentence := cannot_meet(proposal, other):
        return sentence
    if len(letters) + len(consents(proposal, other)) < 2:
        return _("Attach the letter of each agency that has not agreed in the portal.")
    return ""


def copy_partners(proposal, other):
    """The partners of the merged one, and its agency, join those of the other."""
    there = set(other.partners.values_list("name_th", flat=True)) | {other.lead_agency.name_th}
    lead = proposal.lead_agency
    joining = [
        Partner(
            agency=lead,
            name_th=lead.name_th,
            level=lead.level,
            sector=lead.sector,
            role_th=_("Joins with proposal %(code)s") % {"code": proposal.code},
            status=Partner.Status.AGREED,
        ),
        *proposal.partners.all(),
    ]
    for partner in joining:
        if partner.name_th not in there:
            partner.pk, partner.proposal = None, other
            partner._state.adding = True
            partner.save()


# --- T33 --------------------------------------------------------------------------


def propose_correction(proposal, to, by, reason):
    """T33: an administrator asks another to put a proposal back where it belongs."""
    Grounds(by=by, reason=reason).require_reason()
    if State(to) in TERMINAL:
        raise MoveRefused(_("A correction leads to a state from which work goes on."))
    return approvals.propose(CORRECTION, proposal, by=by, reason=reason, to=State(to).value)


def confirm_correction(approval, by, answer=""):
    """T33: the second administrator agrees."""
    return approvals.confirm(
        approval,
        by=by,
        allowed=lambda user: user.is_portal_admin,
        act=lambda agreed: correct(agreed, by),
        answer=answer,
    )


def refuse_correction(approval, by, answer):
    """The second administrator does not agree."""
    return approvals.refuse(
        approval, by=by, allowed=lambda user: user.is_portal_admin, answer=answer
    )


def correct(approval, by):
    """What follows once two administrators agree."""
    grounds = Grounds(by=by, reason=approval.reason, passed=frozenset({"second_person"}))
    proposal = Proposal.objects.get(pk=approval.record_id)
    return move(proposal, "admin_correct", grounds, to=approval.payload["to"])
