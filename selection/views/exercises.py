"""The exercise on a past proposal: open it, score it, close it, see the spread."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from proposals.grounds import MoveRefused
from pyp_portal.access import require
from selection import permissions, services
from selection.forms.exercises import AgreedForm, ChooseForm, PracticeForm
from selection.models import Exercise
from selection.services import exercising, pages, reading
from selection.views.acting import ask, attempt, plan_of, refusal_of
from selection.views.plans import places


@require_http_methods(["GET", "POST"])
def exercises(request, year):
    """The exercises of the year; whoever runs the selection opens one."""
    plan = plan_of(request, year)
    may_manage = permissions.can_manage(plan, request.user)
    form = ChooseForm(request.POST or None, user=request.user) if may_manage else None
    if request.method == "POST":
        require(may_manage)
        if form.is_valid() and (opened := _open(plan, form, request.user)):
            messages.success(request, _("The exercise is open; the members have been told."))
            return redirect(opened)
    held = plan.exercises.select_related("plan__call", "proposal__call")
    shown = [one for one in held if permissions.can_view_exercise(one, request.user)]
    context = {"form": form, "exercises": shown, "current": "overview"}
    return render(request, "selection/exercises.html", context | places(plan, request.user))


def _open(plan, form, user):
    try:
        return exercising.open_exercise(plan, form.cleaned_data["code"], by=user)
    except services.REFUSALS as refused:
        form.add_error("code", refusal_of(refused))
        return None


def exercise_of(request, uid):
    """An exercise that the person may see; 404 where its proposal is closed to them."""
    found = get_object_or_404(
        Exercise.objects.select_related("plan__call", "proposal__call", "proposal__lead_agency"),
        uid=uid,
    )
    plan = plan_of(request, found.plan.year)
    if not permissions.can_view_exercise(found, request.user):
        raise Http404
    return found, plan


@require_http_methods(["GET", "POST"])
def exercise(request, uid):
    """The past proposal beside the rubric while it is open, and how the points spread after."""
    found, plan = exercise_of(request, uid)
    seat = plan.seat_of(request.user)
    takes_part = seat is not None and exercising.takes_part(found, request.user)
    form = _form(request, found, plan, seat) if takes_part else None
    if request.method == "POST":
        require(takes_part)
        if form.is_valid() and _practise(request, found, seat, form):
            return redirect(found)
    context = {"exercise": found, "form": form, "current": "overview"}
    context |= _closed(found, seat) if found.closed_at else _open_page(found, takes_part)
    return render(request, "selection/exercise.html", context | places(plan, request.user))


def _form(request, found, plan, seat):
    mine = found.sheets.filter(seat=seat).first()
    initial = mine.points if mine else None
    criteria = exercising.criteria_of(plan)
    return PracticeForm(request.POST or None, criteria=criteria, initial=initial)


def _practise(request, found, seat, form):
    try:
        exercising.practise(found, seat, form.cleaned_data)
    except MoveRefused as refused:
        form.add_error(None, refused.sentence)
        return False
    messages.success(request, _("Your points are kept. You may change them until it is closed."))
    return True


def _open_page(found, takes_part):
    return {
        "parts": reading.parts_of(found.proposal) if takes_part else [],
        "files": pages.files_of(found.proposal) if takes_part else [],
        "handed_in": found.sheets.count(),
    }


def _closed(found, seat):
    agreed = AgreedForm(initial={"note": found.note_th, "version": found.version})
    handed_in = found.sheets.count()
    return {
        "spread": exercising.spread(found, seat),
        "agreed": agreed,
        "handed_in": handed_in,
        "removed": None if handed_in else exercising.removal_of(found),
    }


@require_POST
def close(request, uid):
    """End the exercise."""
    found, plan = exercise_of(request, uid)
    require(permissions.can_manage(plan, request.user))
    act = lambda: exercising.close_exercise(found, by=request.user)  # noqa: E731
    return attempt(request, act, _("The exercise is closed: everybody sees the spread."), found)


@require_http_methods(["GET", "POST"])
def agree(request, uid):
    """Write down what the committee agreed on."""
    found, plan = exercise_of(request, uid)
    require(permissions.can_manage(plan, request.user))
    start = {"note": found.note_th, "version": found.version}
    return ask(
        request,
        AgreedForm(request.POST or None, initial=start),
        lambda form: exercising.note_exercise(
            found,
            form.cleaned_data["note"],
            version=form.cleaned_data["version"],
            by=request.user,
        ),
        done=_("The note is saved. All members read it."),
        back=found,
        title=_("What the committee agreed on"),
        text=_("For instance how a level is to be understood this year."),
        verb=_("Save"),
    )
