"""What of the proposals is held about a person, and what becomes of it when they go."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from proposals.models import (
    Access,
    EndorsementAsk,
    Enquiry,
    KeptText,
    ListSetting,
    PartnerAsk,
    Presence,
    Proposal,
    SavedView,
)
from proposals.states import TERMINAL
from pyp_portal import clock
from pyp_portal.privacy.holding import Holding
from pyp_portal.privacy.parting import RECORD, Goes, Stays, deleted
from pyp_portal.privacy.rests import reaches


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


def running(**role):
    """Finds those that have not ended: somebody else has to take them over before."""

    def find(person):
        parts = dict.fromkeys(role, person)
        return Proposal.objects.filter(**parts).exclude(state__in=TERMINAL)

    return find


def forget_sender(rows, _erasing):
    """Question and answer stay without who asked; on the public page no name ever stood."""
    rows.update(name="", email="", phone="", browser="")


def forget_address(rows, erasing):
    """A link that waits leads nowhere any more; what was answered is an official act."""
    rows.open().update(ended_at=clock.now())
    rows.update(address=erasing.address)


PROPOSAL = (
    ("code", _("Number")),
    ("title_th", _("Title")),
    ("get_state_display", _("State")),
    ("created_at", _("Since")),
)
HOLDINGS = (
    Holding(
        "proposals",
        _("Proposals I lead"),
        mine(owner=True),
        PROPOSAL,
        Stays(RECORD),
        binds=running(owner=True),
    ),
    Holding(
        "cases",
        _("Cases given to me"),
        mine(case_owner=True),
        PROPOSAL,
        Stays(RECORD),
        binds=running(case_owner=True),
    ),
    Holding(
        "accesses",
        _("Proposals opened to me"),
        accesses,
        (("proposal.code", _("Number")), ("given_at", _("Since"))),
        Stays(RECORD),
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
        Goes(_("Name, address and telephone taken out; question and answer stay"), forget_sender),
    ),
    Holding(
        "views",
        _("Saved views"),
        lambda person: SavedView.objects.filter(owner=person),
        (("name", _("Name")), ("is_shared", _("shown to the whole office"))),
        deleted(),
    ),
    Holding(
        "columns",
        _("Columns of the list of proposals"),
        lambda person: ListSetting.objects.filter(person=person),
        (("columns", _("Columns")),),
        deleted(),
    ),
)
RESTS = (
    Holding(
        "endorsements",
        _("Links by which I was asked to endorse"),
        lambda person: EndorsementAsk.objects.filter(Q(head=person) | reaches(person, "address")),
        (),
        Goes(_("Address taken out; name and position of an endorsement stay"), forget_address),
    ),
    Holding(
        "partnerships",
        _("Links by which I was asked to confirm a part"),
        lambda person: PartnerAsk.objects.filter(reaches(person, "address")),
        (),
        Goes(_("Address taken out; name and position of an answer stay"), forget_address),
    ),
    Holding(
        "kept_texts",
        _("Texts of mine that did not stand"),
        lambda person: KeptText.objects.filter(by=person),
        (),
        deleted(),
    ),
    Holding(
        "open_steps",
        _("Steps that I have open"),
        lambda person: Presence.objects.filter(user=person),
        (),
        deleted(),
    ),
)
