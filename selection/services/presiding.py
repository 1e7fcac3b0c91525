"""Who presides: the chair, else the vice-chair, else whom the members elect (K10)."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from pyp_portal.history.services import record
from selection import quorums
from selection.kinds import SeatRole
from selection.services.holding import hold_uncertified

ORDER = (SeatRole.CHAIR, SeatRole.VICE_CHAIR)


def presiding(meeting, there):
    """The seat that presides over those who are there; None where they must elect one first."""
    seats = meeting.committee.seats.filter(pk__in=there).select_related("user")
    return presiding_of(meeting, seats, there)


def presiding_of(meeting, seats, there):
    """The same of seats that are known already."""
    seats = [seat for seat in seats if seat.pk in there]
    by_office = {seat.role: seat for seat in seats if seat.role in ORDER}
    for role in ORDER:
        if role in by_office:
            return by_office[role]
    return next((seat for seat in seats if seat.pk == meeting.chaired_by_id), None)


@transaction.atomic
def elect_chair(meeting, seat, *, by=None):
    """The members elect one of them, who presides while neither chair nor vice-chair is there."""
    hold_uncertified(meeting)
    room = quorums.room_of_meeting(meeting)
    if seat.pk not in room.there:
        raise MoveRefused(_("%(name)s is not in the room with a vote.") % {"name": seat})
    meeting.chaired_by = seat
    meeting.save(update_fields=["chaired_by"])
    record(meeting, "chair elected", by=by, seat_no=seat.seat_no)
    return meeting
