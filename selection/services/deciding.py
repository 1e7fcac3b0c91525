"""What a meeting decides: who leaves the room, resolutions, dissents."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused, ReasonNeeded
from pyp_portal import clock
from pyp_portal.history.services import record
from selection import quorums
from selection.kinds import Ballot, Outcome, Presence, Severity
from selection.models import Conflict, Dissent, Recusal, Resolution, Vote
from selection.services import voting
from selection.services.declaring import recuse_late
from selection.services.holding import hold_uncertified
from selection.services.rejudging import check_standing
from selection.services.timing import moment_within


@transaction.atomic
def recuse(item, seat, *, reason="", left_at=None, returned_at=None, by=None):
    """A member leaves the room for an item (K6); one who had not declared declares now.

    Noted for a time before a vote that was counted, it is refused where the vote would not
    stand without that member.
    """
    hold_uncertified(item.meeting)
    if item.proposal_id and not _has_stepped_aside(seat, item.proposal):
        recuse_late(seat, item.proposal, reason=reason, by=by)
    recusal, is_new = Recusal.objects.get_or_create(
        item=item,
        seat=seat,
        defaults={"left_at": left_at or clock.now(), "returned_at": returned_at},
    )
    if is_new:
        check_standing(item.meeting)
        record(item.meeting, "recused", by=by, item=item.number, seat_no=seat.seat_no)
    return recusal


def _has_stepped_aside(seat, proposal):
    return Conflict.objects.filter(seat=seat, proposal=proposal, severity=Severity.HARD).exists()


@transaction.atomic
def come_back(recusal, *, by=None, at=None):
    """The member comes back into the room."""
    hold_uncertified(recusal.item.meeting)
    recusal.refresh_from_db(fields=["returned_at"])
    if recusal.returned_at:
        raise MoveRefused(_("The member is back already."))
    recusal.returned_at = at or clock.now()
    recusal.save(update_fields=["returned_at"])
    record(recusal.item.meeting, "came back", by=by, item=recusal.item.number)
    return recusal


@transaction.atomic
def resolve(item, outcome, *, votes=None, text_th="", at=None, seen=None, by=None, **facts):
    """Record what was decided about an item; nothing moves until it is announced.

    ``votes`` maps seats (by key) to their choice where votes were given by name; otherwise
    ``facts`` has the counts. ``at`` is when it was decided: quorum and votes are judged by who
    was in the room then. ``seen`` is the version of the resolution that the page showed (0:
    none): whoever comes second is told what stands, and nothing is overwritten unseen.
    """
    hold_uncertified(item.meeting)
    old = Resolution.objects.filter(item=item).first()
    _refuse_late(item.meeting, old, seen)
    moment = moment_within(item.meeting, at)
    room = quorums.rooms_of(item.meeting, [item], {item.pk: moment})[item.pk]
    chair = voting.chair_of(item.meeting, room)
    if votes is not None:
        facts |= voting.counted(votes, room) | {"ballot": Ballot.NAMED}
    resolution = Resolution(
        pk=old.pk if old else None,
        item=item,
        outcome=outcome,
        text_th=text_th or Outcome(outcome).label,
        room=room.kept(chair),
        version=old.version + 1 if old else 1,
        decided_at=moment,
        recorded_by=by,
        **facts,
    )
    voting.check(resolution, room.quorum)
    voting.check_place(item, resolution)
    _keep(resolution, votes or {})
    _tell_history(item, resolution, old, by)
    return resolution


def _refuse_late(meeting, old, seen):
    if not meeting.started_at:
        raise MoveRefused(_("The meeting has not been opened yet."))
    if meeting.adjourned_at:
        raise MoveRefused(_("The meeting was adjourned without a quorum: it decides nothing."))
    if seen is not None and seen != (old.version if old else 0):
        raise MoveRefused(_already(old))
    if old and old.announcement_items.exclude(announcement__number="").exists():
        raise MoveRefused(_("This resolution has already been signed for announcement."))


def _already(old):
    if old is None:
        return _("The resolution was taken back meanwhile. Look at the meeting again.")
    return _(
        "%(name)s recorded a resolution meanwhile: %(text)s (for %(yes)d, against %(no)d, "
        "abstentions %(abstain)d). Nothing was overwritten."
    ) % {
        "name": old.recorded_by or "–",
        "text": old.text_th,
        "yes": old.votes_for,
        "no": old.votes_against,
        "abstain": old.votes_abstain,
    }


def _keep(resolution, votes):
    resolution.save()
    resolution.votes.all().delete()
    Vote.objects.bulk_create(
        Vote(resolution=resolution, seat_id=seat, choice=choice) for seat, choice in votes.items()
    )


def _tell_history(item, resolution, old, by):
    counts = (resolution.votes_for, resolution.votes_against, resolution.votes_abstain)
    before = old.outcome if old else ""
    record(
        item.meeting,
        "resolved",
        by=by,
        before=before,
        after=resolution.outcome,
        item=item.number,
        outcome=resolution.outcome,
        votes=counts,
    )
    if item.proposal_id:
        record(item.proposal, "resolution recorded", by=by, meeting=item.meeting.label)


@transaction.atomic
def dissent(item, seat, reason, *, by=None):
    """Attach the written disagreement of a member who was at the meeting (K11)."""
    hold_uncertified(item.meeting)
    if len(reason.strip()) < REASON_MIN:
        raise ReasonNeeded
    came = item.meeting.attendances.exclude(status=Presence.ABSENT)
    if not came.filter(seat=seat).exists():
        raise MoveRefused(_("%(name)s is not noted as present.") % {"name": seat})
    row, _is_new = Dissent.objects.update_or_create(
        item=item, seat=seat, defaults={"text_th": reason}
    )
    record(item.meeting, "dissent noted", by=by, item=item.number, seat_no=seat.seat_no)
    return row
