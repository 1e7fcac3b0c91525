"""How the files of a proposal are packed. Only the tasks import this: the PDF library is heavy."""

from io import BytesIO

from django.core.exceptions import PermissionDenied

from proposals import documents
from proposals.bundles import OWN_KINDS, proposal_of
from proposals.exports import standing
from pyp_portal.papers import rendering, seals
from pyp_portal.papers.exporting import Book
from pyp_portal.papers.tasks import make
from pyp_portal.papers.zipping import pack

ATTACHED, ISSUED = "เอกสารแนบ", "เอกสารที่ออก"


def book(export):
    """The files as the asker may fetch them one by one; PermissionDenied for others."""
    proposal = proposal_of(export, export.asked_by)
    if proposal is None:
        raise PermissionDenied
    entries = [*attached(proposal), *issued(proposal)]
    return Book(lambda file: pack(file, entries), len(entries), standing(export.asked_by))


def attached(proposal):
    """(path, how to open it) of what the agency attached, but for what the scanner closed."""
    for number, one in enumerate(proposal.attachments.current().select_related("file"), start=1):
        if one.file.can_be_opened:
            yield (proposal.code, ATTACHED, f"{number:02d} {one.file.name}"), opener(one.file)


def issued(proposal):
    """The same of what the office issued; made now, where no worker has come to it yet."""
    for paper in documents.papers_of(proposal).standing().filter(kind__in=OWN_KINDS):
        path = (proposal.code, ISSUED, paper.filename)
        yield path, opener(paper) if paper.is_ready else renderer(paper)


def opener(stored):
    return lambda: stored.file.storage.open(stored.file.name)


def renderer(paper):
    """Make it as a worker does, so that what is packed is what is kept; else only for the pack."""

    def opened():
        make(paper.pk)
        paper.refresh_from_db()
        return opener(paper)() if paper.is_ready else BytesIO(rendered(paper))

    return opened


def rendered(paper):
    return rendering.render(
        seals.sealed(paper), watermark=seals.watermark(paper), identifier=paper.uid.bytes
    ).pdf
