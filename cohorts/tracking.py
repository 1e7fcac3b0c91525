"""The tracking sheet of directives: what a page shows of them, and the same as a file."""

from django.utils.translation import gettext_lazy as _

from cohorts import permissions
from cohorts.models import Directive
from cohorts.presenting_states import DirectiveStatus
from proposals.exports import standing
from pyp_portal.access import require
from pyp_portal.papers.exporting import Table

KIND = "cohorts.directives"
SHOWS = {
    "": _("All"),
    "waiting": _("To be carried out"),
    "overdue": _("Overdue"),
    "reported": _("To be confirmed"),
    "done": _("Done"),
}
HEADERS = [
    "รหัสข้อเสนอ",
    "ประเด็น",
    "วันที่นำเสนอ",
    "ข้อสั่งการ",
    "หน่วยงานรับผิดชอบ",
    "กำหนด",
    "สถานะ",
    "เกินกำหนด",
    "หลักฐาน",
    "ปรับปรุงเมื่อ",
]


def show_in(values):
    """Which part of the sheet is asked for; all of it where the address names none."""
    asked = values.get("show", "")
    return asked if asked in SHOWS else ""


def sheet(user, year, show=""):
    """The directives of a year that this person may see, or one part of them."""
    found = Directive.objects.visible_to(user).filter(team__cohort__call__fiscal_year=year)
    parts = {
        "": found,
        "waiting": found.waiting(),
        "overdue": found.overdue(),
        "reported": found.filter(status=DirectiveStatus.REPORTED),
        "done": found.filter(status=DirectiveStatus.DONE),
    }
    return parts[show]


def counts(user, year):
    """How many directives stand in each part of the sheet."""
    return {show: sheet(user, year, show).count() for show in SHOWS}


def table(export):
    """The part of the sheet that the page showed, as the asker may see it now."""
    person, wanted = export.asked_by, export.parameters
    require(permissions.can_view_cohort(person))
    found = sheet(person, wanted["year"], show_in(wanted))
    return Table(HEADERS, rows(found), found.count(), standing(person))


def rows(directives):
    """One row for each directive, the next due first."""
    for one in directives.for_list().order_by("due_on", "pk").iterator(chunk_size=500):
        yield (
            one.team.proposal.code,
            one.team.proposal.title_th,
            one.item.session.held_on,
            one.text_th,
            one.responsible_agency.name_th,
            one.due_on,
            str(one.stage.label),
            "ใช่" if one.is_overdue else "",
            one.evidence_th,
            one.updated_at,
        )
