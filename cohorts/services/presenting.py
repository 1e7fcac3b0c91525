"""The presentation: its session, its outcome with directives, the rounds that follow (T26)."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts import guards
from cohorts.models import FollowUpRound, PresentationSession
from cohorts.presenting_states import Outcome
from cohorts.reporting_days import due_after
from cohorts.services.directing import add_directive
from cohorts.services.moving import advance, hold, refuse_unless
from cohorts.services.ordering import hold_session, place_in
from pyp_portal import clock
from pyp_portal.history.services import record

NO_DIRECTIVE = gettext_lazy(
    "Write down the directive, the agency that carries it out, and the day it is due."
)


@transaction.atomic
def plan_session(cohort, *, by, **facts):
    """A sitting before the Prime Minister or a delegated minister."""
    session = PresentationSession(cohort=cohort, planned_at=clock.now(), **facts)
    session.full_clean()
    session.save()
    record(session, "planned", by=by)
    return session


@transaction.atomic
def record_presentation(item, *, by, outcome, note="", directives=(), version=None):
    """T26: write down the outcome and the directives; the follow-up rounds are laid out.

    ``directives`` are dictionaries of text_th, responsible_agency and due_on; an outcome
    that is a directive needs one at least.
    """
    team = hold(item.team)
    item = place_in(hold_session(item.session), item)
    refuse_unless(item.session.is_held, _("The session has not been held yet."))
    refuse_unless(outcome != Outcome.DIRECTIVE or directives, NO_DIRECTIVE)
    item.outcome, item.note_th = outcome, note
    item.recorded_at, item.recorded_by = clock.now(), by
    item.save(update_fields=["outcome", "note_th", "recorded_at", "recorded_by"])
    checks = {"presented_recorded": guards.presented_recorded}
    advance(team, "record_presentation", by=by, checks=checks, version=version)
    for directive in directives:
        add_directive(item, by=by, **directive)
    lay_out_rounds(team, item.session.held_on)
    return item


def lay_out_rounds(team, presented_on):
    """One round for each offset of the cohort, on the next working day (section 6.8)."""
    FollowUpRound.objects.bulk_create(
        [
            FollowUpRound(team=team, months=months, due_on=due_after(presented_on, months))
            for months in team.cohort.follow_up_months
        ],
        ignore_conflicts=True,
    )
