"""Rounds: file the five-minute report, accept or return it, waive or move the round."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import emails
from cohorts.models import FollowUpReport, FollowUpRound, ReportDraft, ReportIndicator, ReportSite
from cohorts.models.following import OPENS_BEFORE
from cohorts.services.moving import as_seen, hold, need_reason, refuse_unless
from cohorts.services.prefilling import FACTS
from cohorts.services.presenting import lay_out_rounds
from cohorts.services.sites import update_site
from cohorts.states import REPORTING, RoundState
from proposals.states import TERMINAL
from pyp_portal import clock, thai
from pyp_portal.history.services import record
from pyp_portal.templatetags.thai import thai_date


def lock(round_):
    """The round with its row locked, behind that of its team: whoever ends the issue waits.

    The report is read after the lock.
    """
    hold(round_.team)
    return FollowUpRound.objects.select_for_update().get(pk=round_.pk)


def why_closed(round_):
    """Why the round takes no report now, as a sentence, or None."""
    if round_.waived_at:
        return _("The round is waived. No report is expected for this round.")
    if round_.team.proposal.state not in REPORTING:
        return _("No report is expected for this round.")
    if round_.filed and not round_.filed.returned_at:
        return _("The report of this round has already been submitted.")
    if round_.state == RoundState.SCHEDULED:
        opens = {"day": thai_date(round_.opens_on)}
        return _("This round is not open yet. Its report can be written from %(day)s.") % opens
    return None


@transaction.atomic
def file_report(round_, *, by, indicators=(), sites=(), **facts):
    """The responsible agency reports; after a return the same report is filed again.

    ``sites`` are dictionaries of site, status and population; the register of sites is brought
    up to date with them. What was kept of the report until now is not needed any more.
    """
    round_ = lock(round_)
    closed = why_closed(round_)
    refuse_unless(closed is None, closed)
    report = round_.filed or FollowUpReport(round=round_)
    for name in FACTS:
        setattr(report, name, facts.get(name, getattr(report, name)))
    report.submitted_at, report.submitted_by, report.returned_at = clock.now(), by, None
    report.save()
    write_figures(report, indicators)
    write_sites(report, sites, by=by)
    ReportDraft.objects.filter(round=round_).delete()
    figures = {row["indicator_th"]: str(row["value"]) for row in indicators}
    record(round_, "report_filed", by=by, overall=report.overall, figures=figures)
    emails.report_filed(report)
    return report


def write_figures(report, indicators):
    """The figures of a report in place of those it had."""
    report.indicators.all().delete()
    ReportIndicator.objects.bulk_create(
        ReportIndicator(report=report, **figures) for figures in indicators
    )


def write_sites(report, sites, *, by):
    """How far each site is, in the report; what differs from the register changes it too."""
    report.sites.all().delete()
    for row in sites:
        site, news = row["site"], {name: row[name] for name in ("status", "population")}
        if any(getattr(site, name) != value for name, value in news.items()):
            update_site(site, by=by, **news)
        ReportSite.objects.create(report=report, site=site, **news)


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
def return_report(report, *, by, note, seen=None):
    """The office asks for a better report, and says what to mend."""
    report = undecided(report)
    as_seen(seen, report.submitted_at.isoformat())
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
    """No report is asked of a round, for a reason; who was to write it is told."""
    round_ = lock(round_)
    refuse_settled(round_)
    round_.waived_at, round_.waived_by = clock.now(), by
    round_.waived_reason = need_reason(reason)
    round_.save()
    record(round_, "waived", by=by, reason=reason)
    emails.round_waived(round_)
    return round_


def refuse_settled(round_):
    """Refuse where nothing is expected of the round any more."""
    refuse_unless(
        not round_.is_settled and round_.team.proposal.state not in TERMINAL,
        _("This round is already settled."),
    )


@transaction.atomic
def move_round(round_, due_on, *, by, reason):
    """Another day for a report, for a reason; a day off is refused with the next working day.

    The ladder of reminders begins anew from that day, and the agency is told.
    """
    round_ = lock(round_)
    refuse_settled(round_)
    refuse_unless(due_on >= clock.today(), _("The new day lies in the past: choose a later one."))
    working = thai.next_working_day(due_on)
    refuse_unless(
        working == due_on,
        _("This is no working day. The next one is %(day)s.") % {"day": thai_date(working)},
    )
    before, round_.due_on = round_.due_on, due_on
    record(round_, "moved", by=by, reason=need_reason(reason), before=before, after=due_on)
    round_.save()
    emails.round_moved(round_, before, reason)
    return round_


def lay_out_again(cohort):
    """The rounds of the cohort's setting for all its teams that have presented.

    Rounds that the setting does not name any more are taken away while they are only planned:
    not open, nothing written, no picture. Others stay; the office may waive them.
    """
    teams = cohort.teams.exclude(proposal__state__in=TERMINAL).filter(rounds__isnull=False)
    for team in teams.distinct():
        first = hold(team).first_presented
        if first:
            drop_planned(team, cohort.follow_up_months)
            lay_out_rounds(team, first.session.held_on)


def drop_planned(team, months):
    """Take away the rounds that are only planned and not among these months."""
    planned = team.rounds.filter(draft=None, report=None, photos=None, waived_at=None)
    planned = planned.filter(due_on__gt=clock.today() + OPENS_BEFORE)
    FollowUpRound.objects.filter(pk__in=planned.exclude(months__in=months)).delete()
