"""The report to the Prime Minister: figures frozen once, words edited, reviewed, signed, sent.

The figures of a report change only when somebody asks for it, and only in a draft; what is
signed is printed from what was frozen, as often as needed (section 6.9).
"""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import report_emails, report_papers, wording
from cohorts.figures import figures, hash_of
from cohorts.models import MinisterReport
from cohorts.presenting_states import ReportState
from cohorts.services.moving import as_seen, need_reason, refuse_unless
from pyp_portal import clock
from pyp_portal.history.services import record


def hold(report, seen=None):
    """The report with its row locked, as its last writer left it."""
    rows = MinisterReport.objects.select_for_update(of=("self",)).select_related("cohort__call")
    report = rows.get(pk=report.pk)
    as_seen(seen, report.version)
    return report


def hold_at(report, state, seen=None):
    """The same; refused unless the report is at this step."""
    report = hold(report, seen)
    refuse_unless(
        report.state == state,
        _("The report is “%(state)s” now, so this step is not its next one.")
        % {"state": report.state.label},
    )
    return report


@transaction.atomic
def minister_report(cohort, *, by):
    """A draft with the figures of today; while one is written, or once a day, it is that one."""
    cohort = type(cohort).objects.select_for_update().get(pk=cohort.pk)
    last = cohort.minister_reports.first()
    if last and (last.is_draft or last.as_of == clock.today()):
        return last
    report = MinisterReport(cohort=cohort, made_at=clock.now(), made_by=by, edited_by=by)
    freeze(report)
    report.words = report.drafted
    report.save()
    record(report, "made", by=by, sha256=report.sha256)
    return report


def freeze(report):
    """Count everything as it is now, with the hash of what was counted and the words for it."""
    report.as_of, report.figures = clock.today(), figures(report.cohort)
    report.sha256 = hash_of(report.figures)
    report.drafted = wording.drafted(report.figures)
    report.previous = previous_of(report)


def previous_of(report):
    """The last report of the cohort that was signed before this one, or None."""
    signed = MinisterReport.objects.filter(cohort=report.cohort).exclude(signed_at=None)
    return signed.exclude(pk=report.pk).first()


@transaction.atomic
def recompute(report, *, by, seen=None):
    """Count again, on demand, in a draft; words that nobody changed follow the new figures."""
    report = hold_at(report, ReportState.DRAFT, seen)
    same_day = MinisterReport.objects.filter(cohort=report.cohort, as_of=clock.today())
    refuse_unless(
        not same_day.exclude(pk=report.pk).exists(),
        _("Another report already has the figures of today. Compute these tomorrow."),
    )
    before, proposed = report.sha256, report.drafted
    edited = {key: text for key, text in report.words.items() if text != proposed.get(key)}
    freeze(report)
    report.words = {key: edited.get(key, text) for key, text in report.drafted.items()}
    report.version += 1
    report.save()
    record(report, "recomputed", by=by, before=before, after=report.sha256)
    return report


@transaction.atomic
def keep_words(report, *, by, words, chair_office, delegation_ref="", seen=None):
    """The words of a draft, and to whom it goes, in place of those before."""
    report = hold_at(report, ReportState.DRAFT, seen)
    known = report.drafted.keys()
    report.words = report.words | {key: text for key, text in words.items() if key in known}
    report.chair_office, report.delegation_ref = chair_office, delegation_ref
    report.edited_by = by
    report.version += 1
    report.save()
    record(report, "words_kept", by=by)
    return report


@transaction.atomic
def review(report, *, by, seen=None):
    """A second person has read it; the director signs next."""
    report = hold_at(report, ReportState.DRAFT, seen)
    refuse_unless(
        by != report.edited_by,
        _("Who wrote the words last does not review them. Ask a colleague."),
    )
    refuse_unless(
        is_whole(report),
        _("The figures are not those that were frozen. Compute them again first."),
    )
    report.reviewed_at, report.reviewed_by = clock.now(), by
    save_step(report, "reviewed", by)
    report_emails.to_sign(report)
    return report


def is_whole(report):
    """True while the figures are, to the digit, those that were frozen."""
    return hash_of(report.figures) == report.sha256


@transaction.atomic
def send_back(report, *, by, reason, seen=None):
    """Back to a draft, with the reason, for who wrote it."""
    report = hold_at(report, ReportState.REVIEWED, seen)
    reason = need_reason(reason)
    report.reviewed_at = report.reviewed_by = None
    save_step(report, "sent_back", by, reason=reason)
    report_emails.sent_back(report, reason)
    return report


@transaction.atomic
def sign(report, *, by, seen=None):
    """The director signs: the paper is issued, and neither figures nor words change any more."""
    report = hold_at(report, ReportState.REVIEWED, seen)
    refuse_unless(
        is_whole(report),
        _("The figures are not those that were frozen. Send the report back first."),
    )
    report.signed_at, report.signed_by = clock.now(), by
    save_step(report, "signed", by)
    report_papers.report(report, by=by)
    report_papers.letter(report, by=by)
    return report


@transaction.atomic
def mark_sent(report, *, by, sent_ref, sent_on):
    """The letter has gone out under the number of the office's own register."""
    report = hold_at(report, ReportState.SIGNED)
    refuse_unless(
        clock.localdate(report.signed_at) <= sent_on <= clock.today(),
        _("The letter went out between the day of signing and today. Check the date."),
    )
    report.sent_ref, report.sent_on = sent_ref, sent_on
    save_step(report, "sent", by, number=sent_ref)
    return report


@transaction.atomic
def archive(report, *, by, answer=""):
    """What was answered is noted, and the report is closed for good."""
    report = hold_at(report, ReportState.SENT)
    report.archived_at, report.answer_th = clock.now(), answer
    save_step(report, "archived", by)
    return report


def save_step(report, verb, by, reason="", **data):
    """Keep a step of the report: a page from before it is out of date from here on."""
    report.version += 1
    report.save()
    record(report, verb, by=by, reason=reason, **data)
