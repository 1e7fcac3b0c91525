"""Makes PDFs of HTML with WeasyPrint. Only the tasks import this: the web needs no PDF library.

A document reaches nothing but our fonts and what it carries itself as data; everything
else it may ask for, from a file or from the net, stops it.
"""

import gc
import logging
import os
import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import count
from urllib.parse import quote

import pypdfium2
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from pyp_portal.papers import compounds, furniture, glyphs, limits, rows, thaifix
from pyp_portal.papers.glyphs import FONTS

logger = logging.getLogger(__name__)

FOLDER = files("pyp_portal.papers") / "styles"
STYLES = ["fonts.css", "pages.css", "text.css", "tables.css"]
VARIANT = "pdf/ua-1"  # tagged, so that a screen reader can read it
WORDS_TO_KEEP = "นำ นา น้ำ กำหนดทำสำนักงานน่าที่"
WORDS_TO_BREAK = "การขับเคลื่อนยุทธศาสตร์ชาติและการสร้างความสามัคคีปรองดองของประชาชน" * 6
LINES = 8  # at least, that these words take in a column of ten centimetres
NO_DICTIONARY = (
    "Lines of Thai do not break at words here: the library libthai or its dictionary is missing"
    " (on Debian and Ubuntu: apt-get install libthai0 libthai-data)"
)
TOPS = (420, 520)  # of the lines of a watermark
DOCUMENTS_PER_COLLECTION = 10
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


def render(html, *, watermark=(), identifier=b"", further=()):
    """The PDF of an HTML document, on every page of it the watermark if there is one.

    ``further`` names styles beside those of every paper.
    """
    prove_thai()
    return _render(html, watermark, identifier, further)


def _render(html, watermark=(), identifier=b"", further=()):
    with laid_out(html, watermark, further) as document:
        pdf = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier or None)
        return Made(pdf, len(document.pages))


@contextmanager
def laid_out(html, watermark=(), further=()):
    """The pages of an HTML document, within our limits; ``further`` names styles beside ours."""
    fonts, styles = _warm(os.getpid())
    with limits.within(html), _without_collector(), _refusal():
        yield HTML(string=_drawable(html), base_url="paper:", url_fetcher=OnlyOurs()).render(
            font_config=fonts,
            stylesheets=[*styles, *map(_sheet, further), *_watermark(watermark)],
            pdf_variant=VARIANT,
        )


def _drawable(html):
    """The document in letters that Sarabun has; which ones it lacks is told to the log.

    Its long rows may break over pages.
    """
    html, lost = glyphs.drawable(rows.breakable(html))
    if lost:
        codes = " ".join(f"U+{ord(letter):04X}" for letter in sorted(lost))
        logger.warning("%d letters drawn as %s: %s", lost.total(), glyphs.BOX, codes[:300])
    return html


@contextmanager
def _refusal():
    """Turn the stop of the fetcher, which passes every handler, into an ordinary exception."""
    try:
        yield
    except FatalURLFetchingError as stop:
        raise Refused(str(stop)) from None


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
    furniture.install()
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
    """Refuse to make papers where a PDF would not say what it shows, or words would be cut."""
    column = "width: 10cm; overflow-wrap: normal; margin: 0"
    pdf = _render(
        f'<html lang="th"><title>{WORDS_TO_KEEP}</title><p>{WORDS_TO_KEEP}</p>'
        f'<p style="break-before: page; {column}">{WORDS_TO_BREAK}</p></html>'
    ).pdf
    kept, broken = text_of(pdf).split("\f")
    if re.sub(r"\s", "", kept) != WORDS_TO_KEEP.replace(" ", ""):
        raise Refused(f"Thai text does not survive in PDFs here: {kept!r}")
    if len(broken.splitlines()) < LINES:
        raise Refused(NO_DICTIONARY)


def text_of(pdf):
    """The text of a PDF as a reader copies it."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return "\f".join(page.get_textpage().get_text_range() for page in document)
