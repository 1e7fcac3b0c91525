"""Papers that are books: their parts, then files of others, under one contents. Tasks import it.

Each room says which files belong behind its papers: ``settings.PAPER_ANNEXES`` names the
functions, so that this foundation knows no room. A template says where a part begins:
``<!-- part: its title -->``; what people wrote cannot say so, since it is escaped.
"""

import re
from html import escape, unescape
from io import BytesIO

from django.conf import settings
from django.utils.module_loading import import_string

from pyp_portal.papers import seals
from pyp_portal.papers.booklets import binding
from pyp_portal.papers.booklets.leaves import Booklet, Cover, Leaf
from pyp_portal.papers.rendering import Made
from pyp_portal.papers.yearly import Office

PART = re.compile("<!-- part: (.*?) -->")
SHELL = (
    '<!doctype html><html lang="th"><head><meta charset="utf-8"><title>{title}</title></head>'
    '<body class="report" data-number="" data-title="{title}">{body}</body></html>'
)


def annexes_of(paper):
    """The files that belong behind this paper, in their order."""
    find = settings.PAPER_ANNEXES.get(paper.record_type)
    return list(import_string(find)(paper)) if find else []


def is_book(paper, annexes):
    """True for a paper of several parts, or with files behind it."""
    return bool(annexes) or PART.search(paper.html) is not None


def bound(paper, annexes):
    """The whole as one PDF with contents; a file that cannot be read is said to be missing."""
    leaves = [*parts_of(paper), *map(behind, annexes)]
    owner = paper.issued_by.name_th if paper.issued_by else ""
    cover = Cover(paper.title, lines=(f"จัดทำให้ {owner}",) if owner else (), label_head="")
    booklet = Booklet(
        cover,
        leaves,
        len(leaves),
        watermark=seals.watermark(paper),
        issuer=Office.objects.standing(),
    )
    whole = BytesIO()
    *_leaves, pages = binding.write(whole, booklet)
    return Made(whole.getvalue(), pages)


def parts_of(paper):
    """The document itself, then each part of it; a part is alike in the books of all readers."""
    first, *others = PART.split(paper.html)
    if not others:
        yield Leaf(paper.title, first)
        return
    yield Leaf(paper.title, f"{first}</body></html>")
    for title, body in zip(others[::2], others[1::2], strict=True):
        title = unescape(title)
        body = body.partition("</body>")[0]
        yield Leaf(title, SHELL.format(title=escape(title), body=body))


def behind(annex):
    """One file behind the paper."""
    return Leaf(annex.title, opened=lambda: annex.file.open("rb"))
