"""The days of a person in the selection: meetings, pitch sessions, pitches of their agency."""

from proposals.models import Proposal
from selection.calendars import of_meeting
from selection.models import Meeting, PitchSession, PitchSlot
from selection.pitch_calendars import entry_of_session, entry_of_slot


def entries(user, since):
    """What members of the committee and officers attend, and what agencies present."""
    found = [] if user.is_sto_staff else committees_of(user)
    if user.is_sto_staff or found:
        yield from attended(user, found, since)
    if user.agency_ids:
        yield from presented(user, since)


def committees_of(user):
    """The committees in which this person sits and whose terms they have accepted."""
    seats = user.seats.active().exclude(terms_accepted_at=None)
    return list(seats.values_list("committee", flat=True))


def attended(user, committees, since):
    """Meetings and pitch sessions: of all committees for officers, of their own for members."""
    meetings, sessions = Meeting.objects.all(), PitchSession.objects.all()
    if not user.is_sto_staff:
        meetings = meetings.filter(committee__in=committees)
        sessions = sessions.filter(plan__committee__in=committees)
    for meeting in meetings.filter(starts_at__gte=since).select_related("committee"):
        yield of_meeting(meeting)
    found = sessions.filter(starts_at__gte=since).select_related("plan__call")
    for session in found.prefetch_related("slots"):
        yield entry_of_session(session, list(session.slots.all()))


def presented(user, since):
    """Pitches of the agency, once their order is told."""
    own = Proposal.objects.visible_to(user).filter(lead_agency__in=user.agency_ids)
    slots = PitchSlot.objects.filter(proposal__in=own, session__published_at__isnull=False)
    for slot in slots.filter(starts_at__gte=since).select_related("session", "proposal"):
        yield entry_of_slot(slot)
