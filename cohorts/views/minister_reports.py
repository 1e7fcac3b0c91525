"""Reports to the Prime Minister: the list, one report with its figures and steps, its words."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import (
    comparing,
    minister_table,
    permissions,
    report_papers,
    reporting_days,
    services,
    wording,
)
from cohorts.forms.fields import ReasonForm
from cohorts.forms.minister import LABELS, AnswerForm, SentForm, WordsForm
from cohorts.models import MinisterReport
from cohorts.report_actions import actions
from cohorts.services import reporting
from cohorts.views.answering import act, ask, posted
from cohorts.views.cohort import cohort_of
from pyp_portal.access import require
from pyp_portal.papers import exporting
from pyp_portal.papers.services import deliver


def reports(request, year):
    """All reports of a cohort, the latest first, and when the next one is due."""
    cohort = cohort_of(request, year)
    found = cohort.minister_reports.for_list()
    context = {
        "cohort": cohort,
        "reports": found,
        "due_on": reporting_days.next_due(cohort),
        "may_manage": permissions.can_open_cohort(request.user),
    }
    return render(request, "cohorts/reports.html", context)


@require_POST
def minister_report(request, year):
    """Begin a report with the figures of today, or go on with the one that is being written."""
    cohort = cohort_of(request, year)
    require(permissions.can_open_cohort(request.user))
    return redirect(services.minister_report(cohort, by=request.user))


def report_of(request, year, uid):
    """A report of a cohort, for those who read everything; else 404."""
    found = MinisterReport.objects.select_related("cohort__call", "previous", "edited_by")
    return get_object_or_404(found, cohort=cohort_of(request, year), uid=uid)


def whole_report_of(request, year, uid):
    """The same for those to whom no issue of it is closed."""
    report = report_of(request, year, uid)
    require(minister_table.sees_whole(report, request.user))
    return report


def managed(request, year, uid):
    """The same for officers."""
    report = whole_report_of(request, year, uid)
    require(permissions.can_open_cohort(request.user))
    return report


def report_page(request, year, uid):
    """Figures beside those of the report before, words, and the next step."""
    report = report_of(request, year, uid)
    before = report.previous.figures if report.previous else None
    issues = minister_table.issues_for(report, request.user)
    sees_whole = len(issues) == len(report.figures["issues"])
    context = {
        "report": report,
        "sees_whole": sees_whole,
        "is_whole": reporting.is_whole(report),
        "deltas": comparing.deltas(report.figures, before),
        "texts": [(LABELS[key], report.words.get(key, "")) for key in wording.SECTIONS],
        "issues": [
            {
                **one,
                "words": report.words.get(wording.key_of(one["code"]), ""),
                "rows": comparing.of_issue(one, comparing.issue_before(before, one["code"])),
            }
            for one in issues
        ],
        "actions": actions(report, request.user) if sees_whole else [],
        "may_manage": sees_whole and permissions.can_open_cohort(request.user),
        "paper": report_papers.paper_of(report, request.user),
        "letter": report_papers.letter_of(report),
    }
    return render(request, "cohorts/report_page.html", context)


def words(request, year, uid):
    """Edit the words of a draft; one's own stay in their fields when a colleague was quicker."""
    report = managed(request, year, uid)
    issues = minister_table.issues_for(report, request.user)
    form = WordsForm(posted(request)[0], report=report, issues=issues)
    seen = request.POST.get("seen")

    def keep():
        typed = form.cleaned_data
        reporting.keep_words(
            report,
            by=request.user,
            words=form.words,
            chair_office=typed["chair_office"],
            delegation_ref=typed["delegation_ref"],
            seen=seen,
        )

    return ask(
        request,
        form,
        keep,
        title=_("Words of the report"),
        label=_("Save the words"),
        done=_("The words are saved."),
        back=report.get_absolute_url(),
        seen=seen or report.version,
    )


def step(verb, done, rule=permissions.can_open_cohort):
    """A view that runs one step of a report for those whom ``rule`` lets."""

    @require_POST
    def view(request, year, uid):
        report = whole_report_of(request, year, uid)
        require(rule(request.user))
        seen = request.POST.get("version")
        return act(request, lambda: verb(report, by=request.user, seen=seen), done(), report)

    return view


recompute = step(reporting.recompute, lambda: _("The figures are those of today."))
review = step(reporting.review, lambda: _("The report is reviewed; the director signs next."))
sign = step(
    reporting.sign,
    lambda: _("The report is signed, and its papers are issued."),
    rule=permissions.can_sign_reports,
)


def send_back(request, year, uid):
    """Back to a draft, with the reason."""
    report = managed(request, year, uid)
    form = ReasonForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: reporting.send_back(report, by=request.user, **form.cleaned_data),
        title=_("Send the report back"),
        label=_("Send back"),
        done=_("The report is a draft again, and its writer has been told."),
        back=report.get_absolute_url(),
    )


def sent(request, year, uid):
    """Note how the letter went out."""
    report = managed(request, year, uid)
    form = SentForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: reporting.mark_sent(report, by=request.user, **form.cleaned_data),
        title=_("Enter how the report was sent"),
        label=_("Save"),
        done=_("The report is marked as sent."),
        back=report.get_absolute_url(),
    )


def archive(request, year, uid):
    """Note what was answered, and close the report."""
    report = managed(request, year, uid)
    form = AnswerForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: reporting.archive(report, by=request.user, **form.cleaned_data),
        title=_("Archive the report"),
        label=_("Archive"),
        done=_("The report is archived."),
        back=report.get_absolute_url(),
    )


@require_POST
def preview(request, year, uid):
    """Print the report as it stands, as a draft for one's own eyes."""
    report = managed(request, year, uid)
    if not report.signed_at:
        report_papers.preview(report, by=request.user)
    return redirect("cohorts:minister_paper", year, uid)


def minister_paper(request, year, uid):
    """The signed report as PDF; before that one's own draft."""
    report = whole_report_of(request, year, uid)
    paper = report_papers.paper_of(report, request.user)
    if paper is None:
        raise Http404
    return deliver(request, paper)


def minister_letter(request, year, uid):
    """The letter that goes with the report."""
    letter = report_papers.letter_of(whole_report_of(request, year, uid))
    if letter is None:
        raise Http404
    return deliver(request, letter)


@require_POST
def report_export(request, year, uid):
    """Ask for the figures of the issues as a file."""
    report = report_of(request, year, uid)
    return exporting.order(
        request,
        minister_table.KIND,
        title=f"{_('Figures of the report')} {year} {report.as_of.isoformat()}",
        back=report,
        format=request.POST.get("format"),
        report=str(report.uid),
    )
