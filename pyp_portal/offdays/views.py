"""The holidays of a year: what the calendar says, and what the office entered beside it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pyp_portal import clock
from pyp_portal.access import require
from pyp_portal.accounts.views.posted import posted
from pyp_portal.offdays import permissions, services
from pyp_portal.offdays.forms import DayForm, RemovalForm
from pyp_portal.offdays.models import OffDay
from pyp_portal.offdays.years import year_in


@require_http_methods(["GET", "POST"])
def days(request):
    """The days of a year; who may, enters one more."""
    require(permissions.can_view(request.user))
    form = DayForm(posted(request))
    if request.method == "POST":
        require(permissions.can_change(request.user))
        if form.is_valid() and (made := entered(form, request.user)):
            messages.success(request, said_of(made))
            return redirect(page_of(made.day.year))
    year = year_in(request.GET)
    context = {
        "form": form,
        "year": year,
        "rows": services.days_of(year),
        "may_change": permissions.can_change(request.user),
        "today": clock.today(),
    }
    return render(request, "offdays/days.html", context)


def page_of(year):
    return f"{reverse('offdays:days')}?year={year + 543}"


def entered(form, by):
    """The day that was entered; None where it was refused, with the sentence in the form."""
    try:
        return services.enter(by=by, **form.words())
    except ValidationError as refused:
        form.add_error("day", refused)
        return None


def said_of(made):
    """What follows from a day, in one sentence."""
    standing = [one["about"] for one in made.moved if one["before"] == one["after"]]
    if standing:
        return _("%(day)s is entered. Announced days fall on it and stand: %(what)s.") % {
            "day": made,
            "what": "; ".join(standing),
        }
    count = len(made.moved)
    if not count:
        return _("%(day)s is entered. No deadline falls on it.") % {"day": made}
    return ngettext(
        "%(day)s is entered. %(n)d deadline was put off; it stands in the list below.",
        "%(day)s is entered. %(n)d deadlines were put off; they stand in the list below.",
        count,
    ) % {"day": made, "n": count}


@require_POST
def remove(request, uid):
    """Take a day back, with a reason."""
    require(permissions.can_change(request.user))
    found = get_object_or_404(OffDay, uid=uid)
    form = RemovalForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say in a few words why the day is taken back."))
    elif services.remove(found, by=request.user, reason=form.cleaned_data["reason"]):
        messages.success(request, _("The day is taken back. What was put off stays put off."))
    else:
        messages.info(request, _("Somebody took this day back before you."))
    return redirect(page_of(found.day.year))
