"""How the tests read a PDF: by poppler, by PDFium, as an object tree."""

import re
import subprocess
from io import BytesIO

import pikepdf

from pyp_portal.papers import rendering


def bare(text):
    """Text without any white space, as two readers can agree on it."""
    return re.sub(r"\s", "", text)


def tool(*command, pdf=None):
    """The output of a command-line tool, which may read a PDF from its standard input."""
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout


def poppler_pages(pdf):
    """The text of each page in the order it was written."""
    return tool("pdftotext", "-raw", "-", "-", pdf=pdf).decode().split("\f")[:-1]


def pdfium_pages(pdf):
    return rendering.text_of(pdf).split("\f")


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
