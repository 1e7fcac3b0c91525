"""What must hold before a proposal moves (domain, section 5.2): one function a guard.

Each answers None, or the sentence that says what is missing. ``passed`` turns a set
of answers into the names that ``Grounds`` carries.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from proposals.states import State
from pyp_portal import clock
from pyp_portal.templatetags.thai import thai_date
from selection import quorums
from selection.kinds import WINNING, Outcome, Severity, Stage
from selection.models import Announcement, AnnouncementItem, Conflict, PitchSlot

LEFT = (State.WITHDRAWN, State.DISCONTINUED)
HOLDING = (
    State.SELECTED,
    State.IN_LAB,
    State.LAB_COMPLETED,
    State.PRESENTED,
    State.FOLLOW_UP,
    State.SCALED,
    State.CLOSED,
)


def settle(answers):
    """(names of the guards that hold, sentences of those that do not) from {name: answer}."""
    return (
        frozenset(name for name, refusal in answers.items() if refusal is None),
        [refusal for refusal in answers.values() if refusal is not None],
    )


# --- The day itself
def day_has_come(gathering):
    """No meeting and no session is opened before the day for which it is planned."""
    if gathering.is_due:
        return None
    return _("It is planned for %(day)s and cannot be opened before that day.") % {
        "day": thai_date(gathering.starts_at)
    }


# --- Before the review
def reviewers_assigned(proposal, plan):
    """``reviewers_assigned``: enough readers without a hard interest."""
    hard = Conflict.objects.filter(proposal=proposal, severity=Severity.HARD).values("seat")
    readers = proposal.assignments.exclude(seat__in=hard).count()
    if readers >= plan.min_reviewers:
        return None
    return _("%(code)s has %(readers)d of %(needed)d readers.") % {
        "code": proposal.code,
        "readers": readers,
        "needed": plan.min_reviewers,
    }


def coi_all_declared(proposal):
    """``coi_all_declared``: every reader has declared about this proposal."""
    declared = Conflict.objects.filter(proposal=proposal).values("seat")
    silent = proposal.assignments.exclude(seat__in=declared).count()
    if not silent:
        return None
    return _("%(code)s: %(count)d readers have not declared their interests yet.") % {
        "code": proposal.code,
        "count": silent,
    }


def no_announcement(proposal):
    """``no_announcement``: nothing about this proposal has been signed or released."""
    out = AnnouncementItem.objects.filter(proposal=proposal).exclude(announcement__number="")
    if out.exists():
        return _("A result of %(code)s has already been signed.") % {"code": proposal.code}
    return None


# --- Scores and pitch
def sheets_submitted(proposal, plan, count=None):
    """``sheets_submitted``: enough submitted sheets of members who did not step aside.

    ``count`` says how many there are, where it is known already.
    """
    if count is None:
        count = proposal.sheets.filter(stage=Stage.DOC).counted().count()
    if count >= plan.min_reviewers:
        return None
    return _("%(code)s has %(count)d of %(needed)d submitted score sheets.") % {
        "code": proposal.code,
        "count": count,
        "needed": plan.min_reviewers,
    }


def pitch_planned(plan):
    """``pitch_planned``: this year holds a pitch."""
    return None if plan.holds_pitch else _("The plan of this year holds no pitch.")


def pitch_mode_allows(proposal, plan):
    """``pitch_mode_allows``: pitched, or judged on documents where no pitch is held."""
    if proposal.state == State.PITCHED or not plan.holds_pitch:
        return None
    return _("%(code)s has not pitched yet.") % {"code": proposal.code}


def slot_presented(slot):
    """``slot_presented``: the slot is marked as presented."""
    return None if slot.presented_at else _("The slot is not marked as presented.")


def slot_missed(slot):
    """``slot_missed``: nobody came, and no second slot is still ahead."""
    if slot is None or not slot.missed_at:
        return _("The slot is not marked as missed.")
    later = PitchSlot.objects.filter(proposal=slot.proposal_id, missed_at=None)
    if later.exists():
        return _("%(code)s has been given a second slot.") % {"code": slot.proposal.code}
    return None


# --- The meeting
def meeting_quorate(item, found=None):
    """``meeting_quorate``: the item had its quorum, without those who stepped aside.

    ``found`` is the quorum of the item, where it is known already.
    """
    if item is None:
        return _("No meeting has decided on this proposal.")
    found = found or quorums.of_item(item)
    return None if found.holds else f"{item.number}: {quorums.sentence(found)}"


def pitch_quorate(slot):
    """``meeting_quorate`` of a pitch: the slot was held before a quorum."""
    found = quorums.of_slot(slot)
    return None if found.holds else quorums.sentence(found)


def notice_ok(meeting):
    """``notice_ok``: in time, with a reason why it was short, or told at a meeting (K2)."""
    if meeting is None or not meeting.notice_sent_at:
        return _("No notice of the meeting has been sent.")
    if meeting.urgency_reason.strip() or meeting.told_at_id:
        return None
    return notice_in_time(meeting, meeting.notice_sent_at)


def notice_in_time(meeting, sent_at):
    """None, or the sentence that a notice sent then comes too late (K2)."""
    days = (meeting.day - clock.localdate(sent_at)).days
    needed = meeting.committee.plan.notice_days
    if days >= needed:
        return None
    return _("The notice gives %(days)d days, %(needed)d are needed, or a reason for urgency.") % {
        "days": max(days, 0),
        "needed": needed,
    }


def decision_recorded(resolution, outcome, rank=None):
    """``decision_recorded``: a carried resolution with this outcome and place stands."""
    if resolution is None:
        return _("No resolution says so.")
    if resolution.outcome != outcome or resolution.reserve_rank != rank:
        return _(
            "Item %(number)s was decided anew since this was drafted: take %(code)s out of the "
            "announcement and draft it again."
        ) % {"number": resolution.item.number, "code": resolution.item.proposal.code}
    return None if resolution.is_carried else _("The resolution found no majority.")


def minutes_certified(meeting):
    """``minutes_certified``: the minutes of the meeting are certified."""
    if meeting is not None and meeting.certified_at:
        return None
    return _("The minutes of the meeting are not certified.")


# --- The announcement
def announcement_signed(announcement):
    """``announcement_signed``: number, date and signatory are recorded."""
    return None if announcement.is_signed else _("The announcement is not signed yet.")


def capacity_ok(announcement):
    """``capacity_ok``: with these and those of releases under way, no more than there are seats."""
    plan = announcement.plan
    holding = plan.call.proposals.filter(state__in=HOLDING).count()
    under_way = Q(announcement__release_at__isnull=False, announcement__released_at=None)
    mine = Q(announcement=announcement)
    chosen = AnnouncementItem.objects.filter(announcement__plan=plan, outcome__in=WINNING)
    coming = chosen.filter(mine | under_way).count()
    if holding + coming <= plan.max_selected:
        return None
    return _("%(count)d would be selected, there are %(seats)d seats.") % {
        "count": holding + coming,
        "seats": plan.max_selected,
    }


# --- The reserve
def seat_left(plan):
    """``seat_left``: a selected one left, and nobody has moved up for it yet."""
    out = AnnouncementItem.objects.filter(
        announcement__in=Announcement.objects.filter(plan=plan, released_at__isnull=False)
    )
    left = out.filter(outcome__in=WINNING, proposal__state__in=LEFT).count()
    promoted = out.filter(outcome=Outcome.PROMOTED).count()
    return None if left > promoted else _("No selected proposal has left that is not replaced yet.")


def next_in_reserve(proposal):
    """``next_in_reserve``: nobody stands before it in the reserve, and the reserve still holds."""
    until = proposal.reserve_valid_until
    if until and until < clock.today():
        return _("The reserve held until %(day)s: nobody moves up from it any more.") % {
            "day": thai_date(until)
        }
    before = proposal.call.proposals.filter(
        state=State.RESERVE, reserve_rank__lt=proposal.reserve_rank or 0
    )
    if proposal.state == State.RESERVE and not before.exists():
        return None
    return not_next(proposal)


def not_next(proposal):
    """The sentence for whoever stands behind another in the reserve."""
    return _("%(code)s is not the next in the reserve.") % {"code": proposal.code}
