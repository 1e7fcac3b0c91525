"""The reserve list: moving up when a selected one leaves, and its end (T21, T22)."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import Grounds, MoveRefused
from proposals.models import Proposal
from proposals.services.moving import move
from proposals.states import State
from pyp_portal import clock
from selection import emails, guards
from selection.kinds import WINNING, AnnouncementKind, Outcome
from selection.models import Announcement, AnnouncementItem
from selection.services.announcing import release, sign


def reserve_list(plan):
    """The proposals of the reserve in their order."""
    waiting = plan.call.proposals.filter(state=State.RESERVE)
    return waiting.for_list().order_by("reserve_rank")


def departed(plan):
    """Selected proposals that left and have not been replaced yet, first the first to leave."""
    replaced = plan.announcements.filter(released_at__isnull=False).exclude(replaces=None)
    return (
        plan.call.proposals.filter(
            state__in=guards.LEFT,
            announcement_items__outcome__in=WINNING,
            announcement_items__announcement__released_at__isnull=False,
        )
        .exclude(pk__in=replaced.values("replaces"))
        .order_by("ended_at")
        .distinct()
    )


@transaction.atomic
def promote_reserve(proposal, *, number, date, signed_by, by, replaces=None, title_th=""):
    """The next of the reserve moves up for one that left, by an announcement of its own (T21)."""
    plan = proposal.call.selection_plan
    replaces = replaces or departed(plan).first()
    if replaces is None:
        raise MoveRefused(_("No selected proposal has left that is not replaced yet."))
    announcement = Announcement.objects.create(
        plan=plan,
        kind=AnnouncementKind.PROMOTION,
        title_th=title_th or f"การเลื่อนข้อเสนอสำรองลำดับที่ {proposal.reserve_rank} เป็นผู้ได้รับการคัดเลือก",
        replaces=replaces,
        drafted_at=clock.now(),
    )
    AnnouncementItem.objects.create(
        announcement=announcement,
        proposal=proposal,
        outcome=Outcome.PROMOTED,
        reserve_rank=proposal.reserve_rank,
    )
    sign(announcement, number=number, date=date, signed_by=signed_by, by=by)
    return release(announcement, by=by)


def release_reserve():
    """Thank the reserve whose list has run out (T22); how many moved. Harmless to run again."""
    over = Proposal.objects.filter(
        state=State.RESERVE, reserve_valid_until__lt=clock.today()
    ).values_list("pk", flat=True)
    return sum(_release_one(pk) for pk in list(over))


@transaction.atomic
def _release_one(pk):
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=pk)
    if proposal.state != State.RESERVE:
        return 0
    fresh = move(proposal, "release_reserve", Grounds())
    emails.reserve_over(fresh)
    return 1
