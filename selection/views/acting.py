"""The shapes of this room's pages: find the plan, press a button, ask before an act."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from proposals.grounds import MoveRefused
from pyp_portal.access import require
from selection import permissions
from selection.middleware import TermsFirst
from selection.models import SelectionPlan


def plan_of(request, year):
    """The plan of a year, for those who may know of it; 404 for all others."""
    plans = SelectionPlan.objects.select_related("call", "committee")
    plan = get_object_or_404(plans, call__fiscal_year=year)
    return seen(plan, request.user)


def seen(plan, user):
    """The plan again, or 404 for those who may not see it; the terms come first for members."""
    held = plan.seat_held_by(user)
    if held is not None and not held.has_accepted and not permissions.can_see_plan(plan, user):
        raise TermsFirst(plan)
    if not permissions.can_see_plan(plan, user):
        raise Http404
    return plan


def plan_about(proposal, user):
    """The plan under which a proposal is judged; 404 where there is none this person may see."""
    plan = getattr(proposal.call, "selection_plan", None)
    if plan is None:
        raise Http404
    return seen(plan, user)


def found_by(find, request, uid, rule=permissions.can_manage):
    """(record, plan) as ``find`` answers them, for those whom the rule of the plan allows."""
    found, plan = find(request, uid)
    require(rule(plan, request.user))
    return found, plan


def press(find, verb, done, rule=permissions.can_manage):
    """The view of a button that needs nothing but its record: the verb, then back to its page."""

    @require_POST
    def view(request, uid):
        found, _plan = found_by(find, request, uid, rule)
        return attempt(request, lambda: verb(found, by=request.user), done, found)

    return view


def refusal_of(refused):
    """The sentences of a refusal, whichever kind it is."""
    if isinstance(refused, MoveRefused):
        return [refused.sentence]
    return refused.messages


def attempt(request, act, done, back, refused=None):
    """Run a verb and go back: with what was done, or with the sentence that stood in the way.

    ``refused``: where a refusal leads, when that is another page.
    """
    try:
        act()
    except (MoveRefused, ValidationError) as why:
        for sentence in refusal_of(why):
            messages.error(request, sentence)
        return redirect(refused or back)
    messages.success(request, done)
    return redirect(back)


def ask(request, form, act, *, done, back, to_made=False, **words):
    """A page with one form before an act; a refusal leaves all that was typed.

    ``to_made``: done, it leads to the record that the act made. ``words`` are the title, text
    and verb of the page.
    """
    if request.method == "POST" and form.is_valid():
        try:
            made = act(form)
        except (MoveRefused, ValidationError) as refused:
            for sentence in refusal_of(refused):
                form.add_error(None, sentence)
        else:
            messages.success(request, done)
            return redirect(made if to_made else back)
    context = {"form": form, "back_url": getattr(back, "get_absolute_url", lambda: back)()}
    return render(request, "components/confirm.html", context | words)
