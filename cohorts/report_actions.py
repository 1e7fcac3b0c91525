"""What a page offers to do next with a report to the Prime Minister, and why not."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import permissions
from cohorts.presenting_states import ReportState
from pyp_portal.actions import Action


def actions(report, user):
    """The buttons of this person for this report, the nearest step first."""
    if not permissions.can_open_cohort(user):
        return []
    return STEPS[report.state](report, user)


def url_of(name, report):
    return reverse(f"cohorts:{name}", args=[report.cohort.call.fiscal_year, report.uid])


def page(label, name, report, tone="secondary"):
    """A page that asks more before anything happens."""
    return Action(label, url_of(name, report), method="get", tone=tone)


def draft(report, user):
    refusal = ""
    if report.edited_by == user:
        refusal = _("Who wrote the words last does not review them. Ask a colleague.")
    return [
        page(_("Edit the words"), "report_words", report, "primary"),
        Action(_("Reviewed"), url_of("report_review", report), refusal=refusal),
        Action(_("Compute the figures again"), url_of("report_recompute", report)),
    ]


def reviewed(report, user):
    back = page(_("Send the report back"), "report_back", report)
    if not permissions.can_sign_reports(user):
        return [back]
    return [Action(_("Sign the report"), url_of("report_sign", report), tone="primary"), back]


def signed(report, user):
    return [page(_("Enter how the report was sent"), "report_sent", report, "primary")]


def sent(report, user):
    return [page(_("Archive the report"), "report_archive", report, "primary")]


def archived(report, user):
    return []


STEPS = {
    ReportState.DRAFT: draft,
    ReportState.REVIEWED: reviewed,
    ReportState.SIGNED: signed,
    ReportState.SENT: sent,
    ReportState.ARCHIVED: archived,
}
