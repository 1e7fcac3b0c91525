"""How the records of a meeting or a pitch make a quorum, and the sentence that says so."""

from dataclasses import asdict, dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from pyp_portal import clock
from selection import quorum
from selection.kinds import Presence, Severity
from selection.models import Conflict, Resolution


def conflicted_seats(proposal):
    """The seats that stepped aside from a proposal."""
    hard = Conflict.objects.filter(proposal=proposal, severity=Severity.HARD)
    return set(hard.values_list("seat_id", flat=True))


@dataclass(frozen=True)
class Room:
    """For one item: its quorum, the voting seats that are there, and those that stand aside."""

    quorum: quorum.Quorum
    there: frozenset
    away: frozenset

    def kept(self, chair):
        """As a resolution keeps it; ``chair`` is the seat that presided."""
        found = {"there": sorted(self.there), "away": sorted(self.away), "chair": chair.pk}
        return asdict(self.quorum) | found


def as_kept(room):
    """The quorum that a resolution has kept."""
    names = ("seats", "recused", "present", "required", "rule", "is_second_call")
    return quorum.Quorum(**{name: room[name] for name in names})


def of_meeting(meeting):
    """The quorum of the meeting as a whole, before anyone leaves for an item."""
    return room_of_meeting(meeting).quorum


def room_of_meeting(meeting):
    """Who is in the room now, or was at the end."""
    return Gathering(meeting).whole()


def of_item(item):
    """The quorum for one item, without those who stepped aside or left the room (K6)."""
    return of_items(item.meeting, [item])[item.pk]


def of_items(meeting, items, gathering=None, decided=None):
    """{item id: its quorum} of one meeting, in a fixed number of statements.

    Where something was decided it is the quorum that was found then: a tie that shows only
    later does not undo it (K7). ``gathering``: who came, ``decided``: the resolutions, where
    that is known already.
    """
    if decided is None:
        decided = Resolution.objects.filter(item__in=items)
    decided = {r.item_id: r for r in decided}
    kept = {pk: as_kept(r.room) for pk, r in decided.items() if r.room}
    moments = {pk: r.decided_at for pk, r in decided.items()}
    open_ = [item for item in items if item.pk not in kept]
    rooms = rooms_of(meeting, open_, moments, gathering=gathering)
    return kept | {pk: room.quorum for pk, room in rooms.items()}


def rooms_of(meeting, items, moments=None, away=None, gathering=None):
    """{item id: Room}, each at its moment (default: now, or the end of the meeting).

    ``away`` has the seats that stand aside for each item, where that is known already.
    """
    if not items:
        return {}
    gathering, moments = gathering or Gathering(meeting), moments or {}
    away = away_of(items) if away is None else away
    second = is_second_call(meeting)
    same = _called_before(meeting, items) if second else frozenset()
    return {
        item.pk: gathering.room(
            away[item.pk], moments.get(item.pk, meeting.moment), second and item.pk in same
        )
        for item in items
    }


def away_of(items):
    """{item id: seats that stepped aside from its proposal or left the room for it}."""
    prefetch_related_objects(items, "recusals")
    away = {item.pk: {left.seat_id for left in item.recusals.all()} for item in items}
    proposals = {item.proposal_id: item.pk for item in items if item.proposal_id}
    hard = Conflict.objects.filter(proposal__in=proposals, severity=Severity.HARD)
    for proposal, seat in hard.values_list("proposal", "seat"):
        away[proposals[proposal]].add(seat)
    return away


class Gathering:
    """Who is entitled to vote in a meeting, and when each of those who came was there.

    ``voting`` are the seats of that day that vote, where they are known already.
    """

    def __init__(self, meeting, voting=None):
        self.meeting, self.base = meeting, meeting.committee.plan.second_call_base
        if voting is None:
            voting = meeting.committee.voting_on(meeting.day).values_list("pk", flat=True)
        self.voting = set(voting)
        self.noted = {row.seat_id: row for row in meeting.attendances.prefetch_related("stays")}
        self.present = {
            seat: [(stay.came_at, stay.left_at) for stay in row.stays.all()]
            for seat, row in self.noted.items()
            if row.status != Presence.ABSENT
        }

    def whole(self):
        """The room before anyone leaves for an item, now or at the end."""
        return self.room(frozenset(), self.meeting.moment, is_second_call(self.meeting))

    def room(self, away, at, is_second_call):
        there = (quorum.in_room(self.present, at) & self.voting) - away
        return Room(
            quorum.count(
                len(self.voting),
                len(self.voting & away),
                len(there),
                second_call=is_second_call,
                base=self.base,
            ),
            frozenset(there),
            frozenset(away),
        )


def is_second_call(meeting):
    """A third is enough (K4): called again within 14 days, and the notice said so.

    Nobody was missing from a meeting that was never opened, and one that had its quorum is not
    called a second time: then half is needed.
    """
    first = meeting.second_call_of
    if first is None or first.started_at is None:
        return False
    days = (meeting.day - first.day).days
    counts = quorum.second_call_counts(True, days, meeting.notice_says_second_call)
    return counts and not of_meeting(first).holds


def _called_before(meeting, items):
    """The items that stood on the agenda of the first call: a third decides those only (K4)."""
    first = list(meeting.second_call_of.items.values_list("proposal", "title_th"))
    proposals = {proposal for proposal, _title in first if proposal}
    titles = {title for proposal, title in first if not proposal}
    return {
        item.pk
        for item in items
        if (item.proposal_id in proposals if item.proposal_id else item.title_th in titles)
    }


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
