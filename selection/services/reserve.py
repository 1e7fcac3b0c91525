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
from selection.services.announcing import sign
from selection.services.holding import hold
from selection.services.releasing import press_release


def reserve_list(plan):
    """The proposals of the reserve in their order."""
    waiting = plan.call.proposals.filter(state=State.RESERVE)
    return waiting.for_list().order_by("reserve_rank")


def in_reserve(plan, user):
    """The reserve that a person may see, in its order, each with why it may not move up now."""
    found = list(reserve_list(plan).visible_to(user))
    for proposal in found[:1]:
        proposal.refusal = why_not_promoted(proposal, plan)
    for proposal in found[1:]:
        proposal.refusal = guards.not_next(proposal)
    return found


def departed(plan):
    """Selected proposals that left and have not been replaced yet, first the first to leave.

    A replacement that is drafted, signed or on hold counts: one place is not given twice.
    """
    replaced = plan.announcements.exclude(items=None).exclude(replaces=None)
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


def why_not_promoted(proposal, plan):
    """The sentence that keeps one of the reserve from moving up now, or None."""
    if refusal := guards.next_in_reserve(proposal):
        return refusal
    return None if departed(plan).exists() else nobody_to_replace()


def nobody_to_replace():
    return _("No selected proposal has left that is not replaced yet.")


@transaction.atomic
def promote_reserve(
    proposal, *, number, date, signed_by, by, replaces=None, title_th="", portfolio_reason=""
):
    """The next of the reserve moves up for one that left, by an announcement of its own (T21).

    Signed and pressed in one step; like every release it is held, and may be cancelled.
    """
    plan = hold(proposal.call.selection_plan)  # two at once would both find the same place
    replaces = replaces or departed(plan).first()
    if replaces is None:
        raise MoveRefused(nobody_to_replace())
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
    sign(
        announcement,
        number=number,
        date=date,
        signed_by=signed_by,
        portfolio_reason=portfolio_reason,
        by=by,
    )
    return press_release(announcement, by=by)


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
