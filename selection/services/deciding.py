"""What a meeting decides: who leaves the room, resolutions, dissents."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused, ReasonNeeded
from pyp_portal import clock
from pyp_portal.history.services import record
from selection import quorums
from selection.kinds import Outcome, Severity
from selection.models import Conflict, Dissent, Recusal, Resolution
from selection.services.declaring import recuse_late
from selection.services.holding import hold_uncertified


@transaction.atomic
def recuse(item, seat, *, reason="", left_at=None, returned_at=None, by=None):
    """A member leaves the room for an item (K6); one who had not declared declares now."""
    hold_uncertified(item.meeting)
    if item.proposal_id and not _has_stepped_aside(seat, item.proposal):
        recuse_late(seat, item.proposal, reason=reason, by=by)
    recusal, is_new = Recusal.objects.get_or_create(
        item=item,
        seat=seat,
        defaults={"left_at": left_at or clock.now(), "returned_at": returned_at},
    )
    if is_new:
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
def resolve(item, outcome, *, votes_for, text_th="", by=None, **facts):
    """Record what was decided about an item; nothing moves until it is announced."""
    hold_uncertified(item.meeting)
    resolution = Resolution(
        item=item,
        outcome=outcome,
        votes_for=votes_for,
        text_th=text_th or Outcome(outcome).label,
        decided_at=clock.now(),
        recorded_by=by,
        **facts,
    )
    old = Resolution.objects.filter(item=item).first()
    if old:
        _refuse_if_announced(old)
        resolution.pk = old.pk
    _check_votes(item, resolution)
    resolution.save()
    record(item.meeting, "resolved", by=by, item=item.number, outcome=outcome)
    if item.proposal_id:
        record(item.proposal, "resolution recorded", by=by, meeting=item.meeting.label)
    return resolution


def _refuse_if_announced(resolution):
    if resolution.announcement_items.exclude(announcement__number="").exists():
        raise MoveRefused(_("This resolution has already been signed for announcement."))


def _check_votes(item, resolution):
    """A quorum, no more votes than members in the room, a majority, a rank for a reserve."""
    if not item.meeting.started_at:
        raise MoveRefused(_("The meeting has not been opened yet."))
    found = quorums.of_item(item)
    if not found.holds:
        raise MoveRefused(quorums.sentence(found))
    cast = resolution.votes_for + resolution.votes_against + resolution.votes_abstain
    if cast > found.present:
        raise MoveRefused(
            _("%(cast)d votes, but %(present)d voting members are in the room.")
            % {"cast": cast, "present": found.present}
        )
    if not resolution.is_carried:
        raise MoveRefused(_("No majority: note a casting vote of the chair, or vote again."))
    if resolution.outcome == Outcome.RESERVE:
        _check_place(item, resolution.reserve_rank)


def _check_place(item, rank):
    """A place in the reserve that exists this year and that this meeting gave to no other."""
    most = item.meeting.committee.plan.max_reserve
    if not rank or rank > most:
        raise MoveRefused(_("Give a place in the reserve from 1 to %(most)d.") % {"most": most})
    others = item.meeting.items.exclude(pk=item.pk).select_related("proposal")
    taken = others.filter(
        resolution__outcome=Outcome.RESERVE, resolution__reserve_rank=rank
    ).first()
    if taken:
        raise MoveRefused(
            _("Place %(rank)d of the reserve is given to item %(number)s already.")
            % {"rank": rank, "number": taken.number}
        )


@transaction.atomic
def dissent(item, seat, reason, *, by=None):
    """Attach a member's written disagreement (K11)."""
    hold_uncertified(item.meeting)
    if len(reason.strip()) < REASON_MIN:
        raise ReasonNeeded
    row, _is_new = Dissent.objects.update_or_create(
        item=item, seat=seat, defaults={"text_th": reason}
    )
    record(item.meeting, "dissent noted", by=by, item=item.number, seat_no=seat.seat_no)
    return row
