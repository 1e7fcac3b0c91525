"""The register of requests as a file."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.papers.lists import Listing
from pyp_portal.privacy.models import RightsRequest
from pyp_portal.privacy.permissions import can_see_requests

PAGES = {"rights": "privacy:requests"}
LISTINGS = {
    "rights": Listing(
        _("Requests about personal data"),
        lambda user, _asked: can_see_requests(user),
        lambda _person, _asked: RightsRequest.objects.for_list().order_by("-pk"),
        (
            (_("Asked on"), lambda row: row.asked_at),
            (_("Name"), lambda row: row.who),
            (_("What is asked"), lambda row: row.get_right_display()),
            (_("Details"), lambda row: row.words),
            (_("Answer by"), lambda row: row.due_on),
            (_("State"), lambda row: str(row.badge[2])),
            (_("Answer"), lambda row: row.answer),
            (_("Answered on"), lambda row: row.answered_at),
            (_("Answered by"), lambda row: str(row.answered_by or "")),
        ),
    ),
}
