"""How the records of a meeting or a pitch make a quorum, and the sentence that says so."""

from django.utils.translation import gettext as _

from pyp_portal import clock
from selection import quorum
from selection.kinds import Presence, Severity
from selection.models import Conflict


def conflicted_seats(proposal):
    """The seats that stepped aside from a proposal."""
    hard = Conflict.objects.filter(proposal=proposal, severity=Severity.HARD)
    return set(hard.values_list("seat_id", flat=True))


def of_meeting(meeting):
    """The quorum of the meeting as a whole, before anyone leaves for an item."""
    return _of_meeting(meeting, away=set())


def of_item(item):
    """The quorum for one item, without those who stepped aside or left the room (K6)."""
    away = set(item.recusals.values_list("seat_id", flat=True))
    if item.proposal_id:
        away |= conflicted_seats(item.proposal)
    return _of_meeting(item.meeting, away)


def _of_meeting(meeting, away):
    plan = meeting.committee.plan
    voting = set(meeting.committee.voting_on(meeting.day).values_list("pk", flat=True))
    came = meeting.attendances.exclude(status=Presence.ABSENT).values_list("seat_id", flat=True)
    return quorum.count(
        len(voting),
        len(voting & away),
        len((voting & set(came)) - away),
        second_call=is_second_call(meeting),
        base=plan.second_call_base,
    )


def is_second_call(meeting):
    """A third is enough: second call, within 14 days, and the notice said so (K4)."""
    first = meeting.second_call_of
    return first is not None and quorum.second_call_counts(
        True, (meeting.day - first.day).days, meeting.notice_says_second_call
    )


def of_slot(slot):
    """The quorum before which a proposal pitched."""
    return _of_session(slot.session, conflicted_seats(slot.proposal))


def of_session(session):
    """The quorum of a pitch session, before anyone steps aside."""
    return _of_session(session, away=set())


def _of_session(session, away):
    day = clock.localdate(session.starts_at)
    voting = set(session.plan.committee.voting_on(day).values_list("pk", flat=True))
    sat = set(session.attendances.values_list("seat_id", flat=True))
    return quorum.count(len(voting), len(voting & away), len((voting & sat) - away))


def sentence(found):
    """The quorum in words: who is needed, who is there, by which rule."""
    facts = {
        "present": found.present,
        "effective": found.effective,
        "required": found.required,
    }
    if found.rule == "third":
        return (
            _(
                "Quorum of a second call: %(present)d of %(effective)d present, "
                "a third (%(required)d) is enough."
            )
            % facts
        )
    if found.holds:
        return _("Quorum: %(present)d of %(effective)d present, %(required)d needed.") % facts
    return _("No quorum: %(present)d of %(effective)d present, %(required)d needed.") % facts
