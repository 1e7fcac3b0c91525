"""Forms of the lab: people who took part, pilot tests, versions, advice."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cohorts import permissions, services
from cohorts.forms.lab import (
    ActivityForm,
    MentoringForm,
    MetricFormSet,
    PilotTestForm,
    VersionForm,
    metrics_of,
)
from cohorts.models import PrototypeVersion
from cohorts.states import TierKey
from cohorts.views.answering import ask, posted, team_of
from pyp_portal.access import require
from pyp_portal.accounts.models import User
from pyp_portal.uploads.services import serve, store


def record(request, code, rule, make_form, verb, **words):
    """A form about the team's work, for those whom the rule lets write it."""
    team = team_of(request, code)
    require(rule(team, request.user))
    back = f"{team.get_absolute_url()}work/"
    if request.method == "GET" and not team.is_in_lab:
        messages.info(request, _("The team is not in the lab now."))
        return redirect(back)
    form = make_form(team)
    return ask(
        request,
        form,
        lambda: verb(team, form),
        back=back,
        about=team.proposal,
        **words,
    )


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


def pilot(request, code):
    """A test in the pilot area, with its figures."""
    rows = MetricFormSet(posted(request)[0], prefix="metrics")

    def verb(team, form):
        services.record_pilot_test(
            team, by=request.user, metrics=metrics_of(rows), **form.cleaned_data
        )

    return record(
        request,
        code,
        permissions.can_work,
        lambda team: PilotTestForm(posted(request)[0]),
        verb,
        title=_("Pilot test"),
        label=_("Record the test"),
        done=_("The pilot test is recorded."),
        rows=rows,
        noun=_("Figure"),
        add_label=_("Add a figure"),
    )


def version(request, code):
    """A version of a prototype, the first of a new one too."""

    def verb(team, form):
        file = form.cleaned_data["file"]
        stored = store(file, by=request.user) if file else None
        services.record_version(team, by=request.user, **{**form.cleaned_data, "file": stored})

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


def mentoring(request, code):
    """Advice that tier 1 gave."""

    def advisors(team):
        seats = team.participants.confirmed().filter(tier__key=TierKey.ADVISOR)
        return User.objects.filter(pk__in=seats.values("person"))

    return record(
        request,
        code,
        permissions.can_mentor,
        lambda team: MentoringForm(posted(request)[0], advisors=advisors(team)),
        lambda team, form: services.record_mentoring(team, by=request.user, **form.cleaned_data),
        title=_("Advice of the tier 1 advisor"),
        label=_("Record the advice"),
        done=_("The advice is recorded."),
    )
