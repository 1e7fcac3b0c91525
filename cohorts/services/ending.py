"""The end of an issue: closed with a summary (T30), or discontinued with a lesson (T32)."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import documents, emails, guards
from cohorts.models import Ending
from cohorts.services.moving import advance, hold
from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import record


@transaction.atomic
def write_ending(team, *, by, **texts):
    """The closing summary and what was learned; written again as long as the issue runs."""
    ending, _is_new = Ending.objects.update_or_create(
        team=team, defaults={**texts, "written_at": clock.now(), "written_by": by}
    )
    record(team, "ending_written", by=by)
    return ending


@transaction.atomic
def close(team, *, by, summary_th="", lesson_th="", is_public=False, reason="", version=None):
    """T30: the last round is in or waived; earlier ones fall away, the closing report is issued."""
    team = hold(team)
    if summary_th:
        write_ending(team, by=by, summary_th=summary_th, lesson_th=lesson_th, is_public=is_public)
    checks = {
        "final_round_done": guards.final_round_done,
        "closing_summary": guards.closing_summary,
    }
    advance(team, "close", by=by, checks=checks, reason=reason, version=version)
    drop_rounds(team, _("The issue has been closed."), by=by)
    documents.closing_report(team, by=by)
    emails.closed(team)
    return team


@transaction.atomic
def discontinue(team, *, by, reason, lesson_th="", is_public=False, version=None):
    """T32: stopped, with what was learned; open rounds fall away, the reserve is offered."""
    team = hold(team)
    if lesson_th:
        write_ending(team, by=by, lesson_th=lesson_th, is_public=is_public)
    checks = {"lesson_learned": guards.lesson_learned}
    advance(team, "discontinue", by=by, checks=checks, reason=reason, version=version)
    drop_rounds(team, _("The issue was discontinued."), by=by)
    emails.discontinued(team, reason)
    if reserve_of(team):
        emails.reserve_offered(team, reserve_of(team)[0])
    return team


def drop_rounds(team, reason, *, by):
    """Rounds that no report has answered are waived with the end of the issue."""
    for round_ in team.rounds.filter(report=None, waived_at=None):
        round_.waived_at, round_.waived_by = clock.now(), by
        round_.waived_reason = reason
        round_.save()
        record(round_, "waived", by=by, reason=reason)


def reserve_of(team):
    """Reserve issues of the same call that still hold, the next one first (T21)."""
    return list(
        Proposal.objects.filter(
            call=team.proposal.call_id,
            state=State.RESERVE,
            reserve_valid_until__gte=clock.today(),
        ).order_by("reserve_rank")[:1]
    )
