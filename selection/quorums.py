"""How the records of a meeting or a pitch make a quorum, and the sentence that says so."""

from django.utils.translation import gettext as _

from pyp_portal import clock
from selection import quorum
from selection.kinds import Presence, Severity
from selection.models import Conflict, Recusal


def conflicted_seats(proposal):
    """The seats that stepped aside from a proposal."""
    hard = Conflict.objects.filter(proposal=proposal, severity=Severity.HARD)
    return set(hard.values_list("seat_id", flat=True))


def of_meeting(meeting):
    """The quorum of the meeting as a whole, before anyone leaves for an item."""
    return _of_meeting(meeting, {"": set()})[""]


def of_item(item):
    """The quorum for one item, without those who stepped aside or left the room (K6)."""
    return of_items(item.meeting, [item])[item.pk]


def of_items(meeting, items):
    """{item id: its quorum} of one meeting, in a fixed number of statements."""
    away = {item.pk: set() for item in items}
    proposals = {item.proposal_id: item.pk for item in items if item.proposal_id}
    left = Recusal.objects.filter(item__in=away).values_list("item", "seat")
    hard = Conflict.objects.filter(proposal__in=proposals, severity=Severity.HARD)
    for item, seat in left:
        away[item].add(seat)
    for proposal, seat in hard.values_list("proposal", "seat"):
        away[proposals[proposal]].add(seat)
    return _of_meeting(meeting, away)


def _of_meeting(meeting, away):
    """Quorums by key, for sets of seats that do not take part."""
    voting = set(meeting.committee.voting_on(meeting.day).values_list("pk", flat=True))
    present = meeting.attendances.exclude(status=Presence.ABSENT)
    came = voting & set(present.values_list("seat_id", flat=True))
    second, base = is_second_call(meeting), meeting.committee.plan.second_call_base
    return {
        key: quorum.count(
            len(voting), len(voting & seats), len(came - seats), second_call=second, base=base
        )
        for key, seats in away.items()
    }


def is_second_call(meeting):
    """A third is enough (K4): called again within 14 days, and the notice said so.

    A meeting that had its quorum is not called a second time: then half is needed.
    """
    first = meeting.second_call_of
    if first is None:
        return False
    days = (meeting.day - first.day).days
    counts = quorum.second_call_counts(True, days, meeting.notice_says_second_call)
    return counts and not of_meeting(first).holds


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
