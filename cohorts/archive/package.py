"""How the records of a year are packed for the archives. Only the tasks import this: PDFs."""

from dataclasses import dataclass, field
from io import BytesIO

from django.core.exceptions import PermissionDenied
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from cohorts import archive_order, permissions
from cohorts.archive import chains, contents, tables
from cohorts.archive.contents import Line
from cohorts.archive.series import SERIES, pieces_of
from cohorts.models import ArchiveOffer
from cohorts.services import archiving
from proposals.exports import standing
from proposals.packing import opener, renderer
from pyp_portal import clock, thai
from pyp_portal.access import require
from pyp_portal.papers import annexing, preserving, rendering
from pyp_portal.papers.bagging import Bag
from pyp_portal.papers.exporting import Book
from pyp_portal.papers.yearly import Office

README, LIST = "00-อ่านก่อน.txt", "01-บัญชีส่งมอบเอกสาร"
README_TEMPLATE = "cohorts/archive_readme.txt"
DATA, HISTORY = "6-data", "7-history"


def book(export):
    """The package that an administrator asked for; PermissionDenied for others."""
    offer = archive_order.offer_of(export)
    if offer is None or offer.emptied_at:  # what went over is not packed without its files
        raise PermissionDenied
    require(permissions.can_hand_over(offer.cohort, export.asked_by))
    pieces = list(pieces_of(offer.cohort.call))
    total = len(pieces) + len(tables.TABLES) + 2
    return Book(
        lambda file: write(file, Packing(offer, export, pieces)), total, standing(export.asked_by)
    )


@dataclass
class Packing:
    """A package in the making: from which offer, for which export, what has gone in."""

    offer: ArchiveOffer
    export: object
    pieces: list
    lines: list = field(default_factory=list)

    @property
    def call(self):
        return self.offer.cohort.call

    @property
    def name(self):
        return f"pyp-{self.call.fiscal_year}"


def write(file, packing):
    """Write the bag; yields after each part. What stood in it is noted at the end."""
    bag = Bag(file, packing.name)
    for piece in packing.pieces:
        packing.lines.append(put(bag, piece))
        yield piece
    for table in tables.TABLES:
        with translation.override("th"):
            text = tables.written(table, packing.call)
        bag.add_text([DATA, table.filename], text)
        yield table
    bag.add_text([DATA, "columns.csv"], tables.described())
    bag.add_text([DATA, tables.METADATA], tables.metadata())
    put_history(bag, packing.call)
    yield HISTORY
    put_lists(bag, packing)
    bag.close(info(packing))
    facts = {"files": len(bag.payload), "bytes": bag.bytes, "manifest": bag.manifest}
    archiving.note_package(packing.offer, packing.export, **facts)
    yield LIST


def put(bag, piece):
    """One paper with its copy for keeping, or one file; the line of the list that says so."""
    return put_paper(bag, piece) if piece.paper else put_file(bag, piece)


def put_paper(bag, piece):
    """The paper as it was issued, byte for byte, and beside it the same as PDF/A."""
    paper = piece.paper
    with (opener(paper) if paper.is_ready else renderer(paper))() as source:
        issued = source.read()
    folder = piece.series.folder(piece.code)
    path, digest, _size = bag.add([*folder, paper.filename], lambda: BytesIO(issued))
    paths, copy = [path], None if is_bound(paper) else preserving.preserved(issued)
    if copy:
        name = paper.filename.replace(".pdf", "-PDFA.pdf")
        paths.append(bag.add([*folder, name], lambda: BytesIO(copy))[0])
    note = contents.WITH_COPY if copy else contents.ONLY_AS_ISSUED
    if paper.is_replaced:
        note = f"{note}; มีฉบับแก้ไขแทนแล้ว"
    return Line(piece, paths, digest, paper.pages or preserving.pages_of(issued), note)


def is_bound(paper):
    """True for a book: what others sent is bound into it, and need not follow the standard."""
    return annexing.is_book(paper, annexing.annexes_of(paper))


def put_file(bag, piece):
    """A file as it was sent; one that the scanner closed, or that is gone, only in the list."""
    stored = piece.file
    if stored.is_closed or stored.is_gone:
        note = contents.INFECTED if stored.is_closed else contents.LOST
        return Line(piece, [], stored.sha256, stored.pages, note)
    folder = [*piece.series.folder(piece.code), "files"]
    path, digest, _size = bag.add([*folder, stored.name], opener(stored))
    return Line(piece, [path], digest, stored.pages, contents.AS_SENT)


def put_history(bag, call):
    """The chains of events, and the script that checks them."""
    bag.add_text([HISTORY, "history.jsonl"], "".join(chains.lines(call)))
    bag.add_text([HISTORY, chains.SCRIPT.name], chains.script())


def put_lists(bag, packing):
    """What people open first: the list of contents to sign, the same as a table, how to read."""
    lines, year = packing.lines, packing.call.fiscal_year
    with translation.override("th"):
        made = rendering.render(
            contents.as_html(lines, packing.offer), identifier=packing.offer.uid.bytes
        )
        workbook = contents.as_xlsx(lines, year)
        readme = get_template(README_TEMPLATE).template
        words = readme.render(Context(words_of(packing), autoescape=False))
    kept = preserving.preserved(made.pdf) or made.pdf
    bag.add([f"{LIST}.pdf"], lambda: BytesIO(kept))
    bag.add([f"{LIST}.xlsx"], lambda: BytesIO(workbook))
    bag.add_text([README], words)


def words_of(packing):
    return {
        "year": packing.call.fiscal_year,
        "office": Office.objects.standing(),
        "name": packing.name,
        "series": [(one.key, one.title) for one in SERIES],
        "script": chains.SCRIPT.name,
        "offered": thai.thai_date(clock.localdate(packing.offer.offered_at)),
    }


def info(packing):
    """The facts at the head of the bag; its day is that of the offer, so it can be made again."""
    year = packing.call.fiscal_year
    office = Office.objects.standing()
    day = clock.localdate(packing.offer.offered_at).isoformat()
    return [
        ("Source-Organization", office.name),
        ("External-Description", f"เอกสารหลักสูตร ป.ย.ป. ปีงบประมาณ พ.ศ. {year}"),
        ("External-Identifier", f"urn:uuid:{packing.offer.uid}"),
        ("Internal-Sender-Identifier", packing.name),
        ("Bagging-Date", day),
        ("Bag-Software-Agent", "PYP portal"),
    ]
