"""Lists of the selection as files: points (PD-11), slots (PD-12), seats, interests, readers …"""

from django.utils.translation import gettext_lazy as _

from proposals.exports import may_fetch as may_fetch_proposals
from proposals.exports import standing
from pyp_portal.papers import lists
from pyp_portal.papers.lists import Listing
from selection import (
    analysis_lists,
    decision_lists,
    matching_lists,
    permissions,
    services,
    standing_lists,
)
from selection.list_parts import PROPOSAL, by, plan_of
from selection.models import Assignment, Criterion, PitchSlot, ResultEnquiry, ScoreSheet
from selection.services.grid import assignable

KIND = "selection.list"
PAGES = {
    "sheets": "selection:board",
    "slots": "selection:sessions",
    "members": "selection:committee",
    "interests": "selection:interests",
    "readers": "selection:assignments",
    "enquiries": "selection:enquiries",
    "ties": "selection:ties",
    "meetings": "selection:meetings",
    "challenges": "selection:challenges",
    "officers": "selection:officers",
    "seals": "selection:rounds",
    "judges": "selection:analysis",
    "pairs": "selection:analysis",
    "between": "selection:sensitivity",
    "choices": "selection:sensitivity",
    "limits": "selection:limits",
    "reserve": "selection:reserve",
}


def sheets(user, asked):
    """Submitted sheets that this person may read, by proposal, stage and seat (K8)."""
    found = ScoreSheet.objects.visible_to(user).of_plan(plan_of(asked)).counted().for_list()
    return found.prefetch_related("scores__criterion").order_by(
        "proposal__code", "stage", "seat__seat_no", "pk"
    )


def sheet_columns(asked):
    """The criteria of both stages stand side by side: a sheet fills those of its own."""
    criteria = Criterion.objects.filter(rubric__plan=plan_of(asked)).select_related("rubric")
    points = [
        (f"{one.rubric.get_stage_display()} {one.code}", points_of(one))
        for one in criteria.order_by("rubric__stage", "position")
    ]
    return (
        *PROPOSAL,
        (_("Round"), lambda row: row.get_stage_display()),
        (_("Member"), lambda row: str(row.seat.user)),
        *points,
        (_("Total"), lambda row: row.total),
        (_("Strengths"), lambda row: row.strength_th),
        (_("Advice to the applicant"), lambda row: row.advice_th),
        (_("Sent on"), lambda row: row.submitted_at),
    )


def points_of(criterion):
    """How the points of one criterion are read from a sheet."""

    def read(sheet):
        given = (one.points for one in sheet.scores.all() if one.criterion_id == criterion.pk)
        return next(given, None)

    return read


def slots(user, asked):
    """The slots of all sessions, of proposals that this person may know of."""
    plan = plan_of(asked)
    found = PitchSlot.objects.filter(session__plan=plan)
    found = found.filter(proposal__in=plan.call.proposals.visible_to(user))
    return found.select_related("session", "proposal__lead_agency").order_by("starts_at", "pk")


def interests(user, asked):
    found = services.declared_ties(plan_of(asked), user)
    return found.order_by("proposal__code", "seat__seat_no", "pk")


def readers(user, asked):
    """Who reads what, of proposals that are not closed to this person."""
    found = Assignment.objects.filter(proposal__in=assignable(plan_of(asked), user))
    return found.select_related("seat__user", "proposal__lead_agency")


def members(_user, asked):
    """Who sits on the committee, by seat; nobody before it is appointed."""
    body = plan_of(asked).standing_committee
    return body.seats.select_related("user", "order").order_by("seat_no", "pk") if body else []


def enquiries(user, asked):
    mine = ResultEnquiry.objects.visible_to(user).filter(item__announcement__plan=plan_of(asked))
    return mine.for_list().order_by("due", "pk")


LISTINGS = {
    **analysis_lists.LISTINGS,
    **decision_lists.LISTINGS,
    **matching_lists.LISTINGS,
    **standing_lists.LISTINGS,
    "sheets": Listing(_("Score sheets"), by(permissions.can_see_board), sheets, sheet_columns),
    "slots": Listing(
        _("Schedule of the pitch"),
        by(permissions.can_see_plan),
        slots,
        (
            (_("Session"), lambda row: row.session.starts_at),
            (_("Place"), lambda row: row.session.place_th),
            (_("Place in the order"), lambda row: row.order),
            (_("Begins"), lambda row: row.starts_at),
            *PROPOSAL,
            (_("Presenter"), lambda row: row.presenter_th),
        ),
    ),
    "members": Listing(
        _("Committee"),
        by(permissions.can_see_plan),
        members,
        (
            (_("Seat"), lambda row: row.seat_no),
            (_("Name"), lambda row: str(row.user)),
            (_("Role"), lambda row: row.get_role_display()),
            (_("By order"), lambda row: row.order.number if row.order else ""),
            (_("From"), lambda row: row.begins_on),
            (_("To"), lambda row: row.ends_on),
            (_("Standing substitute"), lambda row: row.substitute_th),
            (_("Ended"), lambda row: row.ended_at),
        ),
    ),
    "interests": Listing(
        _("Declared interests"),
        by(permissions.can_read_interests),
        interests,
        (
            *PROPOSAL,
            (_("Member"), lambda row: str(row.seat.user)),
            (_("Declaration"), lambda row: row.get_severity_display()),
            (_("Kind"), lambda row: row.get_kind_display()),
            (_("Reason"), lambda row: row.reason),
            (_("Declared on"), lambda row: row.declared_at),
        ),
    ),
    "readers": Listing(
        _("Who reads what"),
        by(permissions.can_read_matching),
        readers,
        (
            *PROPOSAL,
            (_("Member"), lambda row: str(row.seat.user)),
            (_("Assigned on"), lambda row: row.assigned_at),
        ),
    ),
    "enquiries": Listing(
        _("Enquiries"),
        lambda user, _asked: user.is_office,
        enquiries,
        (
            (_("Number"), lambda row: row.item.proposal.code),
            (_("Agency"), lambda row: str(row.item.proposal.lead_agency)),
            (_("The question"), lambda row: row.enquiry.question),
            (_("Kind"), lambda row: row.get_about_display()),
            (_("Who asks"), lambda row: str(row.enquiry.asked_by or "")),
            (_("Question asked on"), lambda row: row.enquiry.asked_at),
            (_("To be answered until"), lambda row: row.due),
            (_("Answered on"), lambda row: row.enquiry.answered_at),
            (_("What was found"), lambda row: row.get_finding_display()),
        ),
    ),
}


def table(export):
    """The list as the asker may see it now."""
    return lists.table(export, LISTINGS, standing(export.asked_by))


def may_fetch(export, user):
    """Who may see the list, and all the proposals that stand in the file (S3, S36)."""
    return lists.may_fetch(export, user, LISTINGS) and may_fetch_proposals(export, user)
