"""Forms of the first phases: field visits, figures at the start, options, tools used."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import permissions, services
from cohorts.forms.findings import (
    BaselineForm,
    ChoiceForm,
    MethodsForm,
    OptionForm,
    VisitForm,
)
from cohorts.views.answering import ask, posted
from cohorts.views.evidence import record
from cohorts.views.lab import phase_of


def visit(request, code):
    """The team was in the area."""
    return record(
        request,
        code,
        permissions.can_work,
        lambda team: VisitForm(posted(request)[0]),
        lambda team, form: services.record_visit(team, by=request.user, **form.cleaned_data),
        title=_("Field visit"),
        label=_("Record the visit"),
        done=_("The field visit is recorded."),
    )


def baseline(request, code):
    """A figure as it stands before anything is tried."""
    return record(
        request,
        code,
        permissions.can_work,
        lambda team: BaselineForm(posted(request)[0]),
        lambda team, form: services.record_baseline(team, by=request.user, **form.cleaned_data),
        title=_("Figure at the start"),
        label=_("Record the figure"),
        done=_("The figure at the start is recorded."),
    )


def option(request, code):
    """One way to answer the question."""
    return record(
        request,
        code,
        permissions.can_work,
        lambda team: OptionForm(posted(request)[0]),
        lambda team, form: services.record_option(team, by=request.user, **form.cleaned_data),
        title=_("Policy option"),
        label=_("Write the option down"),
        done=_("The option is written down."),
    )


def choose(request, code):
    """Which option the team goes on with, and why."""

    def verb(team, form):
        chosen, reason = form.cleaned_data["option"], form.cleaned_data["reason"]
        services.choose_option(chosen, by=request.user, reason=reason)

    return record(
        request,
        code,
        permissions.can_coordinate,
        lambda team: ChoiceForm(posted(request)[0], team=team),
        verb,
        title=_("Choose an option"),
        label=_("Choose this one"),
        done=_("The option is chosen."),
    )


def methods(request, code, phase):
    """The tools of a phase that the team has used."""
    phase, _team_page = phase_of(request, code, phase, permissions.can_work)
    form = MethodsForm(posted(request)[0], phase=phase, initial={"methods": phase.methods})
    return ask(
        request,
        form,
        lambda: services.use_methods(phase, form.cleaned_data["methods"], by=request.user),
        title=_("Tools used in %(phase)s") % {"phase": phase},
        label=_("Keep the tools"),
        done=_("The tools used are noted."),
        back=reverse("cohorts:gate", args=[code, phase.phase]),
        about=phase.team.proposal,
    )
