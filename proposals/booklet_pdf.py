"""How the booklet of all proposals is bound. Only the tasks import this."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import translation

from proposals import permissions
from proposals.booklet import form_of, papers_of
from proposals.exports import standing, walked
from proposals.models import Proposal
from pyp_portal.access import require
from pyp_portal.papers import seals
from pyp_portal.papers.booklets.binding import bound
from pyp_portal.papers.booklets.leaves import Booklet, Cover, Leaf
from pyp_portal.papers.models import Paper

TITLE = "รวมข้อเสนอประเด็นการบูรณาการ"
CHUNK = 25  # documents read at once


def book(export):
    """The booklet as its asker may see the proposals now; PermissionDenied where none is left."""
    person = export.asked_by
    require(permissions.reads_all(person))
    form = form_of(export)
    fitting = form.narrow(Proposal.everything.visible_to(person), person)
    papers = newest(fitting)
    rows = [one for some in walked(fitting, form.sorted_by) for one in some if one.pk in papers]
    if not rows:
        raise PermissionDenied
    mark = (seals.SAMPLE,) if settings.DEMO else ()
    booklet = Booklet(cover(form, len(rows)), leaves(rows, papers), len(rows), watermark=mark)
    return bound(booklet, standing(person))


def newest(proposals):
    """{proposal: its full proposal as it was handed in last}."""
    found = papers_of(proposals).order_by("issued_at", "pk").values_list("record_id", "pk")
    return {int(proposal): paper for proposal, paper in found}


def cover(form, number):
    """Which proposals these are, in words."""
    chosen = form.chosen()
    year = chosen.get("year")
    with translation.override("th"):
        others = [form.word(name, value) for name, value in chosen.items() if name != "year"]
    lines = [
        f"ประจำปีงบประมาณ พ.ศ. {year}" if year else "",
        f"เฉพาะ: {' · '.join(others)}" if others else "",
        f"{number:,} เรื่อง ไม่รวมเอกสารแนบ",
    ]
    return Cover(TITLE, lines=tuple(filter(None, lines)), label_head="เลขรับ")


def leaves(rows, papers):
    """Each proposal as its paper says it, some read at once."""
    for begin in range(0, len(rows), CHUNK):
        some = rows[begin : begin + CHUNK]
        wanted = Paper.objects.filter(pk__in=[papers[one.pk] for one in some])
        said = dict(wanted.values_list("pk", "html"))
        for one in some:
            html = said[papers[one.pk]]
            yield Leaf(one.title_th, html, label=one.code, note=str(one.lead_agency))
