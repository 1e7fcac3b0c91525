"""What makes a vote stand: a quorum in the room, one vote each, a majority (K3 to K10)."""

from collections import Counter

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.states import State
from selection import quorums
from selection.kinds import Choice, Outcome
from selection.models import Resolution, Seat
from selection.services.presiding import presiding

IN_PLAY = (State.REVIEWING, State.PITCHED, State.RESERVE)  # a place in the reserve counts


def chair_of(meeting, room):
    """Who presides over this vote; refused where there is no quorum or nobody presides."""
    if not room.quorum.holds:
        raise MoveRefused(quorums.sentence(room.quorum))
    chair = presiding(meeting, room.there)
    if chair is None:
        raise MoveRefused(
            _("Neither chair nor vice-chair is in the room: note whom the members elect to chair.")
        )
    return chair


def counted(votes, room):
    """The counts of votes given by name: only of those who are in the room, one each (K9)."""
    strangers = Seat.objects.filter(pk__in=set(votes) - room.there).select_related("user")
    if names := ", ".join(str(seat) for seat in strangers):
        raise MoveRefused(
            _("Not in the room for this item, so without a vote: %(names)s.") % {"names": names}
        )
    counts = Counter(votes.values())
    return {
        "votes_for": counts[Choice.FOR],
        "votes_against": counts[Choice.AGAINST],
        "votes_abstain": counts[Choice.ABSTAIN],
    }


def check(resolution, found):
    """No more votes than members in the room, and a majority; at a tie the chair decides (K9)."""
    cast = resolution.votes_for + resolution.votes_against + resolution.votes_abstain
    if cast > found.present:
        raise MoveRefused(
            _("%(cast)d votes, but %(present)d voting members are in the room.")
            % {"cast": cast, "present": found.present}
        )
    is_tie = resolution.votes_for == resolution.votes_against
    if resolution.casting_vote and not is_tie:
        raise MoveRefused(_("The chair's casting vote decides a tie only: the votes are not tied."))
    if not resolution.is_carried:
        raise MoveRefused(_("No majority: note a casting vote of the chair, or vote again."))
    if not cast:
        raise MoveRefused(_("Nobody voted: count the votes first."))


def check_place(item, resolution):
    """A place in the reserve that exists this year and that no other proposal holds."""
    if resolution.outcome != Outcome.RESERVE:
        return
    rank, most = resolution.reserve_rank, item.meeting.committee.plan.max_reserve
    if not rank or rank > most:
        raise MoveRefused(_("Give a place in the reserve from 1 to %(most)d.") % {"most": most})
    taken = _places_given(item.meeting.committee).filter(reserve_rank=rank)
    taken = taken.exclude(item=item).exclude(item__proposal=item.proposal_id).first()
    if taken:
        raise MoveRefused(
            _("Place %(rank)d of the reserve is given to item %(number)s already.")
            % {"rank": rank, "number": _number_of(taken.item, item.meeting)}
        )


def _places_given(committee):
    """Resolutions that hold a place in the reserve: the last about their proposal, if not over."""
    later = Resolution.objects.filter(
        item__proposal=OuterRef("item__proposal"), decided_at__gt=OuterRef("decided_at")
    )
    found = Resolution.objects.filter(
        item__meeting__committee=committee,
        outcome=Outcome.RESERVE,
        item__proposal__state__in=IN_PLAY,
    ).exclude(Exists(later))
    return found.select_related("item__meeting")


def _number_of(item, meeting):
    """The number of an item, with its meeting where that is another one."""
    return item.number if item.meeting_id == meeting.pk else f"{item.number} ({item.meeting.label})"
