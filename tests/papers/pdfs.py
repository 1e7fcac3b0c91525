"""How the tests read a PDF: by poppler, by PDFium, as an object tree."""

import logging
import re
import tempfile
from io import BytesIO

import outloud
import page as validator
import pikepdf

from pyp_portal.papers import rendering, seals
from tests.papers.texts import (
    NIKHAHIT,
    SARA_AM,
    bare,
    pdfium_pages,
    poppler_pages,
    said,
    titles,
    tool,
    unread,
)

__all__ = ["NIKHAHIT", "SARA_AM", "bare", "pdfium_pages", "poppler_pages", "tool"]

YES = ("yes", "yes", "yes")


def fonts(pdf):
    """(name, embedded, subset, unicode) of each font in the file."""
    lines = tool("pdffonts", "-", pdf=pdf).decode().splitlines()[2:]
    return [(line.split()[0], *line[71:].split()[:3]) for line in lines]


def opened(pdf):
    return pikepdf.open(BytesIO(pdf))


def headings(pdf):
    """The outline, flat, in order."""
    with opened(pdf) as file, file.open_outline() as outline:
        waiting, found = list(outline.root), []
        while waiting:
            item = waiting.pop(0)
            found.append(item.title)
            waiting[:0] = item.children
        return found


def sound_pdf_of(paper, caplog):
    """The PDF of any paper, once it has passed the gates that hold for every document.

    All glyphs are there and from Sarabun alone, two readers find every word, the file is Thai,
    titled, tagged and without an error of accessibility, its bookmarks are its headings.
    """
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf = rendering.render(seals.sealed(paper), watermark=seals.watermark(paper)).pdf
    assert [record.message for record in caplog.records if record.name == "weasyprint"] == []
    assert unread(paper, pdf) == []
    assert [said(words) for words in headings(pdf)] == titles(paper.html)
    assert_sound(pdf, paper.title)
    return pdf


def assert_sound(pdf, title):
    """The gates of every PDF of ours, whatever it says."""
    assert {re.sub("^[A-Z]{6}[+]|-.*", "", name) for name, *_flags in fonts(pdf)} == {"Sarabun"}
    assert {tuple(flags) for _name, *flags in fonts(pdf)} == {YES}
    with opened(pdf) as file:
        assert (str(file.Root.Lang), str(file.docinfo.Title)) == ("th", title)
    assert validator.validate_pdf_bytes(pdf, profile="ua1").is_compliant
    with tempfile.NamedTemporaryFile(suffix=".pdf") as copy:
        copy.write(pdf)
        copy.flush()
        errors = [f for f in outloud.check(copy.name).findings if f.severity == "error"]
    assert errors == []
