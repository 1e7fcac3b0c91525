"""Forms of the lab: people who took part, versions of prototypes."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cohorts import permissions, services
from cohorts.forms.lab import (
    ActivityForm,
    VersionForm,
)
from cohorts.models import PrototypeVersion
from cohorts.views.answering import ask, posted, team_of
from pyp_portal.access import require
from pyp_portal.uploads.services import serve, taken_in


def record(request, code, rule, make_form, verb, **words):
    """A form about the team's work, for those whom the rule lets write it."""
    team = team_of(request, code)
    require(rule(team, request.user))
    if left := left_the_lab(request, team):
        return left
    form = make_form(team)
    return ask(
        request,
        form,
        lambda: verb(team, form),
        back=f"{team.get_absolute_url()}work/",
        about=team.proposal,
        **words,
    )


def left_the_lab(request, team):
    """Nobody is shown a form in vain: after the lab, the way back to the work; else None."""
    if request.method != "GET" or team.is_in_lab:
        return None
    messages.info(request, _("The team is not in the lab now."))
    return redirect(f"{team.get_absolute_url()}work/")


def activity(request, code):
    """People took part."""
    return record(
        request,
        code,
        permissions.can_record_people,
        lambda team: ActivityForm(posted(request)[0]),
        lambda team, form: services.record_activity(team, by=request.user, **form.facts()),
        title=_("People took part"),
        label=_("Record the activity"),
        done=_("The activity is recorded."),
    )


def version(request, code):
    """A version of a prototype, the first of a new one too."""

    def verb(team, form):
        with taken_in(form.cleaned_data["file"], by=request.user) as file:
            services.record_version(team, by=request.user, **{**form.cleaned_data, "file": file})

    return record(
        request,
        code,
        permissions.can_work,
        lambda team: VersionForm(*posted(request), team=team),
        verb,
        title=_("Version of the prototype"),
        label=_("Record the version"),
        done=_("The version is recorded."),
        has_file=True,
    )


def version_file(request, code, uid):
    """The file of a version of a prototype, as a download."""
    versions = PrototypeVersion.objects.filter(prototype__team=team_of(request, code))
    return serve(get_object_or_404(versions.select_related("file"), file=uid).file)
