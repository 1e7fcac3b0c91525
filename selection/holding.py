"""To whom this room's papers were sent: they are told when one is corrected."""

from proposals.emails import people_of
from proposals.models import Proposal
from pyp_portal.papers.kinds import Kind
from selection.meeting_papers import MEMO
from selection.models import Meeting


def holders_of(paper):
    """(people and addresses, the page where they find it), or None for what was not sent."""
    if paper.kind == Kind.RESULT_LETTER:
        proposal = Proposal.objects.get(pk=paper.record_id)
        return people_of(proposal), proposal.get_absolute_url()
    if paper.kind in (Kind.MEETING_NOTICE, Kind.MINUTES):
        return _of_meeting(paper)
    return None


def _of_meeting(paper):
    """Who is invited, by memorandum those of the office; the page shows what is open to each."""
    meeting = Meeting.objects.select_related("committee").get(pk=paper.record_id)
    seats = meeting.committee.seats.filled_on(meeting.day).deciding().select_related("user")
    is_memo = paper.key.startswith(f"meeting-{MEMO}:")
    people = [seat.user for seat in seats if seat.user.is_sto_staff or not is_memo]
    return people, meeting.get_absolute_url()
