"""After the lab: follow-up, reports, endings."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import permissions, reporters, services
from cohorts.forms.after import ClosingForm, DiscontinueForm
from cohorts.views.answering import act, ask, posted, team_of
from cohorts.views.sites import spreading
from cohorts.views.teams import managed, reason_page
from pyp_portal.access import require


def follow(request, code):
    """Presentation, directives, rounds and sites of an issue."""
    team = team_of(request, code)
    context = {
        "team": team,
        "items": team.presentation_items.select_related("session"),
        "directives": team.directives.select_related("responsible_agency"),
        "rounds": team.rounds.for_list(),
        **spreading(team, request.user),
        "ending": getattr(team, "ending", None),
        "may_manage": permissions.can_manage(team, request.user),
        "may_add_directive": permissions.can_manage(team, request.user) and team.first_presented,
        "contact": reporters.named_contact(team),
        "may_hand_over": permissions.can_name_contact(team, request.user) and not team.is_over,
        "tab": "follow",
    }
    return render(request, "cohorts/follow.html", context)


def back_to(team):
    return f"{team.get_absolute_url()}follow-up/"


@require_POST
def start_follow_up(request, code):
    """T27."""
    team = managed(request, code)
    done = _("The follow-up has begun, and the responsible agency has been told.")
    return act(
        request, lambda: services.start_follow_up(team, by=request.user), done, back_to(team)
    )


@require_POST
def mark_scaled(request, code):
    """T28."""
    team = managed(request, code)
    done = _("The issue is marked as scaled out.")
    return act(request, lambda: services.mark_scaled(team, by=request.user), done, back_to(team))


def resume(request, code):
    """T29."""
    return reason_page(
        request,
        code,
        services.resume_follow_up,
        title=_("Back to follow-up"),
        label=_("Back to follow-up"),
        done=_("The issue is in follow-up again."),
    )


# --- Endings ------------------------------------------------------------------
def directed(request, code):
    """The team, for the director."""
    team = team_of(request, code)
    require(permissions.can_direct(team, request.user))
    return team


def close(request, code):
    """T30: write the summary and close."""
    team = directed(request, code)
    form = ClosingForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.close(team, by=request.user, **form.cleaned_data),
        title=_("Close the issue"),
        label=_("Close the issue"),
        done=_("The issue is closed, and its closing report is issued."),
        back=team.get_absolute_url(),
        about=team.proposal,
        text=_("A closed issue cannot be opened again. Its closing report is issued at once."),
    )


def discontinue(request, code):
    """T32: stop, with what was learned."""
    team = directed(request, code)
    form = DiscontinueForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.discontinue(team, by=request.user, **form.cleaned_data),
        title=_("Discontinue the issue"),
        label=_("Discontinue"),
        done=_("The issue is discontinued, and everybody has been told."),
        back=team.get_absolute_url(),
        about=team.proposal,
        text=_("A discontinued issue cannot be taken up again. All its people are told why."),
        tone="danger",
    )
