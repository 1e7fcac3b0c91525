"""What of the proposals is held about a person."""

from django.utils.translation import gettext_lazy as _

from proposals.models import Access, Enquiry, ListSetting, Proposal, SavedView
from pyp_portal.privacy.holding import Holding


def mine(**role):
    """Finds proposals in which the person has this part, of those that are open to them."""

    def find(person):
        parts = dict.fromkeys(role, person)
        return Proposal.objects.visible_to(person).filter(**parts)

    return find


def accesses(person):
    """What was opened to the person, while it still is: closed wins."""
    open_ones = Proposal.objects.visible_to(person).values("pk")
    found = Access.objects.filter(user=person, proposal__in=open_ones)
    return found.select_related("proposal")


PROPOSAL = (
    ("code", _("Number")),
    ("title_th", _("Title")),
    ("get_state_display", _("State")),
    ("created_at", _("Since")),
)
HOLDINGS = (
    Holding("proposals", _("Proposals I lead"), mine(owner=True), PROPOSAL),
    Holding("cases", _("Cases given to me"), mine(case_owner=True), PROPOSAL),
    Holding(
        "accesses",
        _("Proposals opened to me"),
        accesses,
        (("proposal.code", _("Number")), ("given_at", _("Since"))),
    ),
    Holding(
        "questions",
        _("My questions"),
        lambda person: Enquiry.objects.filter(asked_by=person),
        (
            ("asked_at", _("Asked on")),
            ("question", _("question")),
            ("answer", _("Answer")),
            ("answered_at", _("Answered on")),
            ("name", _("Name")),
            ("email", _("E-mail")),
            ("phone", _("Telephone")),
            ("page", _("Page")),
            ("browser", _("Browser")),
        ),
    ),
    Holding(
        "views",
        _("Saved views"),
        lambda person: SavedView.objects.filter(owner=person),
        (("name", _("Name")), ("is_shared", _("shown to the whole office"))),
    ),
    Holding(
        "columns",
        _("Columns of the list of proposals"),
        lambda person: ListSetting.objects.filter(person=person),
        (("columns", _("Columns")),),
    ),
)
