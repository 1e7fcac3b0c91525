"""The files of agencies and people that were sent, as a file."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.imports import permissions
from pyp_portal.imports.models import Import
from pyp_portal.papers.lists import Listing

PAGES = {"imports": "imports:list"}
LISTINGS = {
    "imports": Listing(
        _("Imports"),
        lambda user, _asked: permissions.can_view(user),
        lambda person, _asked: Import.objects.visible_to(person).for_list().order_by("-pk"),
        (
            (_("File"), lambda row: row.name),
            (_("Kind"), lambda row: row.get_kind_display()),
            (_("Sent by"), lambda row: str(row.asked_by)),
            (_("Sent on"), lambda row: row.asked_at),
            (_("State"), lambda row: row.get_state_display()),
            (_("Rows"), lambda row: row.total),
            (_("What happened"), lambda row: row.note),
        ),
    ),
}
