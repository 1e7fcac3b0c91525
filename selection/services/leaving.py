"""Who is out of the room, or gives no points, while a proposal pitches (K6, K15)."""

from pyp_portal import clock
from selection.models import PitchAbsence


def note_away(slot, seat, why):
    """From now on this member takes no part in the pitch."""
    PitchAbsence.objects.update_or_create(
        slot=slot, seat=seat, defaults={"why": why, "left_at": clock.now(), "back_at": None}
    )


def sits(session, seat):
    """True where this member is noted as present in the session."""
    return session.attendances.filter(seat=seat).exists()
