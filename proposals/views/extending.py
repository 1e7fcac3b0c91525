"""The office's pages at the end of a call: who tried in vain, and more time for whom."""

from functools import partial

from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from proposals import permissions
from proposals.forms.extending import MoreTimeForm
from proposals.forms.screening import DecisionForm
from proposals.models import Call, FailedAttempt
from proposals.services import attempting, extending
from proposals.views.finding import attempt
from pyp_portal.access import require
from pyp_portal.accounts.models import Approval
from pyp_portal.paging import key_in

PAGE = 50


def call_for_office(request, fiscal_year):
    """The call, for those who read everything."""
    require(permissions.reads_all(request.user))
    return get_object_or_404(Call, fiscal_year=fiscal_year)


@require_GET
def attempts(request, fiscal_year):
    """Who tried to submit and could not, the latest first (never for strangers)."""
    call = call_for_office(request, fiscal_year)
    found = attempting.attempts(call, request.user)
    after = key_in(request.GET, "after")
    rows = list((found.filter(pk__lt=after) if after else found)[: PAGE + 1])
    context = {
        "call": call,
        "attempts": rows[:PAGE],
        "next_key": rows[PAGE - 1].pk if len(rows) > PAGE else "",
        "after": after,
        "counts": tally(found),
        "may_extend": request.user.is_sto_staff,
    }
    return render(request, "proposals/attempts.html", context)


def tally(found):
    """How many attempts failed for which reason."""
    counted = found.order_by().values_list("code").annotate(count=Count("pk"))
    return [(FailedAttempt.Code(code).label, count) for code, count in sorted(counted)]


@require_http_methods(["GET", "POST"])
def extensions(request, fiscal_year):
    """What was given, and the form for more: first a preview with names, then a proposal."""
    call = call_for_office(request, fiscal_year)
    require(request.method == "GET" or request.user.is_sto_staff)
    form = MoreTimeForm(request.POST or None, call=call)
    is_filled = request.method == "POST" and form.is_valid()
    if is_filled and "propose" in request.POST and proposed(request, call, form):
        return redirect("proposals:extensions", fiscal_year)
    return shown(request, call, form, reached(call, form) if is_filled else None)


def reached(call, form):
    """Those who would get more time, by name."""
    return extending.reached(call, form.cleaned_data["mode"], **form.circle())


def proposed(request, call, form):
    """Ask a second person; True when that is done."""
    data = form.cleaned_data
    verb = partial(
        extending.propose,
        call,
        request.user,
        data["mode"],
        form.end(),
        data["reason"],
        **form.circle(),
    )
    return attempt(request, None, verb, _("Proposed. A second person has to confirm it."))


def shown(request, call, form, preview=None):
    given = call.extensions.select_related("asked_by").prefetch_related("agencies")
    given = given.annotate(reach=Count("proposals", distinct=True))
    waiting = Approval.objects.open().filter(kind=extending.EXTENSION)
    by_record = {one.record_id: one for one in waiting.select_related("asked_by")}
    return render(
        request,
        "proposals/extensions.html",
        {
            "call": call,
            "extensions": [(one, by_record.get(str(one.pk))) for one in given],
            "form": form,
            "preview": preview,
            "new_end": form.end() if preview is not None else None,
            "may_extend": request.user.is_sto_staff,
        },
    )


@require_POST
def decide(request, uid):
    """A second officer confirms or refuses (S40)."""
    require(request.user.is_sto_staff)
    approval = get_object_or_404(Approval, uid=uid, kind=extending.EXTENSION)
    form = DecisionForm(request.POST)
    if form.is_valid():
        verb = extending.confirm if form.cleaned_data["agrees"] else extending.refuse
        act = partial(verb, approval, request.user, form.cleaned_data["answer"])
        attempt(request, None, act, _("Decided."))
    return redirect(extending.extension_of(approval))
