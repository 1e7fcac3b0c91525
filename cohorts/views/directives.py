"""Directives: the tracking sheet of a year, one directive with its steps, its acts."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import directive_emails, permissions, services, tracking
from cohorts.forms.directives import (
    DirectiveForm,
    DirectiveReportForm,
    DirectiveStatusForm,
    PostponeForm,
)
from cohorts.models import Directive
from cohorts.views.answering import ask, posted, team_of
from cohorts.views.cohort import cohort_of
from pyp_portal.access import require
from pyp_portal.paging import one_page, uid_in
from pyp_portal.papers import exporting
from pyp_portal.uploads.services import serve, taken_in


def directives(request, year):
    """The tracking sheet: what was ordered, who carries it out, until when, how far it is."""
    cohort, show = cohort_of(request, year), tracking.show_in(request.GET)
    found = tracking.sheet(request.user, year, show).for_list()
    counts = tracking.counts(request.user, year)
    context = {
        "cohort": cohort,
        "show": show,
        "shows": [(key, label, counts[key]) for key, label in tracking.SHOWS.items()],
        "page": one_page(found, ("due_on", "pk"), uid_in(request.GET, "after")),
    }
    return render(request, "cohorts/directives.html", context)


@require_POST
def directives_export(request, year):
    """Ask for the tracking sheet as a file."""
    cohort_of(request, year)
    show = tracking.show_in(request.POST)
    return exporting.order(
        request,
        tracking.KIND,
        title=f"{_('Tracking sheet of directives')} {year}",
        note=str(tracking.SHOWS[show]),
        back="cohorts:index",
        format=request.POST.get("format"),
        year=year,
        show=show,
    )


def directive_of(request, uid):
    """A directive, if this person may see it; else 404."""
    return get_object_or_404(Directive.objects.visible_to(request.user).for_list(), uid=uid)


def directive(request, uid):
    """How far a directive is carried out, and a word on it from those who may give one."""
    one = directive_of(request, uid)
    may_manage = permissions.can_manage(one.team, request.user)
    may_report = permissions.can_report_directive(one, request.user)
    if request.method == "POST":
        require(may_manage or may_report)
    form_class = DirectiveStatusForm if may_manage else DirectiveReportForm
    verb = services.update_directive if may_manage else services.report_directive
    known = {"status": one.status, "evidence_th": one.evidence_th}
    form = form_class(*posted(request), initial=known)

    def say():
        facts, seen = dict(form.cleaned_data), request.POST.get("seen")
        with taken_in(facts.pop("file"), by=request.user) as file:
            verb(one, by=request.user, seen=seen, file=file, **facts)

    context = {
        "may_manage": may_manage,
        "may_write": may_manage or (may_report and not one.is_done),
        "is_out_of_reach": may_manage and not directive_emails.can_reach(one.responsible_agency),
        "sees_team": permissions.can_view_team(one.team, request.user),
        "steps": one.steps.select_related("by", "file"),
    }
    return ask(
        request,
        form,
        say,
        title=_("Directive"),
        label=_("Save the progress"),
        done=_("The progress is saved."),
        back=one.get_absolute_url(),
        template="cohorts/directive.html",
        directive=one,
        **context,
    )


def directive_new(request, code):
    """Another order about an issue that has been presented, as when it comes by letter later."""
    team = team_of(request, code)
    require(permissions.can_manage(team, request.user))
    item = team.first_presented
    if item is None:
        raise Http404
    form = DirectiveForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.add_directive(item, by=request.user, **form.cleaned_data),
        title=_("Add a directive"),
        label=_("Add the directive"),
        done=_("The directive is entered. Whoever works for the agency in the portal is told."),
        back=f"{team.get_absolute_url()}follow-up/",
        about=team.proposal,
    )


def postpone(request, uid):
    """Put the day of a directive off."""
    one = directive_of(request, uid)
    require(permissions.can_manage(one.team, request.user))
    form = PostponeForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.postpone_directive(one, by=request.user, **form.cleaned_data),
        title=_("Put the directive off"),
        label=_("Put it off"),
        done=_("The new day is set, and the agency has been told."),
        back=one.get_absolute_url(),
        about=one.team.proposal,
        text=one.text_th,
    )


def evidence_file(request, uid, step):
    """A file by which it can be seen that a directive is carried out."""
    steps = directive_of(request, uid).steps.filter(file__isnull=False).select_related("file")
    return serve(get_object_or_404(steps, uid=step).file)
