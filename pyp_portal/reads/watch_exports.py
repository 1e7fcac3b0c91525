"""What watches over the house, as files: who looked as whom, and the nightly looks at papers."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.models import Acting
from pyp_portal.accounts.permissions import can_see_acting
from pyp_portal.papers.inspecting import FAULTS
from pyp_portal.papers.lists import Listing
from pyp_portal.papers.models import Inspection
from pyp_portal.papers.permissions import can_read_about


def looks(_person, _asked):
    """Who looked as another person, the latest first."""
    rows = Acting.objects.select_related("admin", "person", "second")
    return rows.annotate(opened=Count("looks")).order_by("-asked_at", "-pk")


def inspections(_person, _asked):
    return Inspection.objects.all()


def faults(row):
    """What was found in a night, in words."""
    return "; ".join(f"{number}: {FAULTS[fault]}" for number, fault in row.faults)


LISTINGS = {
    "looks": Listing(
        _("Looking as others"),
        lambda user, _asked: can_see_acting(user),
        looks,
        (
            (_("Who looked"), lambda row: str(row.admin)),
            (_("As whom"), lambda row: str(row.person)),
            (_("Reason"), lambda row: row.reason),
            (_("Asked on"), lambda row: row.asked_at),
            (_("Second person"), lambda row: str(row.second or "")),
            (_("Began"), lambda row: row.began_at),
            (_("Ended on"), lambda row: row.ended_at or row.ends_at),
            (_("Pages opened"), lambda row: row.opened),
        ),
    ),
    "inspections": Listing(
        _("Check of issued documents"),
        lambda user, _asked: can_read_about(user),
        inspections,
        (
            (_("When"), lambda row: row.at),
            (_("Documents"), lambda row: row.papers),
            (_("Files"), lambda row: row.files),
            (_("Faults"), faults),
        ),
    ),
}
PAGES = {"looks": "accounts:acting", "inspections": "papers:inspections"}
