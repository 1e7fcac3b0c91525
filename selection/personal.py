"""What of the selection is held about a person, and what becomes of it when they go."""

from django.utils.translation import gettext_lazy as _

from proposals.models import Proposal
from proposals.states import State
from pyp_portal.privacy.crumbs import Text
from pyp_portal.privacy.holding import Holding
from pyp_portal.privacy.parting import RECORD, Stays, deleted
from selection.models import FormerPost, OfficerTie, PitchSlot, PrivateNote, Seat

UNDECIDED = (
    State.SUBMITTED,
    State.SCREENING,
    State.RETURNED,
    State.ELIGIBLE,
    State.REVIEWING,
    State.SHORTLISTED,
    State.PITCHED,
    State.RESERVE,
)


def seats(person):
    return Seat.objects.filter(user=person).select_related("committee")


def sitting(person):
    """Seats in a committee that has not decided on everything yet."""
    undecided = Proposal.objects.filter(state__in=UNDECIDED).values("call")
    return Seat.objects.filter(user=person, ended_at=None, committee__plan__call__in=undecided)


def ties(person):
    """Why an officer stepped aside, as long as the proposal itself is known to them."""
    open_ones = Proposal.objects.visible_to(person).values("pk")
    found = OfficerTie.objects.filter(user=person, declared_by=person, proposal__in=open_ones)
    return found.select_related("proposal")


HOLDINGS = (
    Holding(
        "committee_seats",
        _("My seats in committees"),
        seats,
        (
            ("committee", _("Committee")),
            ("get_role_display", _("Role")),
            ("who_th", _("capacity")),
            ("begins_on", _("Begins")),
            ("ends_on", _("end of the term")),
            ("ended_at", _("Ended on")),
            ("regions", _("regions")),
            ("terms_accepted_at", _("Terms accepted on")),
        ),
        Stays(RECORD),
        binds=sitting,
    ),
    Holding(
        "former_posts",
        _("Agencies I worked for before"),
        lambda person: FormerPost.objects.filter(user=person).select_related("agency"),
        (("agency", _("Agency")), ("since", _("Begins")), ("until", _("Ends"))),
        deleted(),
    ),
    Holding(
        "stepped_aside",
        _("Proposals in which I stepped aside"),
        ties,
        (
            ("proposal.code", _("Number")),
            ("get_kind_display", _("kind of interest")),
            ("reason", _("Reason")),
            ("declared_at", _("Declared on")),
        ),
        Stays(RECORD),
    ),
)
TEXTS = (
    Text(
        "named_as_presenter",
        _("Who presents at a pitch"),
        PitchSlot.objects.all,
        ("presenter_th",),
    ),
)
RESTS = (
    *(one.as_holding() for one in TEXTS),
    Holding(
        "private_notes",
        _("Notes for myself alone"),
        lambda person: PrivateNote.objects.filter(user=person),
        (),
        deleted(),
    ),
)
