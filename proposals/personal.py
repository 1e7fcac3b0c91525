"""What of the proposals is held about a person, and what becomes of it when they go."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from proposals.models import (
    Access,
    Answers,
    Edit,
    EndorsementAsk,
    Enquiry,
    KeptText,
    ListSetting,
    PartnerAsk,
    Presence,
    Proposal,
    ReturnItem,
    Revision,
    SavedView,
)
from proposals.states import TERMINAL
from pyp_portal import clock
from pyp_portal.privacy.crumbs import Text
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


def forms_of(user):
    """The forms of the proposals that this officer may read."""
    theirs = Proposal.objects.visible_to(user)
    return Answers.objects.filter(proposal__in=theirs).select_related("proposal")


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
TEXTS = (
    Text(
        "named_in_questions",
        _("Questions and answers"),
        Enquiry.objects.all,
        ("question", "answer", "public_question", "public_answer"),
        seen=Enquiry.objects.visible_to,
        link=lambda row: row.get_absolute_url(),
    ),
    Text(
        "named_in_edits",
        _("Who changed what in a draft"),
        Edit.objects.all,
        ("before", "after"),
    ),
    Text(
        "named_in_returns",
        _("What was quoted in returns"),
        ReturnItem.objects.all,
        ("quote_th",),
        stays=True,
    ),
    Text(
        "named_in_revisions",
        _("Proposals as they were submitted"),
        Revision.objects.all,
        ("content",),
        stays=True,
        wide=True,
    ),
    Text(
        "named_in_forms",
        _("Forms of proposals"),
        Answers.objects.all,
        ("data",),
        seen=forms_of,
        link=lambda row: row.proposal.get_absolute_url(),
        about=lambda row: row.proposal.code,
        stays=True,
    ),
)
RESTS = (
    Holding(
        "questions_before",
        _("Questions from my address before I had an account"),
        lambda person: Enquiry.objects.filter(reaches(person, "email"), asked_by=None),
        (),
        Goes(_("Name, address and telephone taken out; question and answer stay"), forget_sender),
    ),
    *(one.as_holding() for one in TEXTS),
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
