"""Words that stay whole on a line, in every paper.

The line breaker knows Thai words from a dictionary and takes a compound for its parts: it
would end a line with หน่วย and begin the next with งาน. Here Pango is told where it may
not break. This reaches into WeasyPrint as ``thaifix`` does, and is bound to the same release.
"""

import re
from importlib.resources import files

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango

NARROW = 110  # CSS pixels: in a narrower column any break is better than a word that sticks out
WIDE = 300  # from here on longer phrases stay together too
WORDS = (files("pyp_portal.papers") / "compounds.txt").read_text(encoding="utf-8").split()
OPENERS = ["ความ", "ผู้นำ", "ผู้", "นัก", "จะ"]  # never alone at the end of a line
SHORT = [  # as wide as the narrowest column: whole too in what is left of a line
    r"(?:สำนักงาน|หลักสูตร)[ \u00a0]ป\.ย\.ป\.",
    r"พ\.ศ\.[ \u00a0][๐-๙0-9]{4}",
]
PHRASES = [
    r"[๐-๙0-9]{1,2}[ \u00a0][ก-์]{2,8}(?:คม|ยน|พันธ์)[ \u00a0][๐-๙0-9]{4}",  # a day, with its year
    r"(?:ประจำ)?(?:ปีงบประมาณ[ \u00a0])?พ\.ศ\.[ \u00a0][๐-๙0-9]{4}",
    r"[๐-๙0-9]{1,4}(?:\.[๐-๙0-9]{2})?[ \u00a0](?:คน|คะแนน|เรื่อง|น\.)(?![ก-์])",  # what is counted
    r"https?://[^\s]{1,60}",
    r"(?:ปยป|[A-Z][0-9]{2})(?:-[0-9A-Zก-ฮะ-์]+){1,3}",  # numbers of documents and proposals
]


def _any(found):
    """A pattern for the longest of these words: letter by letter, so that a text is read once."""
    tree = {}
    for word in found:
        place = tree
        for letter in word:
            place = place.setdefault(letter, {})
        place[""] = {}
    return _further(tree)


def _further(place):
    ways = [re.escape(letter) + _further(after) for letter, after in place.items() if letter]
    if not ways:
        return ""
    said = f"(?:{'|'.join(ways)})"
    return f"{said}?" if "" in place else said


WHOLE = re.compile(f"(?:{_any(OPENERS)})(?:{_any(WORDS)}|[ก-ฮเ-ไ])|{_any(WORDS)}")
NEAR = re.compile(f"{'|'.join(SHORT)}|{WHOLE.pattern}")
TOGETHER = re.compile(f"{'|'.join(PHRASES)}|{NEAR.pattern}")
_stock_layout = line_break.Layout


class Layout(_stock_layout):
    """A layout of text in which the compounds are whole."""

    def set_text(self, text, justify=False):
        super().set_text(text, justify)
        is_drawn = justify  # its lines are broken already
        if is_drawn or self.max_width is None or self.max_width < NARROW:
            return
        found = ranges(self.text, is_wide=self.max_width >= WIDE)
        if found:
            self.keep_whole(found)

    def keep_whole(self, found):
        """Tell Pango where it may not break."""
        kept = pango.pango_layout_get_attributes(self.layout)
        if kept == ffi.NULL:
            kept = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        for start, end in found:
            attribute = pango.pango_attr_allow_breaks_new(False)
            attribute.start_index, attribute.end_index = start, end
            pango.pango_attr_list_insert(kept, attribute)
        pango.pango_layout_set_attributes(self.layout, kept)


def ranges(text, *, is_wide):
    """Where the compounds of a text begin and end, in bytes, as Pango counts."""
    found, seen, byte = [], 0, 0
    for match in (TOGETHER if is_wide else NEAR).finditer(text):
        byte += len(text[seen : match.start()].encode())
        length = len(match[0].encode())
        found.append((byte, byte + length))
        seen, byte = match.end(), byte + length
    return found


def install():
    """Have every layout made from now on keep compounds whole; again changes nothing."""
    if line_break.Layout is not Layout:
        ffi.cdef("PangoAttribute * pango_attr_allow_breaks_new (gboolean allow_breaks);")
        line_break.Layout = Layout
