"""Keeps the Thai text of a PDF true: what one copies or searches is what was written.

WeasyPrint notes for each glyph the text it first stood for. The shaper splits SARA AM
(U+0E33) into NIKHAHIT and SARA AA, so that in one document every "า" is read as "ำ", or
no "ำ" is found at all, while the page looks right. Here a glyph keeps the character its
font gives it, and each split SARA AM is bracketed with the text it stands for. So is each
raised tone mark with the letters beside it, for a reader that goes by places would take
them the other way round ("ขึน้") or put the mark on a line of its own. This
reaches into WeasyPrint, so it is bound to the release it was tried with, and
``rendering`` proves it once in every worker before the first paper.
"""

import re
from functools import lru_cache
from io import BytesIO

import weasyprint
from fontTools.ttLib import TTFont
from weasyprint.pdf import stream

from pyp_portal.papers.proof import RELEASE, UNKNOWN

SARA_AM, SARA_AA, NIKHAHIT = "\u0e33", "\u0e32", "\u0e4d"
TONES = "\u0e48\u0e49\u0e4a\u0e4b"
THAI = range(0x0E00, 0x0E80)
SINGLE, LIGATURE = 1, 4  # kinds of glyph substitution
ROUNDS = 3  # substitutions of substitutes, as deep as Sarabun has them
GAP = r"(?:>[-\d.e]+<)*"  # kerning between two glyphs of one string
FIRST = re.compile(f"<{GAP}([0-9a-f]{{4}})")  # the first glyph of a string, with its kerning
LAST = re.compile(  # the last two glyphs, or the only one, and what is before them
    rb"\[(.*?)([0-9a-f]{4}(?:>[-\d.e ]*<)*[0-9a-f]{4}|(?<=<)[0-9a-f]{4})(>[-\d.e ]*)\] TJ"
)
RAISED = re.compile(rb"\[([-\d.e]*)<([0-9a-f]{4})>\] TJ")  # how far to the left, the glyph
FAR = 100  # to the left: over a letter with an ascender
LARGE = 20  # of a font: its marks stand apart for a reader that looks for lines
UNSEEN = "\u200b"  # for a glyph that carries no text of its own

_stock_font = stream.Font
_stock_add_font = stream.Stream.add_font
_stock_show_text = stream.Stream.show_text
_stock_set_text_rise = stream.Stream.set_text_rise


class Texts(dict):
    """Glyph to text, where what the font says wins over what the shaper made of it."""

    def __init__(self, known):
        super().__init__()
        self.known = known

    def __setitem__(self, glyph, text):
        super().__setitem__(glyph, self.known.get(glyph, text) or UNSEEN)


class Font(_stock_font):
    """A font of a PDF that knows the Thai text of its glyphs."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.thai = thai_glyphs(bytes(self.file_content), self.index)
        self.to_unicode = Texts(self.thai)
        self.split_am = split_am_pattern(self.thai)

    def text_of(self, code):
        """The text of a glyph, given as it stands in a string."""
        glyph = int(code, 16)
        return self.thai.get(glyph) or self.to_unicode.get(glyph, "")


@lru_cache(maxsize=32)
def thai_glyphs(content, index):
    """The Thai text of each glyph of a font file, substitutes included."""
    font = TTFont(BytesIO(content), fontNumber=index, lazy=True)
    texts = {}
    for code, name in font.getBestCmap().items():
        if name not in texts or code in THAI:
            texts[name] = chr(code)
    subtables = _substitutions(font)
    for _ in range(ROUNDS):
        for table in subtables:
            _add_substitutes(table, texts)
    thai = {name: text for name, text in texts.items() if any(ord(c) in THAI for c in text)}
    return {font.getGlyphID(name): text for name, text in thai.items()}


def _substitutions(font):
    if "GSUB" not in font:
        return []
    lookups = font["GSUB"].table.LookupList.Lookup
    tables = [table for lookup in lookups for table in lookup.SubTable]
    return [getattr(table, "ExtSubTable", table) for table in tables]


def _add_substitutes(table, texts):
    """A substitute keeps the text of what it replaces; a ligature joins the texts of its parts."""
    if table.LookupType == SINGLE:
        for name, substitute in table.mapping.items():
            if name in texts:
                texts.setdefault(substitute, texts[name])
    elif table.LookupType == LIGATURE:
        for first, ligatures in table.ligatures.items():
            for ligature in ligatures:
                parts = [first, *ligature.Component]
                if all(part in texts for part in parts):
                    texts.setdefault(ligature.LigGlyph, "".join(texts[part] for part in parts))


@lru_cache(maxsize=32)
def _pattern(nikhahit, tones, sara_aa):
    return re.compile(f"({nikhahit}{GAP}(?:{tones}{GAP})?{sara_aa})")


def split_am_pattern(thai):
    """What a SARA AM split by the shaper looks like among the glyphs, or None without Thai."""

    def any_of(is_wanted):
        return "|".join(f"{glyph:04x}" for glyph, text in thai.items() if is_wanted(text))

    nikhahit = any_of(lambda text: NIKHAHIT in text)
    sara_aa = any_of(lambda text: text == SARA_AA)
    tones = any_of(lambda text: text in TONES)
    if not (nikhahit and sara_aa):
        return None
    return _pattern(f"(?:{nikhahit})", f"(?:{tones})", f"(?:{sara_aa})")


def add_font(self, pango_font):
    """As before, and remember the font in use."""
    font, size = _stock_add_font(self, pango_font)
    self.font_in_use, self.size_in_use = font, size
    return font, size


def set_text_rise(self, rise):
    """As before, and bracket a mark that was raised, once it was shown, with the letter before."""
    _stock_set_text_rise(self, rise)
    self.bracket = None if rise else _bracket_raised(self)


def show_text(self, text):
    """As before, with each split SARA AM and each raised mark bracketed by what they stand for."""
    font = getattr(self, "font_in_use", None)
    if font is None or font.split_am is None or not isinstance(text, str):
        _stock_show_text(self, text)
        return
    text = _without_first(self, text, font)
    if font.split_am.search(text):
        _show_parts(self, text, font)
    elif text not in ("<>", "<"):
        _stock_show_text(self, text)


def _bracket_raised(self):
    """Open a bracket before the letter that bears the mark; (its place, its end, its text)."""
    font, mark = getattr(self, "font_in_use", None), RAISED.fullmatch(self.stream[-2])
    if getattr(font, "split_am", None) is None or not mark:
        return None
    if self.size_in_use < LARGE and 0 <= float(mark[1] or 0) < FAR:
        return None
    bearer = LAST.fullmatch(self.stream[-4])
    codes = [*re.findall(rb"[0-9a-f]{4}", bearer[2] if bearer else b""), mark[2]]
    words = "".join(font.text_of(code) for code in codes)
    bracketed, before = self.stream[-3:], self.stream[-4:-3]
    if bearer:
        rest = (bearer[1] + b">").removesuffix(b"<>")
        before = [b"[" + rest + b"] TJ"] if rest else []
        bracketed = [b"[<" + bearer[2] + bearer[3] + b"] TJ", *bracketed]
    self.stream[-4:] = [*before, _span(words), *bracketed, b"EMC"]
    return len(self.stream) - len(bracketed) - 2, len(self.stream), words


def _without_first(self, text, font):
    """The text without its first glyph, if that went into the bracket of the mark before it."""
    place, end, words = getattr(self, "bracket", None) or (0, 0, "")
    self.bracket = None
    first = FIRST.match(text)
    if end != len(self.stream) or not first or font.split_am.match(text[1:]):
        return text
    self.stream[place] = _span(words + font.text_of(first[1]))
    self.stream[-1:] = [f"[{first[0]}>] TJ".encode(), b"EMC"]
    return f"<{text[first.end() :]}"


def _show_parts(self, text, font):
    parts = font.split_am.split(text)  # plain and split in turn, all cut inside <...>
    for place, part in enumerate(parts):
        if place % 2:
            _show_am(self, part, font)
        else:
            opening = "<" if place else ""
            closing = "" if place == len(parts) - 1 else ">"
            _show_plain(self, f"{opening}{part}{closing}".replace("<>", " "))


def _show_plain(self, text):
    if text.strip():
        _stock_show_text(self, text)


def _show_am(self, glyphs, font):
    """One SARA AM with its tone mark: the text goes beside the glyphs, for readers to use."""
    codes = re.findall("[0-9a-f]{4}", re.sub(r">[^<]*<", "", glyphs))
    letters = "".join(font.thai.get(int(code, 16), "") for code in codes)
    text = "".join(letter for letter in letters if letter in TONES) + SARA_AM
    self.stream.append(_span(text))
    _stock_show_text(self, f"<{glyphs}>")
    self.stream.append(b"EMC")


def _span(text):
    """What opens a bracket around glyphs: the text that they stand for."""
    code = text.encode("utf-16-be").hex().upper()
    return f"/Span<</ActualText<FEFF{code}>>>BDC".encode()


def install():
    """Put the mend in place, or refuse on a release of WeasyPrint it was not tried with."""
    if not weasyprint.__version__.startswith(RELEASE):
        raise RuntimeError(UNKNOWN.format(weasyprint.__version__))
    stream.Font = Font
    stream.Stream.add_font = add_font
    stream.Stream.show_text = show_text
    stream.Stream.set_text_rise = set_text_rise
