"""The book of a session: order, one page an issue, its plan and files, bound to one PDF.

Asked for and made like an export. This module is what the web needs of it; how the book is
bound is in ``binding``, which only the tasks import.
"""

from django.utils.translation import gettext as _

from cohorts.models import PresentationItem
from pyp_portal.papers import exporting
from pyp_portal.papers.models import Export
from pyp_portal.templatetags.thai import thai_short

KIND = "cohorts.book"


def order(request, session):
    """Ask for the book of a session."""
    return exporting.order(
        request,
        KIND,
        title=f"{_('Book of the presentation')} {thai_short(session.held_on)}",
        note=session.place_th,
        back=session,
        formats=(Export.Format.PDF,),
        session=str(session.uid),
    )


def items_of(export):
    """The issues that go into the book, as the asker may see them now."""
    found = PresentationItem.objects.visible_to(export.asked_by)
    found = found.filter(session__uid=export.parameters["session"]).order_by("order")
    return (
        found.select_related("session__cohort__call", "team__proposal__lead_agency")
        .select_related("team__proposal__province", "team__scale_plan__national_owner")
        .prefetch_related("presenters", "files__file", "team__sites", "team__activities")
        .prefetch_related("team__pilot_tests__metrics")
    )
