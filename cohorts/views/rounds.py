"""Follow-up rounds: what was reported, and what the office says to it."""

from functools import partial

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import documents, permissions, reporters, round_papers, services
from cohorts.forms.fields import ReasonForm
from cohorts.forms.rounds import MoveForm
from cohorts.progress import Progress
from cohorts.services.prefilling import last_report
from cohorts.services.rounds import move_round, why_closed
from cohorts.states import RoundState
from cohorts.views.answering import act, ask, posted, round_of
from pyp_portal.access import require
from pyp_portal.papers.services import deliver


def round_page(request, uid):
    """One round with its report, and what this person may do with it."""
    round_ = round_of(request, uid)
    decides = permissions.can_manage(round_.team, request.user)
    reports = permissions.can_report(round_, request.user)
    is_open = not (round_.is_settled or round_.team.is_over)
    context = {
        "round": round_,
        "team": round_.team,
        "report": round_.filed,
        "figures": figures_of(round_),
        "sites": sites_of(round_),
        "photos": round_.photos.for_list(),
        "contact": reporters.named_contact(round_.team),
        "may_report": reports and why_closed(round_) is None,
        "may_consent": reports,
        "may_decide": decides and round_.state == RoundState.SUBMITTED,
        "may_waive": decides and is_open,
        "may_issue": reports and round_.state == RoundState.ACCEPTED,
        "paper": paper_of(round_),
        "may_hand_over": is_open and permissions.can_name_contact(round_.team, request.user),
    }
    return render(request, "cohorts/round.html", context)


def figures_of(round_):
    """The figures of the report, each with its way since before and since the last report."""
    if round_.filed is None:
        return []
    last = last_report(round_)
    before = dict(last.indicators.values_list("indicator_th", "value")) if last else {}
    return [
        (row, Progress(row.baseline, row.target, before.get(row.indicator_th), row.value))
        for row in round_.filed.indicators.all()
    ]


def sites_of(round_):
    """The other areas as they were reported."""
    return round_.filed.sites.select_related("site__province") if round_.filed else []


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
    seen = request.GET.get("seen")  # when the report was sent that the officer has read

    def verb():
        note = form.cleaned_data["reason"]
        services.return_report(report, by=request.user, note=note, seen=seen)

    return ask(
        request,
        form,
        verb,
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


def move(request, uid):
    """Another day for the report of a round."""
    round_ = round_of(request, uid)
    require(permissions.can_manage(round_.team, request.user))
    form = MoveForm(posted(request)[0], initial={"due_on": round_.due_on})
    return ask(
        request,
        form,
        lambda: move_round(round_, by=request.user, **form.cleaned_data),
        title=_("Move the day of the report"),
        label=_("Move the day"),
        done=_("The day is moved, and the agency has been told."),
        back=round_.get_absolute_url(),
        about=round_.team.proposal,
        text=_("Reminders go by the new day. It must be a working day."),
    )


@require_POST
def issue_paper(request, uid):
    """Have the paper of an accepted report made (PD-24)."""
    round_ = round_of(request, uid)
    if round_.filed is None or not round_.filed.accepted_at:
        raise Http404
    require(permissions.can_report(round_, request.user))
    documents.follow_up_report(round_.filed, by=request.user)
    return redirect("cohorts:round_paper", round_.uid)


def paper(request, uid):
    """The paper of a report."""
    found = paper_of(round_of(request, uid))
    if found is None:
        raise Http404
    return deliver(request, found)


@require_POST
def print_form(request, uid):
    """Have the form of a round printed with what is known and typed so far (PD-24)."""
    round_ = round_of(request, uid)
    require(permissions.can_report(round_, request.user))
    if why_closed(round_) is not None:
        raise Http404
    round_papers.form(round_, by=request.user)
    return redirect("cohorts:round_form", round_.uid)


def form_paper(request, uid):
    """The form as this person had it printed."""
    round_ = round_of(request, uid)
    require(permissions.can_report(round_, request.user))
    found = round_papers.form_of(round_, request.user)
    if found is None:
        raise Http404
    return deliver(request, found)


def paper_of(round_):
    """The newest paper of the report of a round, or None."""
    return next(iter(documents.papers_of(round_.filed)), None) if round_.filed else None
