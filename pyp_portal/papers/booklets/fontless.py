"""Parts of a booklet without font files: each notes the glyphs it uses, the whole embeds them once.

The renderer keeps the numbers of glyphs when it cuts a font down, and names a font by its face;
so the glyphs of parts that were made apart agree with the one font that the whole gets. This
reaches into WeasyPrint like ``thaifix``, and is bound to the same release. A font other than
ours stays in the part that needs it.
"""

from contextlib import contextmanager

import pydyf
from weasyprint import pdf as writer

from pyp_portal.papers.rendering import VARIANT, laid_out

OURS = b"Sarabun"
STYLE = "booklet.css"
FACES = (
    '<html lang="th"><title>ก</title><p>หน้า จาก ๐๑๒๓๔๕๖๗๘๙ <i>ก</i> <b>ก</b> <strong>ก</strong></p>'
)

_stock = writer.build_fonts_dictionary


def is_ours(font):
    return OURS in font.name


@contextmanager
def _fonts_by(build):
    """Have the fonts of what is written meanwhile built in another way."""
    writer.build_fonts_dictionary = build
    try:
        yield
    finally:
        writer.build_fonts_dictionary = _stock


def without_fonts(used):
    """Notes in ``used`` the glyphs of our fonts, and embeds only the others."""

    def build(pdf, fonts, *options):
        other = {key: font for key, font in fonts.items() if not is_ours(font)}
        built = _stock(pdf, other, *options)
        for font in fonts.values():
            if is_ours(font):
                note(used, font)
                named = {"Type": "/Font", "Subtype": "/Type0", "BaseFont": font.name}
                stub = pydyf.Dictionary(named)
                pdf.add_object(stub)
                built[font.hash] = stub.reference
        return built

    return build


def note(used, font):
    """Add the glyphs of a font: {hash: {glyph: [width, text]}}."""
    glyphs = used.setdefault(font.hash, {})
    for glyph, width in font.widths.items():
        glyphs[glyph] = [width, font.to_unicode.get(glyph, "")]


def with_all(glyphs, faces):
    """Embeds each face in use once, with all the glyphs that were noted in ``glyphs``."""
    wanted = [font for font in faces if font.hash in glyphs or font.name.endswith(OURS)]

    def build(pdf, fonts, *options):
        whole = {}
        for font in (*fonts.values(), *wanted):
            if is_ours(font):
                note(glyphs, font)
                whole.setdefault(font.hash, font)
        for name, font in whole.items():
            for glyph, (width, text) in glyphs[name].items():
                font.widths[glyph] = width
                dict.__setitem__(font.to_unicode, glyph, text)
        other = {key: font for key, font in fonts.items() if not is_ours(font)}
        return _stock(pdf, whole | other, *options)

    return build


def faces():
    """Our four faces, fresh: what was embedded once is cut down."""
    with laid_out(FACES) as document, _fonts_by(without_fonts({})):
        document.write_pdf(pdf_variant=VARIANT)
        return list(document.fonts.values())


def part(html, watermark=()):
    """(PDF, number of pages, outline, glyphs) of one document, without our fonts."""
    used = {}
    with laid_out(html, watermark, (STYLE,)) as document:
        with _fonts_by(without_fonts(used)):
            pdf = document.write_pdf(pdf_variant=VARIANT)
        marks = document.make_bookmark_tree(scale=0.75, transform_pages=True)
        return pdf, len(document.pages), outline(marks), used


def front(html, glyphs, watermark=()):
    """(PDF, number of pages, letters) of cover and contents, with the fonts of the whole booklet.

    The letters are those of running text, for what is written upon finished pages:
    [name of the font, {letter: [glyph, width]}].
    """
    fresh = faces()
    regular = next(font for font in fresh if font.name.endswith(OURS))
    written = {text: [glyph, regular.widths[glyph]] for glyph, text in regular.to_unicode.items()}
    with laid_out(html, watermark, (STYLE,)) as document, _fonts_by(with_all(glyphs, fresh)):
        pdf = document.write_pdf(pdf_variant=VARIANT)
        return pdf, len(document.pages), [regular.hash, written]


def outline(marks):
    """The bookmarks as plain values: [words, page, left, top, those under it]."""
    return [
        [words, page, left, top, outline(under)]
        for words, (page, left, top), under, _is_open in marks
    ]
