"""Who may do what to a proposal, explained by its own rules and its own state machine."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proposals import permissions
from proposals.models import Access, Proposal
from proposals.services.copying import COPYABLE
from proposals.services.moving import refusal, why_closed
from proposals.states import State
from pyp_portal.accounts.models import Membership
from pyp_portal.accounts.permissions import heads
from pyp_portal.accounts.roles import Role
from pyp_portal.verdicts import Ground, Reader, Rule

WRITTEN_IN = (State.DRAFT, State.RETURNED)
READS_ALL = (Role.STO_STAFF, Role.STO_DIRECTOR, Role.AUDITOR, Role.ADMIN)
SUBMITTERS = gettext_lazy(
    "Members of the lead agency with the right to submit; officers for what the centre proposes "
    "or what one of them entered from paper."
)
WRITERS = gettext_lazy(
    "Members of the lead agency with the right to write; officers for what the centre proposes or "
    "what one of them entered from paper."
)
OFFICERS = gettext_lazy("STO officers and the director, unless it is closed to them.")
DIRECTOR = gettext_lazy("The STO director, unless it is closed to them.")
ADMINS = gettext_lazy("Administrators, with a second one who confirms.")
LEAVERS = gettext_lazy(
    "Those who may submit for the lead agency; once it is selected the director alone."
)
# What the permission of a move says, by its function.
WORDS = {
    permissions.can_submit: SUBMITTERS,
    permissions.can_screen: OFFICERS,
    permissions.is_director: DIRECTOR,
    permissions.is_admin: ADMINS,
    permissions.can_withdraw: LEAVERS,
}
# The moves of the state machine that a person makes; all others are made by the portal's jobs
# and by an announcement that is released.
MOVES = {
    "submit": gettext_lazy("Submit"),
    "recall": gettext_lazy("Recall to revise"),
    "resubmit": gettext_lazy("Answer a return and submit again"),
    "withdraw": gettext_lazy("Withdraw"),
    "start_screening": gettext_lazy("Start screening"),
    "return_for_revision": gettext_lazy("Return for revision"),
    "mark_eligible": gettext_lazy("Find eligible"),
    "mark_ineligible": gettext_lazy("Find ineligible, with a second person"),
    "merge_into": gettext_lazy("Merge into another proposal"),
    "revert_to_screening": gettext_lazy("Send back to the check"),
    "promote_reserve": gettext_lazy("Promote from the reserve list"),
    "enter_lab": gettext_lazy("Let enter the lab"),
    "complete_lab": gettext_lazy("Complete the lab"),
    "reopen_lab": gettext_lazy("Reopen the lab"),
    "record_presentation": gettext_lazy("Record the presentation"),
    "start_follow_up": gettext_lazy("Start the follow-up"),
    "mark_scaled": gettext_lazy("Mark as scaled out"),
    "resume_follow_up": gettext_lazy("Back to follow-up"),
    "close": gettext_lazy("Close"),
    "discontinue": gettext_lazy("Discontinue"),
    "admin_correct": gettext_lazy("Correct the state"),
}
KINDS = {
    Access.Kind.READ: gettext_lazy("Opened by the selection: may read"),
    Access.Kind.SCORE: gettext_lazy("Opened by the selection: reads and scores"),
    Access.Kind.TEAM: gettext_lazy("In the team of the lab"),
    Access.Kind.CLOSED: gettext_lazy("Closed: declared an interest, or stepped aside"),
}


def machine(name):
    """The permission of a move, and the states in which it begins."""
    moves = getattr(Proposal, name)._django_fsm.transitions
    return next(iter(moves.values())).permission, [State(one) for one in moves if one != "*"]


def move(name):
    """The rule of one move: its permission, then its states and conditions."""
    permission, states = machine(name)

    def stops(proposal, person):
        if states and proposal.state not in states:
            return only_in(proposal, states)
        return refusal(proposal, name, person)

    return Rule(MOVES[name], permission, WORDS[permission], stops)


def only_in(proposal, states):
    """In which state it is, and in which ones the act is possible."""
    where = ", ".join(str(state.label) for state in states)
    words = {"state": proposal.state_enum.label, "states": where}
    return _("The state is “%(state)s”; this is possible in: %(states)s.") % words


def takes_answers(proposal, person):
    """``can_edit`` is ``can_write`` while answers are taken: the sentence where they are not."""
    if permissions.can_edit(proposal, person):
        return ""
    written = proposal.state in WRITTEN_IN
    return why_closed(proposal) if written else only_in(proposal, WRITTEN_IN)


def has_ended(proposal, person):
    return "" if proposal.state in COPYABLE else _("It has not come to an end.")


def takes_endorsement(proposal, person):
    return "" if proposal.takes_endorsement else _("It takes no endorsement now.")


RULES = (
    Rule(
        gettext_lazy("See the proposal"),
        permissions.can_view,
        gettext_lazy(
            "The office, the people of the lead agency, and those to whom the selection or the "
            "lab opened it; never somebody to whom it is closed."
        ),
    ),
    Rule(gettext_lazy("Write answers"), permissions.can_write, WRITERS, takes_answers),
    Rule(
        gettext_lazy("Comment on the fields"),
        permissions.can_talk,
        gettext_lazy("The people of the lead agency; officers for what the centre proposes."),
    ),
    Rule(
        gettext_lazy("See who changed what"),
        permissions.sees_edits,
        gettext_lazy("The people of the lead agency, and those who read every proposal."),
    ),
    Rule(
        gettext_lazy("Endorse as head of the agency"),
        lambda proposal, person: heads(proposal.lead_agency_id, person),
        gettext_lazy("Members of the lead agency with the right to endorse."),
        takes_endorsement,
    ),
    Rule(
        gettext_lazy("See the working state"),
        permissions.sees_internal_state,
        gettext_lazy("The office, and those to whom the selection opened it."),
    ),
    Rule(gettext_lazy("Propose it again"), permissions.can_propose_again, WRITERS, has_ended),
)
MOVE_RULES = {name: move(name) for name in MOVES}


def why_unseen(proposal, person):
    """Why this person sees nothing of it; empty where they do."""
    if permissions.can_view(proposal, person):
        return ""
    if not person.is_active:
        return _("The account is closed.")
    if "closed" in proposal.access_kinds(person):
        return _("It is closed to this person (an interest was declared, or they stepped aside).")
    return _("No role, membership, assignment or team opens it to this person.")


# --- Who may see it at all ------------------------------------------------------


def readers(proposal, is_selection_shown):
    """Everybody who may see it, with the grounds, and those to whom it is closed all the same.

    A fixed number of statements. ``is_selection_shown``: who asks may know who reads and scores.
    """
    access = list(proposal.accesses.select_related("user"))
    people = candidates(proposal, {row.user_id for row in access})
    proposal._access_kinds = {person.pk: set() for person in people}
    by_person = {}
    for row in access:
        proposal._access_kinds.setdefault(row.user_id, set()).add(row.kind)
        by_person.setdefault(row.user_id, []).append(row)
    found = []
    for person in people:
        rows = by_person.get(person.pk, [])
        is_closed = any(row.kind == Access.Kind.CLOSED for row in rows)
        if is_closed or permissions.can_view(proposal, person):
            grounds = [*standing(proposal, person), *opened(rows, is_selection_shown)]
            found.append(Reader(person, grounds, is_closed))
    return found


def candidates(proposal, keys):
    """People of whom any ground might open it, with roles and memberships already read."""
    members = Membership.objects.active().filter(agency=proposal.lead_agency_id).values("user")
    people = get_user_model().objects.filter(
        Q(pk__in=keys)
        | Q(pk__in=members)
        | Q(role_grants__role__in=READS_ALL, role_grants__ended_at=None),
        is_active=True,
    )
    found = list(people.distinct().prefetch_related("role_grants").order_by("sort_key", "pk"))
    held = {person.pk: [] for person in found}
    for one in Membership.objects.active().filter(user__in=held).select_related("agency"):
        held[one.user_id].append(one)
    for person in found:
        person.active_memberships = held[person.pk]
    return found


def standing(proposal, person):
    """Roles that read everything, and the membership of the lead agency."""
    for grant in person.role_grants.all():
        if grant.is_active and grant.role in READS_ALL:
            yield Ground(str(grant.get_role_display()), since=grant.given_at)
    mine = permissions.member(proposal, person)
    if mine:
        rights = ", ".join(map(str, mine.rights)) or _("may read")
        yield Ground(_("Lead agency"), detail=rights, since=mine.approved_at)


def opened(rows, is_selection_shown):
    """What later rooms opened or closed; who scores only for those who may know it."""
    for row in sorted(rows, key=lambda one: one.given_at):
        kind = row.kind
        if kind == Access.Kind.SCORE and not is_selection_shown:
            kind = Access.Kind.READ
        yield Ground(str(KINDS[kind]), since=row.given_at)
