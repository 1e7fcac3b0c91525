"""How a reading pack is bound. Only the tasks import this: it stands on the PDF libraries."""

from io import BytesIO

import pikepdf
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from PIL import Image

from proposals.exports import standing
from pyp_portal import clock
from pyp_portal.papers import rendering
from pyp_portal.papers.exporting import Book
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection import packs
from selection.services import pages, reading

FOLDER = "selection/documents"
PAPER = (1240, 1754)  # pixels of a page of 150 dots an inch, for pictures


def book(export):
    """The pack that somebody asked for, for ``exporting.bind``."""
    sheets = list(packs.sheets_of(export))
    if not sheets:
        raise PermissionDenied
    return Book(lambda file: _write(file, sheets), len(sheets), standing(export.asked_by))


def _write(file, sheets):
    """Bind proposal after proposal; what is bound so far is told by each step."""
    whole, marks = pikepdf.new(), []
    for sheet in sheets:
        marks.append(_bind(whole, sheet))
        yield sheet
    with whole.open_outline() as outline:
        outline.root.extend(marks)
    _stamp(whole, sheets[0].seat)
    whole.save(file)


def _bind(whole, sheet):
    """Cover, proposal and attachments of one proposal; its bookmark."""
    proposal = sheet.proposal
    files, paper = pages.attachments_of(proposal), _paper_of(proposal)
    mark = pikepdf.OutlineItem(proposal.code, len(whole.pages))
    _append(whole, _cover(sheet, files, paper))
    if paper:
        mark.children.append(pikepdf.OutlineItem("ข้อเสนอฉบับเต็ม", len(whole.pages)))
        _append(whole, _pdf_of(paper))
    for number, attachment in enumerate(files, start=1):
        if _is_bound(attachment.file):
            name = f"เอกสารแนบ {number}"
            mark.children.append(pikepdf.OutlineItem(name, len(whole.pages)))
            _append(whole, _pages_of(attachment.file))
    return mark


def _append(whole, content):
    with pikepdf.open(BytesIO(content)) as part:
        whole.pages.extend(part.pages)


def _is_bound(file):
    return file.kind in pages.DRAWN and not file.is_closed


def _pages_of(file):
    with file.file.open("rb") as content:
        return content.read() if file.kind == "pdf" else _picture(content.read())


def _picture(content):
    made = BytesIO()
    with Image.open(BytesIO(content), formats=["JPEG", "PNG"]) as picture:
        upright = picture.convert("RGB")
        upright.thumbnail(PAPER)
        upright.save(made, "PDF", resolution=150)
    return made.getvalue()


def _paper_of(proposal):
    """The full proposal as it was handed in (PD-03), or None."""
    return Paper.objects.of(proposal).filter(kind=Kind.PROPOSAL).first()


def _pdf_of(paper):
    """Its file; or the same made of what it says, where no worker has come to it yet."""
    if not paper.is_ready:
        return rendering.render(paper.html).pdf
    with paper.file.open("rb") as file:
        return file.read()


def _cover(sheet, files, paper):
    """What is bound behind it, the criteria with their anchors, and the text where no paper is."""
    listed = [(attachment, _is_bound(attachment.file)) for attachment in files]
    context = {
        "sheet": sheet,
        "proposal": sheet.proposal,
        "files": listed,
        "has_paper": paper is not None,
        "parts": [] if paper else reading.parts_of(sheet.proposal),
        "now": clock.now(),
    }
    return rendering.render(render_to_string(f"{FOLDER}/pack_cover.html", context)).pdf


def _stamp(whole, seat):
    """Name and seat of the reader at the foot of each page, over whatever stands there."""
    context = {"seat": seat, "now": clock.now()}
    line = rendering.render(render_to_string(f"{FOLDER}/pack_mark.html", context)).pdf
    with pikepdf.open(BytesIO(line)) as mark:
        for page in whole.pages:
            page.add_overlay(mark.pages[0])
