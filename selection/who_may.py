"""Who may do what in the selection of a proposal and at a meeting, explained by its own rules."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pyp_portal.verdicts import Ground, Rule
from selection import permissions
from selection.models import ScoreSheet, Seat
from selection.services.describing import JUDGED

RUNNERS = gettext_lazy("STO officers, and the clerks of the committee.")
OVERSEERS = gettext_lazy("The chair and the clerks of the committee.")
CLOSERS = gettext_lazy("Chair, vice-chair and clerks of the committee.")


@dataclass(frozen=True)
class Judged:
    """A proposal with the plan of its year."""

    proposal: object
    plan: object


def of_plan(rule):
    """A rule about the plan of the year, asked of a proposal that is not closed."""
    return lambda judged, person: rule(judged.plan, person)


def of_both(rule):
    return lambda judged, person: rule(judged.proposal, judged.plan, person)


def own_sheet(judged, person):
    """The sheet of this person for the proposal, or None."""
    sheets = ScoreSheet.objects.filter(proposal=judged.proposal, seat__user=person)
    return sheets.select_related("seat", "proposal").order_by("submitted_at", "pk").last()


def scores(judged, person):
    sheet = own_sheet(judged, person)
    return sheet is not None and permissions.can_score(sheet, person)


def is_handed_in(judged, person):
    handed_in = own_sheet(judged, person).submitted_at
    return _("The sheet has been handed in.") if handed_in else ""


def advises(judged, person):
    return permissions.can_give_opinion(judged.plan.seat_of(person))


def is_judged(judged, person):
    return "" if judged.proposal.state in JUDGED else _("It is not being judged now.")


RULES = (
    Rule(
        gettext_lazy("Score"),
        scores,
        gettext_lazy("The member to whom it was given to read, unless they stepped aside."),
        is_handed_in,
    ),
    Rule(
        gettext_lazy("Give an opinion"),
        advises,
        gettext_lazy("Advisers of central agencies, without points and without a vote (R-43)."),
        is_judged,
    ),
    Rule(
        gettext_lazy("Read the sheets of others"),
        of_both(permissions.can_read_sheets),
        gettext_lazy(
            "The office and auditors; members once their own sheets are in, as the plan says."
        ),
    ),
    Rule(
        gettext_lazy("Read remarks to the sheets"),
        of_both(permissions.can_read_remarks),
        gettext_lazy("Who may read the sheets, where the plan lets members write to each other."),
    ),
    Rule(
        gettext_lazy("See the points of all"),
        of_plan(permissions.can_see_board),
        gettext_lazy(
            "The office and auditors; members once their own sheets are in, and with sealed "
            "points once the round is closed."
        ),
    ),
    Rule(
        gettext_lazy("Read declared interests"),
        of_plan(permissions.can_read_interests),
        gettext_lazy("The office, auditors, the chair and the clerks (K8)."),
    ),
    Rule(
        gettext_lazy("Doubt a member's impartiality"),
        of_plan(permissions.can_challenge),
        gettext_lazy("Members and STO officers, once there is a committee (K7)."),
    ),
    Rule(gettext_lazy("Run the selection"), of_plan(permissions.can_manage), RUNNERS),
    Rule(gettext_lazy("Close a round"), of_plan(permissions.can_close_round), CLOSERS),
    Rule(
        gettext_lazy("Sign and release results"),
        of_plan(permissions.can_decide),
        gettext_lazy("The STO director."),
    ),
)


def at_meeting(rule):
    return lambda meeting, person: rule(meeting.committee.plan, person)


MEETING = (
    Rule(
        gettext_lazy("Call, move and cancel it, take the minutes"),
        at_meeting(permissions.can_manage),
        RUNNERS,
    ),
    Rule(gettext_lazy("Certify the minutes"), at_meeting(permissions.can_certify), OVERSEERS),
    Rule(
        gettext_lazy("Have a book of the meeting made"),
        at_meeting(permissions.can_have_book),
        gettext_lazy("Members of the committee, and who runs the meeting."),
    ),
    Rule(
        gettext_lazy("Read the seals of the scoring"),
        at_meeting(permissions.can_read_seals),
        gettext_lazy("Chair, vice-chair, clerks, the office and auditors."),
    ),
)


def meeting_unseen(meeting, person):
    """Why this person sees nothing of a meeting; empty where they do."""
    if permissions.can_see_plan(meeting.committee.plan, person):
        return ""
    return _("Meetings are for the office and the committee of the year, its terms accepted.")


def is_shown_to(plan, asker):
    """Who asks may know who reads what: who chooses readers, and the auditor."""
    return plan is not None and permissions.can_read_matching(plan, asker)


def grounds_of(person):
    """The seats of a person on committees, the newest first; a term that runs has an end too."""
    beside = ("committee__plan__call", "order")
    for seat in Seat.objects.filter(user=person).select_related(*beside).order_by("-pk"):
        facts = {"year": seat.committee.plan.call.fiscal_year, "order": seat.order.number}
        yield Ground(
            _("Committee of %(year)d") % facts,
            detail=f"{seat.get_role_display()} · " + _("order %(order)s") % facts,
            since=seat.begins_on or seat.order.date,
            until=seat.ended_at or seat.ends_on,
            holds=seat.ended_at is None,
            by=str(seat.order.signed_by),
        )
