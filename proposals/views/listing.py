"""The list of proposals, its counts and its export."""

from django.db.models import Count
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from proposals import permissions
from proposals.forms.listing import FilterForm
from proposals.models import Proposal
from proposals.states import BEING_CONSIDERED, State
from proposals.views.finding import code_in
from pyp_portal.accounts.roles import Level
from pyp_portal.papers.tables import xlsx_response

PAGE = 25
MOST_EXPORTED = 20_000


def filtered(request):
    """The filter form and the proposals of this person that fit it."""
    inside = permissions.reads_all(request.user)
    form = FilterForm(request.GET, inside=inside)
    return form, Proposal.objects.visible_to(request.user)


def index(request):
    """Search, filters, counts by state, and one page of rows."""
    form, visible = filtered(request)
    fitting = form.narrow(visible, request.user)
    rows = list(fitting.for_list().page(code_in(request.GET, "after"), PAGE + 1))
    return render(
        request,
        "proposals/list.html",
        {
            "form": form,
            "inside": form.inside,
            "proposals": rows[:PAGE],
            "next_key": rows[PAGE - 1].code if len(rows) > PAGE else "",
            "after": code_in(request.GET, "after"),
            "funnel": funnel(form.narrow(visible, request.user, but=["state"]), form.inside),
            "chosen_state": form.chosen().get("state", ""),
            "views": saved_views(form.inside),
        },
    )


def funnel(proposals, inside):
    """How many there are in each state that has any; applicants count by what they see."""
    counted = proposals.order_by().values_list("state").annotate(count=Count("pk"))
    counts = dict(counted)
    if not inside:
        considered = sum(counts.pop(state.value, 0) for state in BEING_CONSIDERED)
        counts[State.ELIGIBLE.value] = considered
    return [(state, counts[state.value]) for state in State if counts.get(state.value)]


def saved_views(inside):
    """Named filters of the office."""
    if not inside:
        return []
    here = reverse("proposals:list")
    return [
        (_("All"), here),
        (_("Mine"), f"{here}?owner=me"),
        (_("Without an owner"), f"{here}?owner=none&state={State.SUBMITTED.value}"),
        (_("Waiting for the agency"), f"{here}?state={State.RETURNED.value}"),
    ]


def export(request):
    """The filtered list as a spreadsheet."""
    form, visible = filtered(request)
    rows = form.narrow(visible, request.user).order_by("code").values_list(*EXPORTED)
    headers = [
        _("Number"),
        _("Title"),
        _("Lead agency"),
        _("Level"),
        _("Province"),
        _("Theme"),
        _("State"),
        _("Submitted"),
    ]
    words = Words(form.inside)
    lines = (words.line(*row) for row in rows[:MOST_EXPORTED].iterator(chunk_size=1000))
    return xlsx_response(_("proposals"), headers, lines)


EXPORTED = (
    "code",
    "title_th",
    "lead_agency__name_th",
    "lead_agency__level",
    "province__name_th",
    "theme__name_th",
    "state",
    "submitted_at",
)


class Words:
    """The words of the spreadsheet for keys of the database, looked up once."""

    def __init__(self, inside):
        self.levels = {level.value: str(level.label) for level in Level}
        self.states = {
            state.value: str(state.label if inside else state.public_label) for state in State
        }

    def line(self, code, title, agency, level, province, theme, state, submitted):
        """One row."""
        place = [self.levels.get(level, ""), province or "", theme or ""]
        moment = timezone.localtime(submitted) if submitted else None
        return [code, title, agency, *place, self.states[state], moment]
