"""How a paper of this room is made anew from its record, to correct one that was issued.

What is made is found by the key under which a paper was issued. Announcements of a call and
invitations are not among them: a changed call is announced once more by itself.
"""

from functools import partial

from proposals import documents
from proposals.models import Call, Proposal, Receipt
from pyp_portal.accounts.models import Approval


def maker_of(paper, user):
    """The way to make this paper once more, or None: for what is closed to the person too."""
    kind, _colon, key = paper.key.partition(":")
    if kind == "questions":
        return _questions(paper, user)
    find = FOUND_BY.get(kind)
    proposal = Proposal.objects.visible_to(user).filter(pk=paper.record_id).first()
    return find(proposal, key.rpartition(":")[2], user) if find and proposal else None


def _questions(paper, user):
    call = Call.objects.get(pk=paper.record_id)
    is_asked = paper.key == documents.questions_key(call)  # by the form of today
    return partial(documents.questions, call, user) if is_asked else None


def _receipt(proposal, number, user):
    found = Receipt.objects.filter(revision__proposal=proposal, number=number).first()
    return found and partial(documents.receipt, found, proposal, user)


def _full(proposal, number, user):
    revision = proposal.revisions.filter(number=number).first()
    return revision and partial(documents.full_proposal, revision, proposal, user)


def _return(proposal, number, user):
    letter = proposal.returns.filter(round_no=number, sent_at__isnull=False).first()
    return letter and partial(documents.return_letter, letter, proposal, user)


def _ineligible(proposal, _version, user):
    agreed = Approval.objects.of(proposal, "proposals.ineligible").filter(outcome="confirmed")
    reason = agreed.values_list("reason", flat=True).last()
    return reason and partial(documents.ineligible_letter, proposal, reason, user)


FOUND_BY = {
    "receipt": _receipt,
    "proposal": _full,
    "return": _return,
    "ineligible": _ineligible,
}
