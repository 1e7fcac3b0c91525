"""Presentation sessions: planned, ordered, bound to a book, recorded."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import book, permissions, presentation_papers, services
from cohorts.forms.directives import DirectiveFormSet, directives_of
from cohorts.forms.presenting import ItemForm, OutcomeForm, SessionForm
from cohorts.models import PresentationSession, Team
from cohorts.services import ordering
from cohorts.views.answering import ask, posted, team_of
from cohorts.views.cohort import cohort_of
from pyp_portal.access import require
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import deliver


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
    if permissions.can_view_cohort(request.user) or teams_in(session, request.user).exists():
        return session
    raise Http404


def teams_in(session, user):
    """The teams of a session that this person may see."""
    return Team.objects.visible_to(user).filter(presentation_items__session=session)


def managed(request, uid):
    """A session, for the officers who keep it."""
    session = session_of(request, uid)
    require(permissions.can_open_cohort(request.user))
    return session


def session(request, uid):
    """The order of a session with outcomes; others' issues are named, their work is not."""
    session = session_of(request, uid)
    items = session.items.select_related("team__proposal__lead_agency")
    items = list(items.prefetch_related("presenters", "files__file"))
    mine = set(teams_in(session, request.user).values_list("pk", flat=True))
    context = {
        "session": session,
        "items": session.timed(items),
        "minutes": sum(item.minutes for item in items),
        "is_open": not any(item.recorded_at for item in items),
        "may_manage": permissions.can_open_cohort(request.user),
        "reads_all": permissions.can_view_cohort(request.user),
        "mine": mine,
        "sees_whole": mine.issuperset(item.team_id for item in items),
        "papers": presentation_papers.papers_of_session(session)[:3],
    }
    return render(request, "cohorts/session.html", context)


FACTS = tuple(SessionForm.base_fields)


def session_change(request, uid):
    """Another day, time, place or chair."""
    session = managed(request, uid)
    form = SessionForm(posted(request)[0], initial={name: getattr(session, name) for name in FACTS})
    seen = request.POST.get("seen")
    return ask(
        request,
        form,
        lambda: ordering.change_session(session, by=request.user, seen=seen, **form.cleaned_data),
        title=_("Change the session"),
        label=_("Save the session"),
        done=_("The session is changed. Those who present are told when and where it is now."),
        back=session.get_absolute_url(),
        seen=seen or session.token,
    )


def session_add(request, uid):
    """Give an issue a place in the session."""
    session = managed(request, uid)
    teams = Team.objects.visible_to(request.user).filter(
        cohort=session.cohort, proposal__state__in=ordering.TO_PRESENT, presentation_items=None
    )
    form = ItemForm(posted(request)[0], teams=teams)
    nobody = _("Every issue that can be presented has its place in a session already.")
    return ask(
        request,
        form,
        lambda: services.schedule(session, by=request.user, **form.cleaned_data),
        title=_("Give an issue a place in the session"),
        label=_("Give it the next place"),
        done=_("The issue has a place in the session, and the team has been told."),
        back=session.get_absolute_url(),
        text="" if teams.exists() else nobody,
    )


@require_POST
def session_book(request, uid):
    """Ask for the book of the session as one PDF."""
    session = session_of(request, uid)
    require(permissions.can_view_cohort(request.user))
    return book.order(request, session)


def require_whole(session, user):
    """Stop with 403 where an issue of the session is closed to this person: papers name all."""
    require(not session.items.exclude(team__in=teams_in(session, user)).exists())


@require_POST
def session_record(request, uid):
    """Issue the record of what the session led to."""
    session = managed(request, uid)
    require_whole(session, request.user)
    paper = presentation_papers.session_record(session, by=request.user)
    return redirect("cohorts:session_paper", uid, paper.uid)


def session_paper(request, uid, paper):
    """The record of a session; others' outcomes stand in it, so it is the office's."""
    session = session_of(request, uid)
    require(permissions.can_view_cohort(request.user))
    require_whole(session, request.user)
    return deliver(request, get_object_or_404(Paper.objects.of(session), uid=paper))


def why_not_recorded(item):
    """Why no outcome can be written down yet, as a sentence."""
    if item is None:
        return _("The issue has no place in a presentation session yet.")
    return _("The session has not been held yet.")


def outcome(request, code):
    """T26: what the presentation led to, with directives."""
    team = team_of(request, code)
    require(permissions.can_manage(team, request.user))
    item = team.item_to_record
    if item is None or (request.method == "GET" and not item.session.is_held):
        messages.error(request, why_not_recorded(item))
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
