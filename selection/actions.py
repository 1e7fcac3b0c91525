"""What this room offers on the page of a proposal, made from the same guards as its verbs."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proposals.states import State
from pyp_portal.actions import Action
from selection import guards, permissions
from selection.models import PitchSlot, ScoreSheet
from selection.services import describing
from selection.services.feedback import latest_item


def actions(proposal, user):
    """Score, read the sheets, send back to the check, read the result."""
    plan = getattr(proposal.call, "selection_plan", None)
    found = [_aside(proposal)] if user.is_office and not proposal.is_practice else []
    found += [_result(proposal)] if latest_item(proposal) else []
    found += _pitch(proposal)
    if plan is None or not permissions.can_see_plan(plan, user):
        return found
    return [*_of_member(proposal, user), *_of_office(proposal, plan, user), *found]


def _pitch(proposal):
    """The page of the pitch that was announced last, for whoever reads the proposal."""
    if proposal.state not in {State.SHORTLISTED, State.PITCHED}:
        return []
    slots = PitchSlot.objects.filter(proposal=proposal, session__published_at__isnull=False)
    slot = slots.order_by("-session__starts_at").first()
    return [Action(_("Pitch and slides"), slot.get_absolute_url(), "get")] if slot else []


def _of_member(proposal, user):
    mine = ScoreSheet.objects.visible_to(user).waiting().filter(seat__user=user)
    found = [
        Action(_("Score"), sheet.get_absolute_url(), "get", "primary")
        for sheet in mine.filter(proposal=proposal)
    ]
    seat = proposal.call.selection_plan.seat_of(user)
    if permissions.can_give_opinion(seat) and proposal.state in describing.JUDGED:
        url = reverse("selection:opinion", args=[proposal.code])
        found.append(Action(_("Give an opinion"), url, "get", "primary"))
    return found


def _aside(proposal):
    """For everyone of the office: the same rule as for the committee."""
    url = reverse("selection:officer_aside", args=[proposal.code])
    return Action(_("Step aside"), url, "get", "quiet")


def _of_office(proposal, plan, user):
    lines = []
    if proposal.sheets.exists() and permissions.can_read_sheets(proposal, plan, user):
        url = reverse("selection:proposal_sheets", args=[proposal.code])
        lines.append(Action(_("Score sheets"), url, "get"))
    if user.is_sto_staff and proposal.state in {State.ELIGIBLE, State.REVIEWING}:
        lines.append(_revert(proposal))
    return lines


def _revert(proposal):
    return Action(
        _("Back to the check"),
        reverse("selection:revert", args=[proposal.code]),
        "get",
        "quiet",
        guards.no_announcement(proposal) or "",
    )


def _result(proposal):
    return Action(_("Result"), reverse("selection:result", args=[proposal.code]), "get")
