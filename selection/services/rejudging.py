"""What was decided must stand when attendance is corrected afterwards."""

from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from selection import quorums
from selection.models import Recusal, Resolution
from selection.services import voting


def check_standing(meeting):
    """Judge every vote of a meeting by who was in the room then, as it is noted now.

    Refused where a vote would lose its quorum, its chair or a voter; else each resolution
    keeps the quorum as it is now known. A tie declared after the vote changes nothing (K7).
    """
    found = Resolution.objects.filter(item__meeting=meeting).exclude(room={})
    decided = {r.item: r for r in found.select_related("item").prefetch_related("votes")}
    moments = {item.pk: r.decided_at for item, r in decided.items()}
    away = {item.pk: set(r.room["away"]) for item, r in decided.items()}
    for item, seat, left in Recusal.objects.filter(item__in=moments).values_list(
        "item", "seat", "left_at"
    ):
        if left <= moments[item]:
            away[item].add(seat)
    rooms = quorums.rooms_of(meeting, list(decided), moments, away)
    for item, resolution in decided.items():
        resolution.room = _judged(meeting, item, resolution, rooms[item.pk])
        resolution.save(update_fields=["room"])


def _judged(meeting, item, resolution, room):
    try:
        chair = voting.chair_of(meeting, room)
        voting.counted({vote.seat_id: vote.choice for vote in resolution.votes.all()}, room)
        voting.check(resolution, room.quorum)
    except MoveRefused as refused:
        raise MoveRefused(
            _("Item %(number)s was decided already and would not stand: %(why)s")
            % {"number": item.number, "why": refused.sentence}
        ) from None
    return room.kept(chair)
