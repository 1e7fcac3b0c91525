"""One issue in the shape of eMENSCR: to read and copy, and as data."""

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cohorts import emenscr, permissions
from cohorts.forms.rounds import ReferenceForm
from cohorts.services.contacts import set_reference
from cohorts.views.answering import ask, posted, team_of
from pyp_portal.access import require


def page(request, code):
    """What eMENSCR asks for, part by part; whoever reports enters the number it gave."""
    team = team_of(request, code)
    may_write = permissions.can_update_sites(team, request.user) and not team.is_over
    if request.method == "POST":
        require(may_write)
    form = ReferenceForm(posted(request)[0], initial={"emenscr_ref": team.emenscr_ref})
    return ask(
        request,
        form,
        lambda: set_reference(team, form.cleaned_data["emenscr_ref"], by=request.user),
        title=_("For eMENSCR"),
        label=_("Save the number"),
        done=_("The number is saved."),
        back=f"{team.get_absolute_url()}emenscr/",
        template="cohorts/emenscr.html",
        team=team,
        parts=emenscr.parts_of(team),
        may_write=may_write,
    )


@require_GET
def data(request, code):
    """The same as a JSON file."""
    team = team_of(request, code)
    answer = JsonResponse(
        emenscr.as_json(team), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    answer["Content-Disposition"] = f'attachment; filename="emenscr-{team.proposal.code}.json"'
    return answer
