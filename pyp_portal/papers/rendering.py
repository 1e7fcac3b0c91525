"""Makes PDFs of HTML with WeasyPrint. Only the tasks import this: the web needs no PDF library.

A document reaches nothing but our fonts and what it carries itself as data; everything
else it may ask for, from a file or from the net, stops it.
"""

import gc
import os
import re
import resource
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pypdfium2
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from pyp_portal.papers import compounds, thaifix

FONTS = {
    f"sarabun:{file}": files("fontpkg_sarabun") / "files" / f"Sarabun-{file}.ttf"
    for file in ("Regular", "Italic", "SemiBold", "Bold")
}
FOLDER = files("pyp_portal.papers") / "styles"
STYLES = ["fonts.css", "pages.css", "text.css", "tables.css"]
VARIANT = "pdf/ua-1"  # tagged, so that a screen reader can read it
WORDS_TO_KEEP = "นำ นา น้ำ กำหนดทำสำนักงานน่าที่"
TOPS = (420, 520)  # of the lines of a watermark
DOCUMENTS_PER_COLLECTION = 10
MEMORY = 1536 * 2**20  # what one document may take
_made = count(1)


class Refused(Exception):
    """The document asks for something it may not have, or this machine cannot write Thai."""


@dataclass(frozen=True)
class Made:
    """A finished PDF."""

    pdf: bytes
    pages: int


class OnlyOurs(URLFetcher):
    """Fetches our fonts and data addresses, and stops the document at anything else."""

    def fetch(self, url, headers=None):
        if url in FONTS:
            return URLFetcherResponse(url, FONTS[url].read_bytes(), {"Content-Type": "font/ttf"})
        if url.startswith("data:"):
            return super().fetch(url, headers)
        raise FatalURLFetchingError(f"A paper may not fetch {url[:80]}")


def render(html, *, watermark=(), identifier=b""):
    """The PDF of an HTML document, on every page of it the watermark if there is one."""
    prove_thai()
    return _render(html, watermark, identifier)


def _render(html, watermark=(), identifier=b""):
    with laid_out(html, watermark) as document:
        pdf = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier or None)
        return Made(pdf, len(document.pages))


@contextmanager
def laid_out(html, watermark=(), further=()):
    """The pages of an HTML document, within our limits; ``further`` names styles beside ours."""
    fonts, styles = _warm(os.getpid())
    with _limited_memory(), _without_collector(), _refusal():
        yield HTML(string=html, base_url="paper:", url_fetcher=OnlyOurs()).render(
            font_config=fonts,
            stylesheets=[*styles, *map(_sheet, further), *_watermark(watermark)],
            pdf_variant=VARIANT,
        )


@contextmanager
def _refusal():
    """Turn the stop of the fetcher, which passes every handler, into an ordinary exception."""
    try:
        yield
    except FatalURLFetchingError as stop:
        raise Refused(str(stop)) from None


@contextmanager
def _limited_memory():
    """Let a monstrous document stop itself, and not the machine."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + MEMORY
    is_tighter = hard == resource.RLIM_INFINITY or limit < hard
    resource.setrlimit(resource.RLIMIT_AS, (limit if is_tighter else hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def _without_collector():
    """Keep the collector away while a document is laid out: it doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
        if next(_made) % DOCUMENTS_PER_COLLECTION == 0:
            gc.collect()


@lru_cache(maxsize=1)
def _warm(process):
    """Fonts and styles, read once in each worker process."""
    thaifix.install()
    compounds.install()
    fonts = FontConfiguration()
    styles = [_sheet(name, fonts) for name in STYLES]
    gc.collect()
    gc.freeze()
    return fonts, styles


@lru_cache(maxsize=8)
def _sheet(name, fonts=None):
    """One of our style sheets."""
    words = (FOLDER / name).read_text(encoding="utf-8")
    return CSS(string=words, font_config=fonts, url_fetcher=OnlyOurs(), base_url="paper:")


@lru_cache(maxsize=8)
def _watermark(lines):
    """The style that lays faint lines of words across every page."""
    if not lines:
        return []
    words = "".join(
        f'<text x="300" y="{TOPS[place]}" text-anchor="middle" font-family="Sarabun"'
        f' font-weight="700" font-size="{_size(line)}" fill="#dfe3ea">{line}</text>'
        for place, line in enumerate(lines)
    )
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="848" viewBox="0 0 600 848">'
        f'<g transform="rotate(-35 300 424)">{words}</g></svg>'
    )
    image = f"data:image/svg+xml,{quote(drawing)}"
    rule = f'@page {{ background: url("{image}") center / 100% no-repeat }}'
    return [CSS(string=rule, url_fetcher=OnlyOurs(), base_url="paper:")]


def _size(line):
    """Few words stand large, a sentence as large as the page lets it."""
    return 110 if len(line) < 8 else 38


@lru_cache(maxsize=1)
def prove_thai():
    """Refuse to make papers on a machine whose PDFs would not say what they show."""
    html = f'<html lang="th"><title>{WORDS_TO_KEEP}</title><p>{WORDS_TO_KEEP}</p></html>'
    found = text_of(_render(html).pdf)
    if re.sub(r"\s", "", found) != WORDS_TO_KEEP.replace(" ", ""):
        raise Refused(f"Thai text does not survive in PDFs here: {found!r}")


def text_of(pdf):
    """The text of a PDF as a reader copies it."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return "\f".join(page.get_textpage().get_text_range() for page in document)
