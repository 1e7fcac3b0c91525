"""Attachments behind the meeting book: which are bound, which are only named (PD-10)."""

from dataclasses import dataclass

from proposals.models import Attachment, Proposal
from pyp_portal import thai
from pyp_portal.uploads.models import Scan
from selection.services.pages import BESIDE_THE_ANSWERS

MOST_BYTES = 60 * 2**20  # a book that a mailbox and a phone still take
MOST_PAGES = 600


@dataclass(frozen=True)
class Beside:
    """One attachment of an item: its number, and whether it is bound behind the book."""

    item: object
    number: int
    attachment: Attachment
    is_bound: bool

    @property
    def title(self):
        """The words of its bookmark."""
        item, number = (thai.to_thai_digits(one) for one in (self.item.number, self.number))
        return f"{item} {self.item.proposal.code} เอกสารแนบ {number}"


def beside(items, user):
    """{item id: its attachments} of proposals that this person may read, in one order.

    PDF files are bound as long as the whole keeps within ``MOST_BYTES`` and ``MOST_PAGES``;
    everything else is named, to be opened in the portal.
    """
    seen = Proposal.objects.visible_to(user).values("pk")
    rows = Attachment.objects.current().filter(
        kind__in=BESIDE_THE_ANSWERS,
        proposal__in=[item.proposal_id for item in items],
        proposal_id__in=seen,
    )
    by_proposal = {}
    for attachment in rows.select_related("file").order_by("pk"):
        by_proposal.setdefault(attachment.proposal_id, []).append(attachment)
    left = [MOST_BYTES, MOST_PAGES]
    return {
        item.pk: [
            Beside(item, number, one, _takes(one.file, left))
            for number, one in enumerate(by_proposal.get(item.proposal_id, ()), start=1)
        ]
        for item in items
    }


def _takes(file, left):
    """Whether a file is bound; what is left grows less by it."""
    size, pages = file.size, file.pages or 1
    if file.kind != "pdf" or file.scan in (Scan.FAILED, Scan.WAITING):
        return False
    if size > left[0] or pages > left[1]:
        return False
    left[0] -= size
    left[1] -= pages
    return True
