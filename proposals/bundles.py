"""All files of a proposal in one ZIP: what its agency attached, and what the office issued."""

from django.core.exceptions import PermissionDenied

from proposals import documents
from proposals.exports import may_fetch as may_fetch_proposals
from proposals.exports import standing
from proposals.models import Proposal
from pyp_portal.papers.exporting import Book
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.zipping import pack

KIND = "proposals.files"
OWN_KINDS = [
    Kind.PROPOSAL,
    Kind.SUMMARY,
    Kind.ENDORSEMENT,
    Kind.RECEIPT,
    Kind.SCREENING_LETTER,
]
ATTACHED, ISSUED = "เอกสารแนบ", "เอกสารที่ออก"


def proposal_of(export, user):
    """The proposal whose files these are, while the person sees it; else None."""
    seen = Proposal.everything.visible_to(user)
    return seen.filter(code=export.parameters["code"]).first()


def book(export):
    """The files as the asker may fetch them one by one; PermissionDenied for others."""
    proposal = proposal_of(export, export.asked_by)
    if proposal is None:
        raise PermissionDenied
    entries = list(entries_of(proposal))
    return Book(lambda file: pack(file, entries), len(entries), standing(export.asked_by))


def entries_of(proposal):
    """(path, how to open it) of each file: none that the scanner closed or no worker has made."""
    for number, one in enumerate(proposal.attachments.current().select_related("file"), start=1):
        if not one.file.is_closed:
            name = f"{number:02d} {one.file.name}"
            yield (proposal.code, ATTACHED, name), opener(one.file)
    for paper in documents.papers_of(proposal).filter(kind__in=OWN_KINDS):
        if paper.is_ready:
            yield (proposal.code, ISSUED, paper.filename), opener(paper)


def opener(stored):
    return lambda: stored.file.storage.open(stored.file.name)


def may_fetch(export, user):
    """Who may still see the proposal (S3, S36)."""
    return proposal_of(export, user) is not None and may_fetch_proposals(export, user)
