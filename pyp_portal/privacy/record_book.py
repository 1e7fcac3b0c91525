"""The record of processing as a paper to read. Only the tasks import this: it draws a PDF."""

from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.utils import translation

from pyp_portal import clock
from pyp_portal.papers.exporting import Book
from pyp_portal.papers.models import Office
from pyp_portal.papers.rendering import render
from pyp_portal.privacy.models import Processing
from pyp_portal.privacy.permissions import can_see_requests

TEMPLATE = "privacy/documents/record.html"
TITLE = "บันทึกรายการกิจกรรมการประมวลผลข้อมูลส่วนบุคคล"


def number_of(day):
    """By which day's state it is told from others; it is no document of the office's register."""
    return f"RoPA-{day.year + 543}-{day:%m-%d}"


def html():
    """The whole record in the office's layout; papers are written in Thai."""
    with translation.override("th"):
        context = {
            "issuer": Office.objects.standing(),
            "paper": {"title": TITLE, "issued_at": clock.now(), "number": number_of(clock.today())},
            "today": clock.today(),
            "rows": Processing.objects.for_list(),
        }
        return render_to_string(TEMPLATE, context)


def book(export, standing):
    """The record that somebody asked for, for ``exporting.bind``; PermissionDenied for others."""
    if not can_see_requests(export.asked_by):
        raise PermissionDenied
    page = html()

    def write(file):
        file.write(render(page).pdf)
        yield

    return Book(write, 1, standing)
