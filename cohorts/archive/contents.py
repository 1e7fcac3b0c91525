"""The list of contents of a package, which the office and the archives both sign."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.template.loader import render_to_string
from django.utils import translation

from cohorts.archive.series import Piece
from pyp_portal import clock, thai
from pyp_portal.papers import tables
from pyp_portal.papers.yearly import Office

TITLE = "บัญชีส่งมอบเอกสารให้หอจดหมายเหตุแห่งชาติ"
HEADERS = [
    "ลำดับ",
    "เลขที่",
    "วันที่",
    "เรื่อง",
    "จำนวนแผ่น",
    "จำนวนไฟล์",
    "หมายเหตุ",
    "ชุดเอกสาร",
    "ที่อยู่ในชุดส่งมอบ",
    "SHA-256",
]
ONLY_AS_ISSUED = "เก็บตามต้นฉบับ ไม่มีสำเนา PDF/A"
WITH_COPY = "มีสำเนา PDF/A"
AS_SENT = "ไฟล์ตามที่ส่งมา"
LOST = "ไม่มีไฟล์ในระบบ"
INFECTED = "ไม่ส่งมอบ เพราะไม่ผ่านการตรวจไวรัส"


@dataclass
class Line:
    """One paper or file of the list, and where its files lie; none where there is no file."""

    piece: Piece
    paths: list
    sha256: str = ""
    pages: int | None = None
    note: str = ""

    @property
    def number(self):
        """The official number if it has one, else our own; of a file the issue it is about."""
        paper = self.piece.paper
        return (paper.official_number or paper.number) if paper else self.piece.code

    @property
    def day(self) -> date:
        paper = self.piece.paper
        return (paper and paper.official_date) or clock.localdate(self.piece.at)

    @property
    def subject(self):
        return self.piece.paper.title if self.piece.paper else self.piece.file.name

    @property
    def series(self):
        return self.piece.series


def rows(lines):
    """The list for a spreadsheet and for programs."""
    for place, line in enumerate(lines, start=1):
        yield [
            place,
            line.number,
            line.day,
            line.subject,
            line.pages,
            len(line.paths),
            line.note,
            str(line.series.title),
            "\n".join(line.paths),
            line.sha256,
        ]


def as_xlsx(lines, year):
    """The list as a workbook."""
    made = BytesIO()
    tables.write_xlsx(made, HEADERS, rows(lines), title=f"บัญชีส่งมอบเอกสาร {year}")
    return made.getvalue()


def as_html(lines, offer):
    """The list as a document to print and sign."""
    year = offer.cohort.call.fiscal_year
    context = {
        "paper": {
            "title": f"{TITLE} ปีงบประมาณ พ.ศ. {thai.to_thai_digits(year)}",
            "number": f"pyp-{year}",
            "issued_at": offer.offered_at,
            "get_kind_display": TITLE,
        },
        "issuer": Office.objects.standing(),
        "year": year,
        "parts": parted(lines),
        "files": sum(len(line.paths) for line in lines),
        "pages": sum(line.pages or 0 for line in lines),
        "count": len(lines),
        "offered_on": clock.localdate(offer.offered_at),
    }
    with translation.override("th"):
        return render_to_string("cohorts/documents/archive_contents.html", context)


def parted(lines):
    """(title of a series, [(place in the whole list, line)]) in their order."""
    found = {}
    for place, line in enumerate(lines, start=1):
        found.setdefault(line.series, []).append((place, line))
    return [(series.title, held) for series, held in found.items()]
