"""How a reading pack is bound. Only the tasks import this: it stands on the PDF libraries."""

from io import BytesIO

from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.utils import translation
from PIL import Image

from proposals.exports import standing
from pyp_portal import clock, thai
from pyp_portal.papers.booklets import binding
from pyp_portal.papers.booklets.leaves import Booklet, Cover, Leaf
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Office, Paper
from selection import packs
from selection.services import pages, reading

FOLDER = "selection/documents"
PAPER = (1240, 1754)  # pixels of a page of 150 dots an inch, for pictures


def book(export):
    """The pack that somebody asked for, for ``exporting.bind``."""
    sheets = list(packs.sheets_of(export))
    if not sheets:
        raise PermissionDenied
    with translation.override("th"):
        issuer = Office.objects.standing()
        leaves = [leaf for sheet in sheets for leaf in of_sheet(sheet, issuer)]
        mark = words("pack_mark", seat=sheets[0].seat, now=clock.now())
    cover = Cover(
        "ชุดอ่านสำหรับกรรมการ",
        lines=(f"{len(sheets)} เรื่อง", "จัดทำสำหรับกรรมการเจ้าของชื่อที่ท้ายหน้าเท่านั้น โปรดอย่าส่งต่อ"),
        label_head="เลขรับ",
    )
    return binding.bound(Booklet(cover, leaves, len(leaves), mark=mark), standing(export.asked_by))


def of_sheet(sheet, issuer):
    """What lies before one sheet: its first page, the proposal as handed in, the attachments."""
    proposal = sheet.proposal
    files, paper = pages.attachments_of(proposal), paper_of(proposal)
    first = words("pack_cover", issuer=issuer, **cover_of(sheet, files, paper))
    yield Leaf(proposal.title_th, first, label=proposal.code, note=str(proposal.lead_agency))
    if paper:
        yield Leaf("ข้อเสนอฉบับเต็ม", paper.html, under=True)
    for number, attachment in enumerate(files, start=1):
        if is_bound(attachment.file):
            title = f"เอกสารแนบ {thai.to_thai_digits(number)} {attachment.get_kind_display()}"
            yield Leaf(title, opened=opener(attachment.file), under=True)


def words(name, **context):
    return render_to_string(f"{FOLDER}/{name}.html", context)


def is_bound(file):
    return file.kind in pages.DRAWN and file.can_be_opened


def opener(stored):
    """Opens a file as PDF: a picture becomes a page."""

    def opened():
        content = stored.file.storage.open(stored.file.name)
        return content if stored.kind == "pdf" else picture(content)

    return opened


def picture(content):
    """A picture as a page of a PDF."""
    made = BytesIO()
    with content, Image.open(content, formats=["JPEG", "PNG"]) as found:
        upright = found.convert("RGB")
        upright.thumbnail(PAPER)
        upright.save(made, "PDF", resolution=150)
    made.seek(0)
    return made


def paper_of(proposal):
    """The full proposal as it was handed in (PD-03), or None."""
    return Paper.objects.of(proposal).filter(kind=Kind.PROPOSAL).first()


def cover_of(sheet, files, paper):
    """What is bound behind it, the criteria with their anchors, and the text where no paper is."""
    return {
        "sheet": sheet,
        "proposal": sheet.proposal,
        "files": [(attachment, is_bound(attachment.file)) for attachment in files],
        "has_paper": paper is not None,
        "parts": [] if paper else reading.parts_of(sheet.proposal),
    }
