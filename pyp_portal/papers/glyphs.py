"""What people write that the font of papers cannot draw: an equal that it can, or a box.

Papers are set in Sarabun alone, so that they look alike on every machine. A letter that it
lacks would be drawn by whatever font that machine has, or as nothing.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from html import escape
from importlib.resources import files

from fontTools.ttLib import TTFont

FONTS = {
    f"sarabun:{file}": files("fontpkg_sarabun") / "files" / f"Sarabun-{file}.ttf"
    for file in ("Regular", "Italic", "SemiBold", "Bold")
}
BOX = "\u25a0"  # stands for one letter that cannot be drawn
KEPT = "\n\r\t\u200b\u2060"  # drawn by no font, yet obeyed: where lines break and where not
LINES = "\u2028\u2029"
UNSEEN = {"Cc", "Cf", "Cs", "Mn", "Mc", "Me"}
EQUALS = {
    **dict.fromkeys(map(ord, "\u2713\u2714\u2611\u2705"), "\u221a"),
    **dict.fromkeys(map(ord, "\u25cf\u25cb\u25e6\u2023\u2043\u30fb\u26ab"), "\u2022"),
    **dict.fromkeys(map(ord, "\u25aa\u25ab\u25a1\u2610\u25fc\u2b1b"), "\u25a0"),
    **dict.fromkeys(map(ord, "\u27a2\u25ba\u27a4\u25b8\u2794\u279c"), "\u25b6"),
    **dict.fromkeys(map(ord, "\u21d2\u27f6\u2b95"), "\u2192"),
    0x202F: "\u00a0", 0x2011: "-", 0x2500: "\u2013", 0x301C: "~", 0x2027: "\u00b7",
    0x2E3A: "\u2014",
}  # fmt: skip
SKIN_TONES = range(0x1F3FB, 0x1F400)
FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")


@lru_cache(maxsize=1)
def foreign():
    """Finds each character that a face of the font lacks."""
    known = sorted(set.intersection(*map(letters_of, FONTS.values())))
    letters = "".join(re.escape(chr(code)) for code in known if code >= 0x20)
    return re.compile(f"[^{letters}{KEPT}]")


def letters_of(path):
    with TTFont(path, lazy=True) as font:
        return set(font.getBestCmap())


def drawable(html):
    """A document with nothing in it that the font lacks, and the letters that became boxes.

    What has an equal in the font is written with it (① as 1, ✓ as √), what is never seen
    (direction marks, joiners, controls) goes, and of anything else each letter is one box.
    """
    odd = set(foreign().findall(html))
    if not odd:
        return html, Counter()
    html = FLAG.sub(lambda flag: flag[0][0], html)
    instead = {letter: stand_in(letter) for letter in odd}
    lost = Counter(x for x in foreign().findall(html) if instead[x] == BOX and ord(x) not in EQUALS)
    return foreign().sub(lambda found: instead[found[0]], html), lost


def stand_in(letter):
    """What is written for a character that the font lacks; as HTML, for ＜ becomes a plain <."""
    code = ord(letter)
    if letter in LINES:
        return "\n"
    if code in EQUALS:
        return EQUALS[code]
    if unicodedata.category(letter) == "Zs":
        return " "
    if unicodedata.category(letter) in UNSEEN or code in SKIN_TONES:
        return ""
    equals = (unicodedata.normalize(form, letter) for form in ("NFKC", "NFKD"))
    return next((escape(equal) for equal in equals if not foreign().search(equal)), BOX)
