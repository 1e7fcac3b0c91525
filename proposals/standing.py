"""Where a proposal stands in questions between agencies, as one person may see it."""

from proposals import permissions
from proposals.models import Merger


def mergers_of(proposal, user, *, only_open=False):
    """The mergers a proposal is asked for: (merger, may answer, may carry out) of each.

    Its agency and the office see them; nobody to whom the other proposal is closed does.
    """
    is_member = permissions.can_submit(proposal, user) or permissions.member(proposal, user)
    if not (is_member or permissions.reads_all(user)):
        return []
    found = Merger.objects.of(proposal)
    found = [one for one in (found.open() if only_open else found) if is_open_to(one, user)]
    return [(one, may_answer(one, proposal, user), may_merge(one, proposal, user)) for one in found]


def is_open_to(merger, user):
    sides = (merger.proposal, merger.other)
    return not any("closed" in side.access_kinds(user) for side in sides)


def may_answer(merger, proposal, user):
    """Who may submit for the agency, until it has spoken."""
    has_spoken = any(consent.side_id == proposal.pk for consent in merger.consents.all())
    return merger.is_open and not has_spoken and permissions.can_submit(proposal, user)


def may_merge(merger, proposal, user):
    """An officer, on the page of the proposal that would go into the other."""
    is_own = merger.proposal_id == proposal.pk
    return merger.is_open and is_own and permissions.can_screen(proposal, user)
