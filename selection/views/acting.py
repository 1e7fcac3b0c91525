"""How every page of this room finds its plan, runs a verb and asks for more."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from proposals.grounds import MoveRefused
from selection import permissions
from selection.models import SelectionPlan


def plan_of(request, year):
    """The plan of a year, for those who may know of it; 404 for all others."""
    plans = SelectionPlan.objects.select_related("call", "committee")
    plan = get_object_or_404(plans, call__fiscal_year=year)
    return seen(plan, request.user)


def seen(plan, user):
    """The plan again, or 404 for those who may not see it."""
    if not permissions.can_see_plan(plan, user):
        raise Http404
    return plan


def refusal_of(refused):
    """The sentences of a refusal, whichever kind it is."""
    if isinstance(refused, MoveRefused):
        return [refused.sentence]
    return refused.messages


def attempt(request, act, done, back):
    """Run a verb and go back: with what was done, or with the sentence that stood in the way."""
    try:
        act()
    except (MoveRefused, ValidationError) as refused:
        for sentence in refusal_of(refused):
            messages.error(request, sentence)
    else:
        messages.success(request, done)
    return redirect(back)


def ask(request, form, act, *, done, back, **words):
    """A page with one form before an act; a refusal leaves all that was typed.

    ``words`` are the title, text and verb of the page.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act(form)
        except (MoveRefused, ValidationError) as refused:
            for sentence in refusal_of(refused):
                form.add_error(None, sentence)
        else:
            messages.success(request, done)
            return redirect(back)
    context = {"form": form, "back_url": getattr(back, "get_absolute_url", lambda: back)()}
    return render(request, "components/confirm.html", context | words)
