"""Follow-up rounds: the five-minute report, and what the office says to it."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import documents, permissions, services
from cohorts.forms.after import IndicatorFormSet, ReportForm
from cohorts.forms.fields import ReasonForm
from cohorts.services.following import FACTS
from cohorts.states import REPORTING, RoundState
from cohorts.views.answering import act, ask, posted, round_of
from pyp_portal.access import require
from pyp_portal.papers.services import deliver


def round_page(request, uid):
    """One round with its report, and what this person may do with it."""
    round_ = round_of(request, uid)
    decides = permissions.can_manage(round_.team, request.user)
    reports = permissions.can_report(round_, request.user)
    expects = round_.team.proposal.state in REPORTING
    context = {
        "round": round_,
        "team": round_.team,
        "report": round_.filed,
        "may_report": reports and expects and not round_.is_settled,
        "may_decide": decides and round_.state == RoundState.SUBMITTED,
        "may_waive": decides and not (round_.is_settled or round_.team.is_over),
    }
    return render(request, "cohorts/round.html", context)


def report(request, uid):
    """The five-minute report, prefilled from the last one."""
    round_ = round_of(request, uid)
    require(permissions.can_report(round_, request.user))
    if request.method == "GET" and round_.is_settled:
        messages.info(request, _("The report of this round has already been submitted."))
        return redirect(round_)
    rows = IndicatorFormSet(
        posted(request)[0], prefix="indicators", initial=services.prefill(round_)
    )
    form = ReportForm(posted(request)[0], initial=known(round_.filed))

    def verb():
        figures = [one.cleaned_data for one in rows if one.known["indicator_th"]]
        services.file_report(round_, by=request.user, indicators=figures, **form.cleaned_data)

    return ask(
        request,
        form,
        verb,
        title=_("Report after %(months)d months") % {"months": round_.months},
        label=_("Send the report"),
        done=_("Thank you. The report has been sent to the office."),
        back=round_.get_absolute_url(),
        about=round_.team.proposal,
        rows=rows,
        template="cohorts/report.html",
        round=round_,
        team=round_.team,
    )


def known(report):
    """What a returned report said."""
    return {name: services.trim(getattr(report, name)) for name in FACTS} if report else {}


def report_of(request, uid):
    """The report of a round, for those who decide about it."""
    round_ = round_of(request, uid)
    require(permissions.can_manage(round_.team, request.user))
    if round_.filed is None:
        raise Http404
    return round_.filed, round_.get_absolute_url()


@require_POST
def accept(request, uid):
    report, back = report_of(request, uid)
    done = _("The report is accepted.")
    seen = request.POST.get("seen")
    verb = partial(services.accept_report, report, by=request.user, seen=seen)
    return act(request, verb, done, back)


def send_back(request, uid):
    """Ask for a better report."""
    report, back = report_of(request, uid)
    form = ReasonForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.return_report(report, by=request.user, note=form.cleaned_data["reason"]),
        title=_("Return the report"),
        label=_("Return it"),
        done=_("The report is returned, and its author has been told."),
        back=back,
        about=report.round.team.proposal,
    )


def waive(request, uid):
    """Ask no report for this round."""
    round_ = round_of(request, uid)
    require(permissions.can_manage(round_.team, request.user))
    form = ReasonForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.waive_round(round_, by=request.user, reason=form.cleaned_data["reason"]),
        title=_("Waive the round"),
        label=_("Waive the round"),
        done=_("The round is waived."),
        back=round_.get_absolute_url(),
        about=round_.team.proposal,
    )


@require_POST
def issue_paper(request, uid):
    """Have the paper of an accepted report made (PD-24)."""
    round_ = round_of(request, uid)
    if round_.filed is None or not round_.filed.accepted_at:
        raise Http404
    documents.follow_up_report(round_.filed, by=request.user)
    return redirect("cohorts:round_paper", round_.uid)


def paper(request, uid):
    """The paper of a report."""
    round_ = round_of(request, uid)
    papers = documents.papers_of(round_.filed) if round_.filed else None
    if not papers:
        raise Http404
    return deliver(request, papers[0])
