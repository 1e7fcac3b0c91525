"""What a person may do to a proposal now: the buttons of its pages, made from the same guards."""

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from proposals import permissions
from proposals.lifecycle.leaving import WITHDRAWABLE
from proposals.models import Call
from proposals.services.copying import COPYABLE, may_be_copied
from proposals.services.moving import refusal
from proposals.services.screening import INELIGIBLE
from proposals.services.typos import MENDABLE
from proposals.states import TERMINAL, State
from pyp_portal.accounts import approvals
from pyp_portal.actions import Action


def actions(proposal, user):
    """All acts for this person in this state; a refused one bears its reason."""
    return [*own_actions(proposal, user), *office_actions(proposal, user)]


def act(proposal, label, name, *, method="post", tone="secondary", refusal="", confirm=""):
    """One button that leads to ``proposals:<name>`` of this proposal."""
    return Action(
        label=str(label),
        url=reverse(f"proposals:{name}", args=[proposal.code]),
        method=method,
        tone=tone,
        refusal=refusal,
        version=proposal.version if method == "post" else None,
        confirm=confirm,
    )


# --- The agency ---------------------------------------------------------------------


def own_actions(proposal, user):
    """What the people of the agency may do."""
    makers = [write_on, take_back, propose_again, leave]
    return [button for make in makers for button in make(proposal, user)]


def write_on(proposal, user):
    if permissions.can_edit(proposal, user):
        label = _("Revise") if proposal.state == State.RETURNED else _("Continue writing")
        yield act(proposal, label, "review", method="get", tone="primary")


def take_back(proposal, user):
    if proposal.state == State.SUBMITTED and permissions.can_submit(proposal, user):
        yield act(
            proposal,
            _("Recall to revise"),
            "recall",
            refusal=refusal(proposal, "recall", user),
            confirm=_("Recall the proposal? Its receipt becomes void until you submit again."),
        )


def propose_again(proposal, user):
    """What has ended may be proposed again while a call takes drafts."""
    if proposal.state in COPYABLE and permissions.can_propose_again(proposal, user):
        call = Call.objects.current()
        if call and call.takes_drafts and may_be_copied(proposal, call):
            yield act(proposal, _("Propose again"), "again", method="get")


def leave(proposal, user):
    if proposal.state in WITHDRAWABLE and permissions.can_withdraw(proposal, user):
        yield act(proposal, _("Withdraw"), "withdraw", method="get", tone="quiet")


# --- The office ---------------------------------------------------------------------


def office_actions(proposal, user):
    """What officers, director and administrators may do."""
    if not permissions.sees_internal_state(proposal, user):
        return []
    found = []
    if permissions.can_screen(proposal, user):
        makers = [begin, screen, wait, merge, mend, own]
        found = [button for make in makers for button in make(proposal, user)]
    if permissions.is_admin(proposal, user):
        found.append(act(proposal, _("Correct the state"), "correct", method="get", tone="quiet"))
    return found


def begin(proposal, user):
    if proposal.state == State.SUBMITTED:
        yield act(
            proposal,
            _("Start screening"),
            "start_screening",
            tone="primary",
            refusal=refusal(proposal, "start_screening", user),
        )


def screen(proposal, user):
    """The three ways out of screening."""
    if proposal.state != State.SCREENING:
        return
    prefetch_related_objects([proposal], "checks")  # two conditions ask for them
    yield act(
        proposal,
        _("Eligible"),
        "mark_eligible",
        tone="primary",
        refusal=refusal(proposal, "mark_eligible", user),
    )
    yield act(
        proposal,
        _("Return for revision"),
        "return",
        method="get",
        refusal="" if proposal.return_count < proposal.call.max_returns else over(proposal),
    )
    yield act(
        proposal,
        _("Propose as ineligible"),
        "propose_ineligible",
        method="get",
        tone="quiet",
        refusal=why_not_ineligible(proposal),
    )


def over(proposal):
    return _("It has been returned as often as the call allows.")


def why_not_ineligible(proposal):
    if approvals.open_for(proposal, INELIGIBLE):
        return _("It waits for the director.")
    return refusal(proposal, "mark_ineligible")


def wait(proposal, user):
    if proposal.state == State.RETURNED:
        yield act(proposal, _("Give more time"), "extend", method="get")


def merge(proposal, user):
    if proposal.state in (State.SCREENING, State.ELIGIBLE):
        yield act(proposal, _("Ask about a merger"), "ask_merger", method="get", tone="quiet")
        yield act(proposal, _("Merge"), "merge", method="get", tone="quiet")


def mend(proposal, user):
    if proposal.state in MENDABLE:
        yield act(proposal, _("Correct a typo"), "mend", method="get", tone="quiet")


def own(proposal, user):
    is_open = proposal.state not in TERMINAL and proposal.state != State.DRAFT
    if is_open and proposal.case_owner_id != user.pk:
        yield act(proposal, _("Take the case"), "take")
    if is_open and proposal.case_owner_id:
        yield act(proposal, _("Hand over"), "hand_over", method="get", tone="quiet")
