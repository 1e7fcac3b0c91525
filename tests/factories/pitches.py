"""A pitch day as its pages know it: a session with three pitches, begun before a committee."""

from django.urls import reverse

from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.models import Event
from selection import services
from selection.kinds import Stage
from selection.services import doors
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import PITCH_CODES, fresh


def shortlisted(plan, seats=(), count=3):
    """Proposals through to the pitch, open to these members."""
    made = [ProposalFactory(call=plan.call, state=State.SHORTLISTED) for _each in range(count)]
    for proposal in made:
        doors.open_to_committee(proposal, seats)
    return made


def pitch_day(plan, seats, count=3):
    """A session whose schedule is out, begun before these seats; no pitch is open yet."""
    moment = clock.now()
    planned = services.open_session(plan, starts_at=moment, place_th="ห้องประชุม", slides_due=moment)
    services.schedule(planned, shortlisted(plan, seats, count))
    services.publish_schedule(planned)
    services.start_session(planned, seats)
    return fresh(planned)


def url(name, record):
    """The address of a page about a record."""
    return reverse(f"selection:{name}", args=[record.uid])


def text(response):
    return response.content.decode()


def sheet_of(seat, slot):
    """The sheet on which this seat scores this pitch."""
    return seat.sheets.get(proposal=slot.proposal, stage=Stage.PITCH)


def points(value=4, **more):
    """The same points for each criterion, as a form sends them."""
    return dict.fromkeys(PITCH_CODES, str(value)) | {"version": "0"} | more


def codes(session):
    """The proposals of a session in the order in which they pitch."""
    return list(session.slots.order_by("order").values_list("proposal__code", flat=True))


def last_event(record):
    """What was noted last about a record."""
    return Event.objects.of(record).last()
