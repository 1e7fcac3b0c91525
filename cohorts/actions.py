"""What a page offers to do with an issue, and why not; made from the guards of the verbs."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import guards, permissions
from cohorts.states import REPORTING
from proposals.states import State
from pyp_portal import clock
from pyp_portal.actions import Action

STOPPABLE = (State.IN_LAB, State.LAB_COMPLETED, State.PRESENTED, State.FOLLOW_UP)


def actions(proposal, user):
    """The buttons of this person for this issue, the nearest step first."""
    team = getattr(proposal, "team", None)
    if team is None:
        return forming(proposal, user)
    offered = []
    if permissions.can_manage(team, user):
        offered += OFFICE.get(proposal.state, nothing)(team)
    if permissions.can_direct(team, user):
        offered += directing(team)
    return offered


def forming(proposal, user):
    """The first step after the selection."""
    if proposal.state != State.SELECTED or not user.is_sto_staff:
        return []
    url = reverse("cohorts:form_team", args=[proposal.code])
    return [Action(_("Form the team"), url, tone="primary")]


def url_of(name, team):
    return reverse(f"cohorts:{name}", args=[team.proposal.code])


def act(label, name, team, *checks, tone="primary"):
    """An act that the guards allow or refuse, in their words."""
    missing = [sentence for check in checks if (sentence := check(team))]
    return Action(label, url_of(name, team), tone=tone, refusal=" ".join(missing))


def page(label, name, team, tone="secondary"):
    """A page that asks more before anything happens."""
    return Action(label, url_of(name, team), method="get", tone=tone)


def nothing(team):
    return []


# --- By state -----------------------------------------------------------------
def selected(team):
    offered = [entering(team), page(_("Ask for a name"), "seat_new", team)]
    if not team.commitment_no:
        offered.append(page(_("Enter the letter of commitment"), "commitment", team))
    if guards.team_complete(team):
        offered.append(page(_("Waive the gap"), "waive_gap", team, "quiet"))
    return offered


def entering(team):
    """Outside of the window of the lab a page asks for the reason."""
    label = _("Enter the lab")
    if team.cohort.is_lab_open(clock.today()):
        return act(label, "enter_lab", team, guards.team_complete, guards.commitment_letter)
    return page(label, "enter_lab", team, "primary")


def in_lab(team):
    checks = (guards.gates_passed, guards.public_test_done, guards.scale_plan_ready)
    return [
        act(_("Complete the lab"), "complete_lab", team, *checks),
        page(_("Ask for a name"), "seat_new", team),
    ]


def lab_completed(team):
    reopening = page(_("Reopen the lab"), "reopen_lab", team)
    item = team.item_to_record
    if item is None:
        return [reopening]
    refusal = "" if item.session.is_held else _("The session has not been held yet.")
    url = url_of("outcome", team)
    return [Action(_("Record the presentation"), url, "get", "primary", refusal), reopening]


def presented(team):
    return [
        act(_("Start the follow-up"), "start_follow_up", team, guards.responsible_agency_named),
        page(_("Name the responsible agency"), "responsible", team),
    ]


def follow_up(team):
    return [
        act(_("Mark as scaled out"), "mark_scaled", team, guards.sites_ok, guards.evidence),
        page(_("Name the responsible agency"), "responsible", team),
    ]


def scaled(team):
    return [
        page(_("Back to follow-up"), "resume", team),
        page(_("Name the responsible agency"), "responsible", team),
    ]


OFFICE = {
    State.SELECTED: selected,
    State.IN_LAB: in_lab,
    State.LAB_COMPLETED: lab_completed,
    State.PRESENTED: presented,
    State.FOLLOW_UP: follow_up,
    State.SCALED: scaled,
}


def directing(team):
    """Closing and discontinuing, the director's own."""
    state, offered = team.proposal.state, []
    if state in REPORTING:
        refusal = guards.final_round_done(team) or ""
        offered.append(Action(_("Close"), url_of("close", team), "get", refusal=refusal))
    if state in STOPPABLE:
        offered.append(page(_("Discontinue"), "discontinue", team, "danger"))
    return offered
