"""How the book of a session is bound. Only the tasks import this: it stands on the PDF library."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.utils import translation

from cohorts import book, permissions
from cohorts.presentation_papers import chair_of, page_of
from proposals.exports import standing
from pyp_portal import thai
from pyp_portal.access import require
from pyp_portal.papers import seals
from pyp_portal.papers.booklets import binding
from pyp_portal.papers.booklets.leaves import Booklet, Cover, Leaf

FOLDER = "cohorts/documents"
TITLE = "เอกสารประกอบการนำเสนอผลการขับเคลื่อน"


def bound(export):
    """The book that somebody asked for, for ``exporting.bind``."""
    require(permissions.can_view_cohort(export.asked_by))
    items = list(book.items_of(export))
    if not items:
        raise PermissionDenied
    with translation.override("th"):
        leaves = [order_of(items), *(leaf for item in items for leaf in of_item(item))]
    mark = (seals.SAMPLE,) if settings.DEMO else ()
    booklet = Booklet(cover_of(items[0].session), leaves, len(leaves), watermark=mark)
    return binding.bound(booklet, standing(export.asked_by))


def cover_of(session):
    """Before whom, when and where."""
    when = thai.thai_date(session.held_on)
    lines = (f"ต่อ{chair_of(session)} วันที่ {when}", session.place_th)
    return Cover(TITLE, lines=tuple(filter(None, lines)), label_head="")


def order_of(items):
    """Who presents when."""
    title = "ลำดับการนำเสนอ"
    timed = items[0].session.timed(items)
    return Leaf(title, page(title, "book_order", items=timed))


def of_item(item):
    """The brief of an issue; under it its scale-out plan and the files that were sent."""
    facts, order = page_of(item), thai.to_thai_digits(item.order)
    code = facts["one"]["code"]
    title = f"{order}. {code} สรุปผู้บริหาร"
    yield Leaf(title, page(title, "book_brief", **facts), note=facts["one"]["title"])
    if plan := getattr(item.team, "scale_plan", None):
        title = f"{order}. {code} แผนขยายผล"
        yield Leaf(title, page(title, "book_plan", plan=plan), under=True)
    for sent in files_of(item):
        yield Leaf(f"{code} {sent.file.name}", opened=opener(sent.file), under=True)


def page(title, name, **context):
    return render_to_string(f"{FOLDER}/{name}.html", {"title": title, **context})


def files_of(item):
    """The files that can be bound behind the pages: PDFs that the scanner let through."""
    return [one for one in item.kept_files if one.file.kind == "pdf" and one.file.can_be_opened]


def opener(stored):
    return lambda: stored.file.storage.open(stored.file.name)
