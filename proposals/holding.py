"""To whom this room's papers were sent: they are told when one is corrected."""

from proposals.emails import people_of
from proposals.models import Proposal
from pyp_portal.papers.kinds import Kind

SENT = (Kind.RECEIPT, Kind.PROPOSAL, Kind.SCREENING_LETTER)


def holders_of(paper):
    """(people and addresses, the page where they find it), or None for what was not sent."""
    if paper.kind not in SENT or paper.record_type != Proposal._meta.label_lower:
        return None
    proposal = Proposal.objects.get(pk=paper.record_id)
    return people_of(proposal), proposal.get_absolute_url()
