"""What of the selection goes over when a duplicate entry of an agency is joined to another."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.duplicate_parts import Part, unless_there

PARTS = (
    Part(
        "selection.FormerPost",
        "agency",
        _("Former posts that committee members told"),
        unless_there("user", "until"),
    ),
)
