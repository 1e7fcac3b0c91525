"""The adoption kit: given out by the team, ordered by whoever wants to take the model up."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cohorts import kit_papers, permissions, shown
from cohorts.services import kits
from cohorts.views.answering import act, team_of
from pyp_portal.access import require
from pyp_portal.papers import exporting
from pyp_portal.papers.services import deliver


@require_POST
def issue_kit(request, code):
    """The coordinator or the office gives the kit out (PD-21)."""
    team = team_of(request, code)
    require(permissions.can_coordinate(team, request.user))
    done = _("The adoption kit is issued. Its PDF is ready in a moment.")
    back = f"{team.get_absolute_url()}follow-up/"
    return act(request, lambda: kits.issue_kit(team, by=request.user), done, back)


@require_GET
def paper(request, code):
    """The kit as it was issued last, for those who see the team."""
    found = kit_papers.kit_of(team_of(request, code))
    if found is None:
        raise Http404
    return deliver(request, found)


@require_POST
def order(request, code):
    """Ask for the kit with all its files, as one PDF or as a ZIP."""
    team = shown.team_of_kit(code, request.user)
    if team is None or kit_papers.kit_of(team) is None:
        raise Http404
    return exporting.order(
        request,
        kit_papers.KIT,
        title=f"{_('Adoption kit')} {code}",
        back=redirect("spread:issue", code).url,
        format=request.POST.get("format"),
        formats=("zip", "pdf"),
        code=code,
        files=True,
    )
