"""Guards about the proposal itself (domain, section 5.2): each a question with a yes or a no."""

from datetime import timedelta

from pyp_portal import clock

EXPIRY_DELAY = timedelta(minutes=15)


def is_call_open(proposal):
    """``call_open``: opens_at <= arrival < closes_at + grace, by the server's clock (V-12)."""
    return proposal.call.is_open_at(proposal.arrival)


def is_complete(proposal):
    """``complete``: V-01 to V-07 hold."""
    return not proposal.missing_to_submit()


def is_call_over(proposal):
    """T04 runs fifteen minutes after the last moment at which a submission counts."""
    return proposal.arrival >= proposal.call.last_moment + EXPIRY_DELAY


def case_owner_set(proposal):
    """``case_owner_set``: an STO officer owns the case."""
    return proposal.case_owner_id is not None


def returns_left(proposal):
    """``returns_left``: fewer returns so far than the call allows."""
    return proposal.return_count < proposal.call.max_returns


def defects_named(proposal):
    """Each defect of the return is written down with its field (section 4.1)."""
    return proposal.has_open_return()


def revision_in_time(proposal):
    """``revision_in_time``: the answer arrives before it is due."""
    return proposal.revision_due_at is not None and proposal.arrival < proposal.revision_due_at


def revision_is_late(proposal):
    """The day of the answer has passed."""
    return not revision_in_time(proposal)


def checklist_done(proposal):
    """``checklist_done``: E1 to E8 answered, each "no" with a reason."""
    return proposal.is_checklist_done()


def checklist_passed(proposal):
    """Every item of the checklist is answered with "pass"."""
    return proposal.is_checklist_passed()


def reserve_is_over(proposal):
    """The reserve list has run out."""
    until = proposal.reserve_valid_until
    return until is not None and clock.localdate(proposal.arrival) > until


def reserve_holds(proposal):
    """The reserve list still holds (T21)."""
    return not reserve_is_over(proposal)
