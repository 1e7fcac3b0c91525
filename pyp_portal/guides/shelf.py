"""Which guides there are, in which order, and which of them are somebody's own."""

from pyp_portal import frame
from selection.kinds import CLERKS, SeatRole
from selection.models import Seat

# The name of each file in docs/guides, as they stand on the page.
SHELF = (
    "everyone",
    "applicant",
    "head",
    "committee",
    "secretary",
    "adviser",
    "officer",
    "director",
    "executive",
    "lab",
    "partner",
    "citizen",
    "auditor",
    "data-protection",
    "admin",
)
BY_HAT = {
    frame.STAFF: ("officer",),
    frame.LAB: ("lab",),
    frame.AUDITOR: ("auditor",),
    frame.ADMIN: ("admin", "data-protection"),
    frame.DATA_OFFICER: ("data-protection",),
    frame.VISITOR: ("citizen", "applicant"),
}
BY_SEAT = {SeatRole.ADVISER_NO_VOTE: ("adviser",), **dict.fromkeys(CLERKS, ("secretary",))}
MEMBER = ("committee",)  # whoever has another seat


def own(user):
    """The names of the guides for what this person does here, the nearest first."""
    worn = frame.hats(user)
    found = [name for hat, names in BY_HAT.items() if hat in worn for name in names]
    if user.is_authenticated:
        nearest = by_office(user) + by_seat(user) + by_agency(user)
        found = [*nearest, *found, "everyone"]
    return tuple(dict.fromkeys(found))


def by_office(user):
    return ["director", "executive"] if user.is_director else []


def by_seat(user):
    """What this person is in a committee that sits."""
    roles = Seat.objects.filter(user=user, ended_at=None).values_list("role", flat=True)
    return [name for role in sorted(set(roles)) for name in BY_SEAT.get(role, MEMBER)]


def by_agency(user):
    """For whom this person writes, and whether they endorse."""
    memberships = user.active_memberships
    head = ["head"] if any(one.can_endorse for one in memberships) else []
    return head + (["applicant"] if memberships else [])
