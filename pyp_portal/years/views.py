"""The page of a year's settings, and opening the next year."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from proposals.forms.papers import ReasonForm
from proposals.grounds import MoveRefused
from proposals.models import Call
from pyp_portal.access import require
from pyp_portal.accounts.views.posted import posted
from pyp_portal.years import counting, permissions
from pyp_portal.years.changes import changes_of
from pyp_portal.years.comparing import side_by_side
from pyp_portal.years.forms import OpenForm, SourceForm
from pyp_portal.years.lines import groups_of, look
from pyp_portal.years.opening import YearRefused, lacking, open_year
from pyp_portal.years.taking_back import may_be_taken_back, take_back
from pyp_portal.years.whole import Whole, call_of


@require_GET
def year(request, fiscal_year=None):
    """All settings of a year, which of them wait for a look, and the year before beside it."""
    require(permissions.can_view(request.user))
    call = call_of(fiscal_year)
    if call is None:
        raise Http404
    whole = Whole(call)
    groups = groups_of(whole, request.user)
    lines = [line for group in groups for line in group.lines]
    left = counting.keep(whole.year, lines)
    context = {
        "whole": whole,
        "groups": groups,
        "done": len(lines) - left,
        "total": len(lines),
        "parts": list(side_by_side(whole.before, whole)) if whole.before else [],
        "changes": changes_of(whole),
        "years": Call.objects.values_list("fiscal_year", flat=True),
        "may_open": permissions.can_open(request.user),
        "may_be_taken_back": may_be_taken_back(call),
    }
    return render(request, "years/year.html", context)


@require_http_methods(["GET", "POST"])
def open_next(request):
    """The days of the new year, moved onto working days and still to be changed; then the act."""
    require(permissions.can_open(request.user))
    source = SourceForm.chosen(request.POST or request.GET)
    if source is None:
        raise Http404
    form = OpenForm(request.POST or None, source=source, year=first_free_year(source))
    if request.method == "POST" and form.is_valid() and (call := opened(request, source, form)):
        return redirect("years:year", call.fiscal_year)
    chooser = SourceForm(initial={"like": source.fiscal_year})
    context = {"form": form, "chooser": chooser, "source": source, "lacking": lacking(source)}
    return render(request, "years/open.html", context)


def first_free_year(source):
    """The first year after that of a call that has none."""
    taken = set(Call.objects.values_list("fiscal_year", flat=True))
    return next(n for n in range(source.fiscal_year + 1, 10_000) if n not in taken)


def opened(request, source, form):
    """The call of the new year; None where a sentence stands in the way, beside its field."""
    try:
        call = open_year(source, by=request.user, **form.facts())
    except YearRefused as refused:
        return form.refuse(refused.faults)
    except MoveRefused as refused:
        return form.refuse([("year", refused.sentence)])
    done = _("The year %(year)d is open. Look over what was taken over.")
    messages.success(request, done % {"year": call.fiscal_year})
    return call


@require_POST
def look_at(request, fiscal_year):
    """Note that a setting stands as it should."""
    require(permissions.can_open(request.user))
    call = get_object_or_404(Call, fiscal_year=fiscal_year)
    line, mark = request.POST.get("line", ""), request.POST.get("mark", "")
    try:
        look(call, line, mark=mark, by=request.user)
    except MoveRefused as refused:
        messages.error(request, refused.sentence)
    return redirect("years:year", fiscal_year)


@require_http_methods(["GET", "POST"])
def back(request, fiscal_year):
    """Ask why, then take a year back that was opened by mistake."""
    require(permissions.can_open(request.user))
    call = get_object_or_404(Call, fiscal_year=fiscal_year)
    form = ReasonForm(posted(request))
    if form.is_valid() and taken_back(request, call, form):
        return redirect("years:year")
    title = _("Take back the year %(year)d") % {"year": fiscal_year}
    text = _("Its call, selection plan and cohort are removed with their settings.")
    context = {"title": title, "text": text, "verb": title, "tone": "danger", "form": form}
    context["back_url"] = reverse("years:year", args=[fiscal_year])
    return render(request, "components/confirm.html", context)


def taken_back(request, call, form):
    """True when the year is gone; else the form bears the reason why not."""
    try:
        take_back(call, by=request.user, reason=form.cleaned_data["reason"])
    except MoveRefused as refused:
        form.add_error(None, refused.sentence)
        return False
    done = _("The year %(year)d is taken back.") % {"year": call.fiscal_year}
    messages.success(request, done)
    return True
