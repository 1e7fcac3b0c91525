"""The scale-out plan: written, approved, its handbook."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import permissions, services
from cohorts.forms.scaling import PlanForm, PlanPhaseFormSet, known_answers, phases_of
from cohorts.models import ScaleOutPlan
from cohorts.spread_states import PLANNING
from cohorts.views.answering import act, ask, posted, team_of
from pyp_portal.access import require
from pyp_portal.uploads.services import serve, taken_in


def plan(request, code):
    """Write the scale-out plan, with its phases and the handbook."""
    team = team_of(request, code)
    require(permissions.can_work(team, request.user))
    back = f"{team.get_absolute_url()}work/"
    if request.method == "GET" and team.proposal.state not in PLANNING:
        messages.info(request, _("The plan is written from the lab on, until the issue ends."))
        return redirect(back)
    written = ScaleOutPlan.objects.filter(team=team).first()
    form, rows = forms_of(request, written)
    return ask(
        request,
        form,
        lambda: write(team, written, form, rows, request.user),
        rows=rows,
        noun=_("Phase"),
        add_label=_("Add a phase"),
        has_file=True,
        title=_("Scale-out plan"),
        label=_("Save the plan"),
        done=_("The plan is saved. The coordinator approves it next."),
        back=back,
        about=team.proposal,
    )


def forms_of(request, written):
    """The plan and its phases as they were written, or as they are sent now."""
    data, files = posted(request)
    phases = written.phases.values("name_th", "months", "result_th") if written else []
    form = PlanForm(data, files, initial=known_answers(PlanForm, written) | {"handbook": None})
    known = list(phases) if data is None else None
    return form, PlanPhaseFormSet(data, prefix="phases", initial=known)


def write(team, written, form, rows, user):
    """Keep what was typed; without a new handbook the one before stays."""
    facts = dict(form.cleaned_data)
    kept = written.handbook if written else None
    with taken_in(facts.pop("handbook"), by=user) as file:
        facts["handbook"] = file or kept
        services.write_plan(team, by=user, phases=phases_of(rows), **facts)


@require_POST
def approve_plan(request, code):
    """The coordinator approves the plan."""
    team = team_of(request, code)
    require(permissions.can_coordinate(team, request.user))
    plan = get_object_or_404(ScaleOutPlan, team=team)
    return act(
        request,
        lambda: services.approve_plan(plan, by=request.user, seen=request.POST.get("seen")),
        _("The scale-out plan is approved."),
        f"{team.get_absolute_url()}work/",
    )


def handbook(request, code):
    """The handbook, for those who see the team."""
    plan = get_object_or_404(ScaleOutPlan, team=team_of(request, code))
    if plan.handbook is None:
        raise Http404
    return serve(plan.handbook)
