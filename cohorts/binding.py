"""How the book of a session is bound. Only the tasks import this: it stands on the PDF library."""

from io import BytesIO

import pikepdf
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.utils import translation

from cohorts import book, permissions
from cohorts.presentation_papers import chair_of, page_of
from proposals.exports import standing
from pyp_portal import clock
from pyp_portal.access import require
from pyp_portal.papers import rendering, seals
from pyp_portal.papers.exporting import Book

TEMPLATE = "cohorts/documents/book.html"


def bound(export):
    """The book that somebody asked for, for ``exporting.bind``."""
    require(permissions.can_view_cohort(export.asked_by))
    items = list(book.items_of(export))
    if not items:
        raise PermissionDenied
    parts = 1 + sum(len(files_of(item)) for item in items)
    return Book(lambda file: write(file, items), parts, standing(export.asked_by))


def files_of(item):
    """The files that can be bound behind the pages: PDFs that the scanner let through."""
    return [one for one in item.kept_files if one.file.kind == "pdf" and not one.file.is_closed]


def write(file, items):
    """The pages of all issues with their bookmarks, then their files as annexes."""
    whole = pikepdf.open(BytesIO(pages_of(items)))
    yield whole
    annexes, begin = [], len(whole.pages)
    for item in items:
        for sent in files_of(item):
            title = f"{item.team.proposal.code} {sent.file.name}"
            annexes.append(pikepdf.OutlineItem(title, len(whole.pages)))
            append(whole, sent.file)
            yield sent
    if annexes:
        with whole.open_outline() as outline:
            first = pikepdf.OutlineItem("เอกสารแนบ", begin)
            first.children.extend(annexes)
            outline.root.append(first)
    whole.save(file)


def append(whole, stored):
    with stored.file.open("rb") as content, pikepdf.open(BytesIO(content.read())) as part:
        whole.pages.extend(part.pages)


def pages_of(items):
    """Cover with the order, then each issue: its brief and its scale-out plan."""
    session = items[0].session
    context = {
        "session": session,
        "chair": chair_of(session),
        "items": session.timed(items),
        "pages": [page_of(item) for item in items],
        "now": clock.now(),
    }
    with translation.override("th"):
        html = render_to_string(TEMPLATE, context)
    mark = (seals.SAMPLE,) if settings.DEMO else ()
    return rendering.render(html, watermark=mark).pdf
