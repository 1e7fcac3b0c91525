"""All files of a proposal in one ZIP: what the web needs of it.

How it is packed is in ``packing``, which only the tasks import.
"""

from proposals.exports import may_fetch as may_fetch_proposals
from proposals.models import Proposal
from pyp_portal.papers.kinds import Kind

KIND = "proposals.files"
OWN_KINDS = [
    Kind.PROPOSAL,
    Kind.SUMMARY,
    Kind.ENDORSEMENT,
    Kind.RECEIPT,
    Kind.SCREENING_LETTER,
]


def proposal_of(export, user):
    """The proposal whose files these are, while the person sees it; else None."""
    seen = Proposal.everything.visible_to(user)
    return seen.filter(code=export.parameters["code"]).first()


def may_fetch(export, user):
    """Who may still see the proposal (S3, S36)."""
    return proposal_of(export, user) is not None and may_fetch_proposals(export, user)
