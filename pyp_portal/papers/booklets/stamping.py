"""What is written upon the finished pages of a booklet: the page number, and whose copy it is.

Both are marked as no part of the text, so that a screen reader passes over them.
"""

from io import BytesIO

import pikepdf
from pikepdf import Name

from pyp_portal.papers.booklets import answering

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
SIZE = 9  # points
RIGHT, BASE = 57, 32  # points from the edges of a page: 2 cm from the right
ARTIFACT = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
# Names of our own: a file of another may have a font by the name of ours.
DIGITS, MARK = "/BookletDigits", "/BookletMark"


def stamp(whole, letters, mark=None):
    """Number all pages behind the cover; lay ``mark``, a part of one page, over every page."""
    font, glyphs = letters
    fonts, total = whole.pages[0].Resources.Font, len(whole.pages)
    laid = mark and form_of(whole, mark, fonts)
    before, after = whole.make_stream(b"q\n"), whole.make_stream(b"\nQ\n")
    for number, page in enumerate(whole.pages, start=1):
        drawn = []
        if number > 1:
            own_resources(page, Name.Font)[DIGITS] = fonts[f"/{font}"]
            words = f"หน้า {number} จาก {total}".translate(THAI_DIGITS)
            drawn.append(line(words, glyphs, page))
        if laid is not None:
            own_resources(page, Name.XObject)[MARK] = laid
            drawn.append(f"{upright(page)[0]} cm {MARK} Do")
        if drawn:
            page.contents_add(before, prepend=True)
            page.contents_add(after)
            text = "".join(f"{ARTIFACT} q {one} Q EMC\n" for one in drawn)
            page.contents_add(whole.make_stream(text.encode()))


def line(words, glyphs, page):
    """The operators that write words at the right of the foot of a page."""
    known = [glyphs[letter] for letter in words]
    width = sum(one[1] for one in known) * SIZE / 1000
    codes = "".join(f"{one[0]:04x}" for one in known)
    matrix, across = upright(page)
    at = f"{across - RIGHT - width:.2f} {BASE}"
    return f"{matrix} cm BT {DIGITS} {SIZE} Tf 0.13 g {at} Td <{codes}> Tj ET"


def upright(page):
    """(matrix, width) by which something is drawn upon a page as it is looked at."""
    left, bottom, right, top = (float(one) for one in page.cropbox)
    turned = int(page.obj.get(Name.Rotate, 0)) % 360
    matrix = {
        0: f"1 0 0 1 {left} {bottom}",
        90: f"0 1 -1 0 {right} {bottom}",
        180: f"-1 0 0 -1 {right} {top}",
        270: f"0 -1 1 0 {left} {top}",
    }[turned]
    return matrix, (top - bottom if turned in (90, 270) else right - left)


def own_resources(page, kind):
    """The fonts or objects of one page, where something can be added."""
    if Name.Resources not in page.obj:
        page.obj.Resources = pikepdf.Dictionary()
    if kind not in page.Resources:
        page.Resources[kind] = pikepdf.Dictionary()
    return page.Resources[kind]


def form_of(whole, mark, fonts):
    """The page of a part as one object that can be drawn upon others."""
    _about, pdf = answering.part_in(mark)
    source = pikepdf.open(BytesIO(pdf))
    form = whole.copy_foreign(source.pages[0].as_form_xobject())
    for name in list(form.Resources.Font.keys()):
        if name in fonts:
            form.Resources.Font[name] = fonts[name]
    if Name.StructParents in form:
        del form[Name.StructParents]
    return form
