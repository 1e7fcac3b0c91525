"""Which committee members may read which proposals: rows of ``Access``, written here only.

Nothing opens to a member who has not accepted the terms; once they do, what waited opens.
"""

from proposals.models import Access
from proposals.services.access import close, grant, grant_many, revoke
from proposals.states import State
from selection.kinds import Severity
from selection.models import Conflict

READER, MEMBER, INTEREST = "selection: reader", "selection: committee", "selection: interest"
# From the opening of the review on, the committee reads.
BEFORE_REVIEW = (
    State.DRAFT,
    State.SUBMITTED,
    State.SCREENING,
    State.RETURNED,
    State.INELIGIBLE,
    State.ELIGIBLE,
    State.EXPIRED,
)


def is_open(proposal):
    """True once the review of this proposal has been opened."""
    return proposal.state not in BEFORE_REVIEW


def open_to_committee(proposal, seats, suggested=frozenset()):
    """Let all members read who have no hard interest; those only suspected must declare first.

    ``suggested`` are the seats for which the records show an interest not yet declared.
    """
    declared = dict(Conflict.objects.filter(proposal=proposal).values_list("seat_id", "severity"))
    users = [
        seat.user
        for seat in seats
        if seat.has_accepted and _may_read(declared.get(seat.pk), seat.pk in suggested)
    ]
    grant_many([proposal], users, Access.Kind.READ, MEMBER)


def _may_read(declared, is_suspected):
    """Whether a member reads: ``declared`` is a severity, or None where nothing was said yet."""
    return declared != Severity.HARD and (declared is not None or not is_suspected)


def opened(plan):
    """The proposals of a year whose review has been opened."""
    proposals = plan.proposals().exclude(state__in=BEFORE_REVIEW)
    return list(proposals.prefetch_related("partners"))


def open_what_waits(seat, proposals, suspected):
    """What a member may read of these, and score of those they were given, once they accept."""
    declared = dict(seat.conflicts.values_list("proposal_id", "severity"))
    readable = [p for p in proposals if _may_read(declared.get(p.pk), p.pk in suspected)]
    given = set(seat.assignments.values_list("proposal_id", flat=True))
    grant_many(readable, [seat.user], Access.Kind.READ, MEMBER)
    mine = [proposal for proposal in readable if proposal.pk in given]
    grant_many(mine, [seat.user], Access.Kind.SCORE, READER)


def open_to_reader(seat, proposal):
    """Let an assigned reader score."""
    if seat.has_accepted:
        grant(proposal, seat.user, Access.Kind.SCORE, READER)


def open_to_member(seat, proposal):
    """Let one more member read a proposal whose review has begun."""
    if seat.has_accepted:
        grant(proposal, seat.user, Access.Kind.READ, MEMBER)


def take_from_reader(seat, proposal):
    """No longer a reader; reading as a member stays."""
    revoke(proposal, seat.user, Access.Kind.SCORE, READER)


def shut(seat, proposal):
    """Close a proposal to a member who stepped aside, whatever else they hold."""
    close(proposal, seat.user, INTEREST)


def unshut(seat, proposal):
    """Take back a closing that was declared by mistake."""
    revoke(proposal, seat.user, Access.Kind.CLOSED, INTEREST)


def shut_until_declared(seat, proposal):
    """A tie came up since the member declared: nothing of it opens before they declare anew."""
    take_from_reader(seat, proposal)
    revoke(proposal, seat.user, Access.Kind.READ, MEMBER)


def shut_out_of_all(seat):
    """A member who left the committee reads nothing by their seat any more."""
    Access.objects.filter(
        user=seat.user, because__in=[READER, MEMBER], proposal__call=seat.committee.plan.call_id
    ).delete()
