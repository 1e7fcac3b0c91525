"""What waits for the office in room 1: cases, new arrivals, questions, decisions."""

from datetime import timedelta
from functools import partial

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.models import (
    Enquiry,
    Extension,
    Proposal,
)
from proposals.services.correcting import CORRECTION
from proposals.services.extending import EXTENSION
from proposals.services.screening import INELIGIBLE
from proposals.states import State
from proposals.todo_parts import HANDED_IN, open_drafts
from pyp_portal import clock, thai
from pyp_portal.accounts.models import Approval
from pyp_portal.todo import MOST, Kind, Todo


def from_paper(user):
    """What this officer entered for an agency from paper, and has not handed in."""
    entered = Proposal.objects.visible_to(user).filter(owner=user, origin=Proposal.Origin.PAPER)
    return Kind(open_drafts(entered), unsubmitted_papers)


def unsubmitted_papers(proposals):
    for proposal in proposals.for_list()[:MOST]:
        yield Todo(
            title=_("Submit “%(title)s”") % {"title": proposal},
            url=reverse("proposals:review", args=[proposal.code]),
            detail=f"{proposal.lead_agency} · {proposal.get_origin_display()}",
            due=proposal.closes_at,
            tone="wait",
            icon="file",
        )


def cases(user):
    """Own cases, and those of officers one stands in for, in screening or waiting to be."""
    mine = Proposal.objects.visible_to(user).filter(case_owner__in=user.case_owner_ids)
    return Kind(mine.filter(state__in=HANDED_IN), unscreened)


def unscreened(proposals):
    for proposal in proposals.for_list().order_by("submitted_at")[:MOST]:
        yield Todo(
            title=_("Screen “%(title)s”") % {"title": proposal},
            url=reverse("proposals:screening", args=[proposal.code]),
            detail=str(proposal.lead_agency),
            due=screening_due(proposal),
            icon="half",
        )


def screening_due(proposal):
    """The end of the last working day of a screening; None before it has begun."""
    if proposal.screening_started_at is None:
        return None
    began = clock.localdate(proposal.screening_started_at)
    last = thai.add_working_days(began, proposal.call.screening_days)
    return proposal.screening_started_at + timedelta(days=(last - began).days)


def enquiries(user):
    return Kind(Enquiry.objects.visible_to(user).waiting(), one_for_enquiries)


def one_for_enquiries(waiting):
    """One line for all questions that wait for an answer, with how long the oldest has."""
    asked = waiting.aggregate(count=Count("pk"), first=Min("asked_at"))
    days = thai.working_days_between(clock.localdate(asked["first"]), clock.today())
    yield Todo(
        title=ngettext(
            "%(count)d question waits for an answer",
            "%(count)d questions wait for an answer",
            asked["count"],
        )
        % {"count": asked["count"]},
        url=reverse("proposals:enquiries"),
        detail=ngettext(
            "The oldest has waited %(days)d working day",
            "The oldest has waited %(days)d working days",
            days,
        )
        % {"days": days},
        icon="message",
    )


def unowned(user):
    waiting = Proposal.objects.visible_to(user).filter(state=State.SUBMITTED, case_owner=None)
    return Kind(waiting, one_for_unowned)


def one_for_unowned(proposals):
    """One line for all that nobody has taken."""
    count = proposals.count()
    title = ngettext(
        "%(count)d submitted proposal has no owner",
        "%(count)d submitted proposals have no owner",
        count,
    )
    yield Todo(
        title=title % {"count": count},
        url=reverse("proposals:queue", query={"whose": "unowned"}),
        icon="list",
    )


def extensions(user):
    """More time that a colleague has proposed and this officer may confirm (S40)."""
    return Kind(Approval.objects.for_others_than(user).filter(kind=EXTENSION), more_time)


def more_time(approvals):
    waiting = approvals[:MOST]
    found = Extension.objects.select_related("call").in_bulk([int(w.record_id) for w in waiting])
    for approval in waiting:
        extension = found[int(approval.record_id)]
        yield Todo(
            title=_("Decide on more time: %(whom)s") % {"whom": extension.get_mode_display()},
            url=extension.get_absolute_url(),
            detail=str(approval.asked_by),
            due=extension.ends_at,
            note=approval.reason,
            tone="wait",
            icon="scale",
        )


def decisions(user):
    """What another person has proposed and this one may decide."""
    mine = [INELIGIBLE] * user.is_director + [CORRECTION] * user.is_portal_admin
    if not mine:
        return []
    waiting = Approval.objects.for_others_than(user).filter(kind__in=mine)
    return [Kind(waiting, partial(undecided, user))]


def undecided(user, approvals):
    waiting = approvals[:MOST]
    keys = [approval.record_id for approval in waiting]
    proposals = Proposal.objects.visible_to(user).in_bulk([int(key) for key in keys])
    for approval in waiting:
        proposal = proposals.get(int(approval.record_id))
        if proposal:
            yield Todo(
                title=_("Decide on “%(title)s”") % {"title": proposal},
                url=reverse("proposals:screening", args=[proposal.code]),
                detail=str(approval.asked_by),
                note=approval.reason,
                icon="scale",
            )
