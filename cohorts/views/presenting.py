"""Presentation sessions and their outcome."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cohorts import permissions, services
from cohorts.forms.directives import DirectiveFormSet, directives_of
from cohorts.forms.presenting import ItemForm, OutcomeForm, SessionForm
from cohorts.models import PresentationSession, Team
from cohorts.views.answering import ask, posted, team_of
from cohorts.views.cohort import cohort_of
from proposals.states import State
from pyp_portal.access import require

READY = (State.IN_LAB, State.LAB_COMPLETED)


def session_new(request, year):
    """Plan a session of a cohort."""
    cohort = cohort_of(request, year)
    require(permissions.can_open_cohort(request.user))
    form = SessionForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.plan_session(cohort, by=request.user, **form.cleaned_data),
        title=_("Presentation session"),
        label=_("Plan the session"),
        done=_("The session is planned. Give issues a place in it next."),
        back=cohort.get_absolute_url(),
    )


def session_of(request, uid):
    """A session, for the office and for teams with a place in it; else 404."""
    session = get_object_or_404(PresentationSession.objects.select_related("cohort__call"), uid=uid)
    teams = Team.objects.visible_to(request.user)
    if permissions.can_view_cohort(request.user) or session.items.filter(team__in=teams).exists():
        return session
    raise Http404


def session(request, uid):
    """The order of a session with outcomes; others' issues are named, their work is not."""
    session = session_of(request, uid)
    items = session.items.select_related("team__proposal__lead_agency")
    context = {
        "session": session,
        "items": items.prefetch_related("presenters"),
        "may_manage": permissions.can_open_cohort(request.user),
        "mine": set(Team.objects.visible_to(request.user).values_list("pk", flat=True)),
    }
    return render(request, "cohorts/session.html", context)


def session_add(request, uid):
    """Give an issue a place in the session."""
    session = session_of(request, uid)
    require(permissions.can_open_cohort(request.user))
    teams = Team.objects.visible_to(request.user).filter(
        cohort=session.cohort, proposal__state__in=READY
    )
    form = ItemForm(posted(request)[0], teams=teams)
    return ask(
        request,
        form,
        lambda: services.schedule(session, by=request.user, **form.cleaned_data),
        title=_("Give an issue a place in the session"),
        label=_("Give it the next place"),
        done=_("The issue has a place in the session, and the team has been told."),
        back=session.get_absolute_url(),
    )


def outcome(request, code):
    """T26: what the presentation led to, with directives."""
    team = team_of(request, code)
    require(permissions.can_manage(team, request.user))
    item = team.item_to_record
    if item is None:
        messages.error(request, _("The issue has no place in a presentation session yet."))
        return redirect(team)
    form = OutcomeForm(posted(request)[0])
    rows = DirectiveFormSet(posted(request)[0], prefix="directives")
    return ask(
        request,
        form,
        lambda: services.record_presentation(
            item, by=request.user, directives=directives_of(rows), **form.cleaned_data
        ),
        title=_("Outcome of the presentation"),
        label=_("Record the outcome"),
        done=_("The outcome is recorded, and the follow-up rounds are laid out."),
        back=f"{team.get_absolute_url()}follow-up/",
        about=team.proposal,
        rows=rows,
        noun=_("Directive"),
        add_label=_("Add a directive"),
    )
