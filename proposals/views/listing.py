"""The list of proposals, its counts and its export."""

from urllib.parse import urlencode

from django.db.models import Count
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proposals import exports, permissions
from proposals.forms.listing import FilterForm
from proposals.models import Call, Proposal
from proposals.states import BEING_CONSIDERED, State
from proposals.views.calls import may_start
from proposals.views.finding import code_in
from pyp_portal.papers import exporting

PAGE = 25


def filtered(request):
    """The filter form and the proposals of this person that fit it."""
    inside = permissions.reads_all(request.user)
    form = FilterForm(asked(request.GET, inside), inside=inside)
    return form, Proposal.objects.visible_to(request.user)


def asked(query, inside):
    """What the address asks for; the office begins with the call of today, unless it searches."""
    call = None if not inside or {"year", "q"} & set(query) else Call.objects.current()
    return {**query.dict(), "year": call.fiscal_year} if call else query


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
            "may_start": may_start(request.user),
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
    """Named filters of the office: the call of today, or one question about all years."""
    if not inside:
        return []
    here = reverse("proposals:list")
    return [
        (_("This year's call"), here),
        (_("All"), f"{here}?year="),
        (_("Mine"), f"{here}?year=&owner=me"),
        (_("Without an owner"), f"{here}?year=&owner=none&state={State.SUBMITTED.value}"),
        (_("Submitted but not endorsed"), f"{here}?year=&endorsement=awaited"),
        (_("Waiting for the agency"), f"{here}?year=&state={State.RETURNED.value}"),
    ]


@require_POST
def export(request):
    """Ask for the list as it is filtered, as a file."""
    form, _visible = filtered(request)
    filters = {name: form.data[name] for name in form.chosen()}
    return exporting.order(
        request,
        exports.KIND,
        title=_("Proposals"),
        note=" · ".join(form.words()),
        back=f"{reverse('proposals:list')}?{urlencode({'year': ''} | filters)}",
        format=request.POST.get("format"),
        **filters,
    )


@require_POST
def export_file(request, uid):
    """Hand out a list that was asked for."""
    export = exporting.find(request.user, uid, exports.KIND)
    is_allowed = exports.may_fetch(export, request.user)
    return exporting.hand_out(request, export, is_allowed=is_allowed)
