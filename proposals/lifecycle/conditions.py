"""Guards about the proposal itself (domain, section 5.2): a yes or a no, and the words for no."""

from datetime import timedelta
from functools import wraps

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pyp_portal import clock
from pyp_portal.templatetags.thai import thai_moment

EXPIRY_DELAY = timedelta(minutes=15)
ONE_MINUTE = timedelta(minutes=1)


def else_says(sentence):
    """Give a guard the sentence for whoever it refuses: words, or a question to the proposal."""

    def worded(guard):
        @wraps(guard)
        def holds(proposal):
            return guard(proposal)

        holds.sentence = sentence if callable(sentence) else lambda proposal: str(sentence)
        return holds

    return worded


def when_open(proposal):
    """When the call opens, or when exactly it closed."""
    call = proposal.call
    if proposal.arrival < call.opens_at:
        return _("The call opens on %(moment)s.") % {"moment": thai_moment(call.opens_at)}
    return _(
        "Submissions are closed: the call ended on %(closed)s and your request arrived on "
        "%(arrived)s. Your text is kept and can be read."
    ) % {
        "closed": thai_moment(proposal.closes_at - ONE_MINUTE),
        "arrived": thai_moment(proposal.arrival),
    }


def what_is_missing(proposal):
    """How many points are open."""
    count = len(proposal.missing_to_submit())
    return ngettext(
        "%(count)d point is still missing before you can submit.",
        "%(count)d points are still missing before you can submit.",
        count,
    ) % {"count": count}


def when_due(proposal):
    """Until when the answer was due."""
    if proposal.revision_due_at is None:
        return _("No revision has been asked for.")
    return _("The revision was due by %(moment)s.") % {
        "moment": thai_moment(proposal.revision_due_at - ONE_MINUTE)
    }


@else_says(when_open)
def is_call_open(proposal):
    """``call_open``: opens_at <= arrival < closes_at + grace, by the server's clock (V-12).

    Where a ``LateException`` gave the proposal more time, its own end counts.
    """
    return proposal.call.opens_at <= proposal.arrival < proposal.last_moment


@else_says(what_is_missing)
def is_complete(proposal):
    """``complete``: V-01 to V-07 hold."""
    return not proposal.missing_to_submit()


@else_says(gettext_lazy("The call is not over yet."))
def is_call_over(proposal):
    """T04 runs fifteen minutes after the last moment at which a submission counts."""
    return proposal.arrival >= proposal.last_moment + EXPIRY_DELAY


@else_says(gettext_lazy("Nobody owns this case yet. Take it first."))
def case_owner_set(proposal):
    """``case_owner_set``: an STO officer owns the case."""
    return proposal.case_owner_id is not None


@else_says(gettext_lazy("It has been returned as often as the call allows."))
def returns_left(proposal):
    """``returns_left``: fewer returns so far than the call allows."""
    return proposal.return_count < proposal.call.max_returns


@else_says(gettext_lazy("Write down first what is to be revised, field by field."))
def defects_named(proposal):
    """Each defect of the return is written down with its field (section 4.1)."""
    return proposal.has_open_return()


@else_says(when_due)
def revision_in_time(proposal):
    """``revision_in_time``: the answer arrives before it is due."""
    return proposal.revision_due_at is not None and proposal.arrival < proposal.revision_due_at


@else_says(gettext_lazy("The revision is not overdue."))
def revision_is_late(proposal):
    """The day of the answer has passed."""
    return not revision_in_time(proposal)


@else_says(gettext_lazy("Answer all of E1 to E8 first, with a reason wherever it is not a pass."))
def checklist_done(proposal):
    """``checklist_done``: E1 to E8 answered, each "no" with a reason."""
    return proposal.is_checklist_done()


@else_says(gettext_lazy("Not every item of E1 to E8 is a pass."))
def checklist_passed(proposal):
    """Every item of the checklist is answered with "pass"."""
    return proposal.is_checklist_passed()


def when_endorsed(proposal):
    """That the endorsement is missing, and until when it may still come."""
    due = proposal.call.endorsement_due
    if due is None:
        return _("The head of the agency has not endorsed the proposal yet.")
    return _(
        "The head of the agency has not endorsed the proposal yet. It is due by %(moment)s."
    ) % {"moment": thai_moment(due - ONE_MINUTE)}


@else_says(when_endorsed)
def is_endorsed(proposal):
    """The endorsement that could follow later is there (R-06); E3 looks at the same."""
    return not proposal.awaits_endorsement


@else_says(gettext_lazy("The reserve list still holds."))
def reserve_is_over(proposal):
    """The reserve list has run out."""
    until = proposal.reserve_valid_until
    return until is not None and clock.localdate(proposal.arrival) > until


@else_says(gettext_lazy("The reserve list has run out."))
def reserve_holds(proposal):
    """The reserve list still holds (T21)."""
    return not reserve_is_over(proposal)
