"""Forms of the first phases: field visits, figures at the start, options, tools used."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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


def noted(form, verb, **words):
    """The page on which whoever works in the team writes one finding down."""

    def view(request, code):
        return record(
            request,
            code,
            permissions.can_work,
            lambda team: form(posted(request)[0]),
            lambda team, typed: verb(team, by=request.user, **typed.cleaned_data),
            **words,
        )

    return view


visit = noted(
    VisitForm,
    services.record_visit,
    title=gettext_lazy("Field visit"),
    label=gettext_lazy("Record the visit"),
    done=gettext_lazy("The field visit is recorded."),
)
baseline = noted(
    BaselineForm,
    services.record_baseline,
    title=gettext_lazy("Figure at the start"),
    label=gettext_lazy("Record the figure"),
    done=gettext_lazy("The figure at the start is recorded."),
)
option = noted(
    OptionForm,
    services.record_option,
    title=gettext_lazy("Policy option"),
    label=gettext_lazy("Write the option down"),
    done=gettext_lazy("The option is written down."),
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
