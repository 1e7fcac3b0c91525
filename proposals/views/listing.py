"""The list of proposals, its counts and its export; the files of this room that were asked for."""

from django.db.models import Count
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proposals import booklet, bundles, columns, exports, facets, lists, permissions
from proposals.looking import chips, look
from proposals.states import BEING_CONSIDERED, State
from proposals.views.calls import may_start
from proposals.views.finding import code_in
from pyp_portal.evening import standing
from pyp_portal.papers import exporting
from pyp_portal.papers import lists as house

PAGE = 25
FETCHED = {
    exports.KIND: exports,
    lists.KIND: lists,
    bundles.KIND: bundles,
    booklet.KIND: booklet,
}
FOLDED = ("year", "age", "level", "kind", "region", "endorsement", "order")


def index(request):
    """Search, filters with their counts, views, and one page of rows."""
    seen, after = look(request), code_in(request.GET, "after")
    rows = list(seen.fitting().page_for_list(after, PAGE + 1, seen.form.sorted_by))
    context = {
        "form": seen.form,
        "inside": seen.inside,
        "columns": seen.columns,
        "lines": [(row, columns.cells(row, seen.columns, seen.inside)) for row in rows[:PAGE]],
        "proposals": rows[:PAGE],
        "next_key": rows[PAGE - 1].code if len(rows) > PAGE else "",
        "after": after,
        "chosen_state": seen.form.chosen().get("state", ""),
        "may_start": may_start(request.user),
        **(of_the_office(seen) if seen.inside else {"funnel": funnel(seen)}),
    }
    return render(request, "proposals/list.html", context)


def of_the_office(seen):
    """What only the office has: counts beside the filters, views, columns, acts on many."""
    views = chips(seen)
    states = [] if standing.is_on() else counted(seen, views)
    chosen = seen.form.chosen()
    return {
        "funnel": states,
        "total": sum(n for state, n in states if state.value == chosen.get("state", state.value)),
        "views": views,
        "look": seen,
        "all_columns": columns.COLUMNS.values(),
        "shown_columns": {column.key for column in seen.columns},
        "folded": FOLDED,
        "is_unfolded": bool(set(FOLDED[1:]) & set(chosen)),
        "may_act": seen.user.is_sto_staff,
        "may_keep": seen.view is None or permissions.can_change_view(seen.view, seen.user),
    }


def counted(seen, views):
    """Put the counts beside filters and views; answers with those of the states.

    Not on the last evening: the list is read, and nothing is counted.
    """
    found, sizes = facets.counted(seen.form, seen.user, [chip.asked for chip in views])
    for chip, count in zip(views, sizes, strict=True):
        chip.count = count
    seen.form.offer(found)
    return [(State(key), count) for key, _words, count in found["state"]]


def funnel(seen):
    """How many there are in each state that has any, as applicants see the states."""
    if standing.is_on():
        return []
    counted = seen.fitting(but=["state"]).order_by().values_list("state")
    counts = dict(counted.annotate(count=Count("pk")))
    considered = sum(counts.pop(state.value, 0) for state in BEING_CONSIDERED)
    counts[State.ELIGIBLE.value] = considered
    return [(state, counts[state.value]) for state in State if counts.get(state.value)]


@require_POST
def export(request):
    """Ask for the list as it is filtered, sorted and laid out, as a file."""
    seen = look(request)
    shown = {"columns": " ".join(c.key for c in seen.columns)} if seen.inside else {}
    return exporting.order(
        request,
        exports.KIND,
        title=_("Proposals"),
        note=" · ".join(seen.form.words()),
        back=f"{reverse('proposals:list')}?{seen.address()}",
        format=request.POST.get("format"),
        **seen.form.asked(),
        **shown,
    )


@require_POST
def list_export(request, of):
    """Ask for a list of the office as a file, as it is narrowed."""
    back = reverse(lists.PAGES.get(of, "home"))
    return house.order(request, lists.KIND, lists.LISTINGS, of, back=back)


@require_POST
def export_file(request, uid):
    """Hand out a list that was asked for."""
    export = exporting.find(request.user, uid, *FETCHED)
    is_allowed = FETCHED[export.kind].may_fetch(export, request.user)
    return exporting.hand_out(request, export, is_allowed=is_allowed)
