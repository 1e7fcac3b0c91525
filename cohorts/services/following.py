"""Follow-up: start it, file the five-minute report, accept or return it, waive a round."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import emails, guards
from cohorts.models import FollowUpReport, FollowUpRound, PilotMetric, ReportIndicator, Team
from cohorts.services.moving import (
    advance,
    as_seen,
    hold,
    hold_running,
    need_reason,
    refuse_unless,
)
from cohorts.states import REPORTING
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import record

FACTS = ("overall", "obstacles", "obstacle_th", "help_needed_th", "spending_baht")
FACTS += ("spending_source_th", "story_th")


@transaction.atomic
def name_responsible(team, agency, *, by):
    """The agency that answers for the issue after the lab."""
    team = hold_running(team)
    team.responsible_agency = agency
    team.save()
    record(team, "responsible_named", by=by, agency=agency.code)
    return team


@transaction.atomic
def start_follow_up(team, *, by=None, version=None):
    """T27: by the office, or by the portal itself the day after the presentation."""
    team = hold(team)
    checks = {"responsible_agency_named": guards.responsible_agency_named}
    advance(team, "start_follow_up", by=by, checks=checks, version=version)
    emails.follow_up_started(team)
    return team


def start_due_follow_ups():
    """T27 for every presented issue whose day has come; returns how many."""
    today = clock.today()
    teams = Team.objects.filter(
        proposal__state=State.PRESENTED, responsible_agency__isnull=False
    ).select_related("cohort")
    presented = [team for team in teams if team.first_presented]
    due = [team for team in presented if begins_on(team) <= today]
    for team in due:
        start_follow_up(team)
    return len(due)


def begins_on(team):
    """The day after the presentation, and not before the follow-up of the cohort begins."""
    day = team.first_presented.session.held_on + timedelta(days=1)
    return max(day, team.cohort.follow_up_starts_on or day)


# --- Reports
def prefill(round_):
    """What the form already knows: the figures of the last report, else of the pilot test."""
    reports = FollowUpReport.objects.filter(round__team=round_.team, returned_at=None)
    last = reports.exclude(round=round_).order_by("-round__due_on").first()
    if last:
        rows = last.indicators.values("indicator_th", "unit_th", "baseline", "target", "value")
        return [trimmed(row) | {"previous": trim(row["value"])} for row in rows]
    metrics = PilotMetric.objects.filter(test__team=round_.team)
    rows = metrics.values("indicator_th", "unit_th", "baseline", "target", "result")
    return [
        trimmed(row) | dict.fromkeys(("previous", "value"), trim(row["result"])) for row in rows
    ]


def trimmed(row):
    """The figures of a row without needless zeros, as people type them."""
    return {name: trim(value) for name, value in row.items()}


def trim(value):
    """17 instead of 17.00; texts stay as they are."""
    is_whole = isinstance(value, Decimal) and value == value.to_integral()
    return value.quantize(Decimal(1)) if is_whole else value


@transaction.atomic
def file_report(round_, *, by, indicators=(), **facts):
    """The responsible agency reports; after a return the same report is filed again."""
    round_ = lock(round_)
    refuse_unless(
        round_.team.proposal.state in REPORTING and not round_.waived_at,
        _("No report is expected for this round."),
    )
    report = round_.filed or FollowUpReport(round=round_)
    refuse_unless(
        report.pk is None or report.returned_at,
        _("The report of this round has already been submitted."),
    )
    for name in FACTS:
        setattr(report, name, facts.get(name, getattr(report, name)))
    report.submitted_at, report.submitted_by, report.returned_at = clock.now(), by, None
    report.save()
    report.indicators.all().delete()
    ReportIndicator.objects.bulk_create(
        ReportIndicator(report=report, **figures) for figures in indicators
    )
    record(round_, "report_filed", by=by, overall=report.overall)
    emails.report_filed(report)
    return report


def lock(round_):
    """The round with its row locked, behind that of its team: whoever ends the issue waits.

    The report is read after the lock.
    """
    hold(round_.team)
    return FollowUpRound.objects.select_for_update().get(pk=round_.pk)


@transaction.atomic
def accept_report(report, *, by, seen=None):
    """The office accepts a report; from then on it is what the public sees.

    ``seen`` is when the report was sent that the officer has read.
    """
    report = undecided(report)
    as_seen(seen, report.submitted_at.isoformat())
    report.accepted_at, report.accepted_by = clock.now(), by
    report.save()
    record(report.round, "report_accepted", by=by)
    return report


@transaction.atomic
def return_report(report, *, by, note):
    """The office asks for a better report, and says what to mend."""
    report = undecided(report)
    report.returned_at, report.return_note_th = clock.now(), need_reason(note)
    report.save()
    record(report.round, "report_returned", by=by, reason=note)
    emails.report_returned(report)
    return report


def undecided(report):
    """The report, locked; refused when it has been accepted or returned before."""
    report = FollowUpReport.objects.select_for_update().get(pk=report.pk)
    refuse_unless(
        not report.accepted_at and not report.returned_at,
        _("This report is already “%(state)s”. Nothing was changed.")
        % {"state": report.state.label},
    )
    return report


@transaction.atomic
def waive_round(round_, *, by, reason):
    """No report is asked of a round, for a reason."""
    round_ = lock(round_)
    refuse_unless(not round_.is_settled, _("This round is already settled."))
    round_.waived_at, round_.waived_by = clock.now(), by
    round_.waived_reason = need_reason(reason)
    round_.save()
    record(round_, "waived", by=by, reason=reason)
    return round_
