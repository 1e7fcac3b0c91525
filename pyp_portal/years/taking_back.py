"""Take back a year that was opened by mistake, as long as nobody has built on it."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from proposals.grounds import Grounds
from proposals.models import Call
from pyp_portal import clock
from pyp_portal.evening.services import renew_copies
from pyp_portal.history.services import latest, record
from pyp_portal.papers import rewording
from pyp_portal.papers.models import Paper
from pyp_portal.years.opening import YearRefused
from pyp_portal.years.whole import held


def may_be_taken_back(call):
    """Whether a year was opened like another and its call has not opened yet."""
    return call.opens_at > clock.now() and latest(call, "year_opened") is not None


@transaction.atomic
def take_back(call, *, by, reason):
    """Remove call, plan and cohort of a year with their settings; the history of each stays.

    Raises ``YearRefused`` where somebody has proposed, asked, been appointed or invited, or a
    paper or a briefing has told people of the year; ``ReasonNeeded`` without a reason.
    """
    Grounds(by=by, reason=reason).require_reason()
    call = held(call)
    if not may_be_taken_back(call):
        raise YearRefused([("", _("Only a year whose call has not opened can be taken back."))])
    parts = (call, call.selection_plan, call.cohort)
    told = any(Paper.objects.of(one).filter(is_draft=False).exists() for one in parts)
    if told or call.briefings.exists():
        raise YearRefused([("", _("People have been told of this year by a paper or a briefing."))])
    like = latest(call, "year_opened").data["like"]
    remove(call, by, reason)
    rewording.let_copies_go(call.fiscal_year)
    source = Call.objects.filter(fiscal_year=like).first()
    if source:
        record(source, "year_taken_back", by=by, reason=reason, year=call.fiscal_year)
    renew_copies()


def remove(call, by, reason):
    """Delete the three records, unless anything that somebody made hangs on one of them."""
    plan, cohort = call.selection_plan, call.cohort
    for one in (call, plan, cohort):
        record(one, "taken_back", by=by, reason=reason)
    try:
        with transaction.atomic():
            cohort.workshops.all().delete()
            for one in (cohort, plan, call):
                type(one).objects.filter(pk=one.pk).delete()
    except ProtectedError:
        text = _(
            "Somebody works on this year already: it has proposals, questions, a committee, "
            "teams or participants."
        )
        raise YearRefused([("", text)]) from None
