"""Readers found by the optimiser: ask, look, change by hand, take over or throw away."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from pyp_portal.access import require
from pyp_portal.papers import lists
from selection import matching_lists, permissions
from selection.forms import MatchingForm, ReadersForm
from selection.forms.matching import offered
from selection.lists import KIND, LISTINGS
from selection.models import AssignmentRun
from selection.services import matching, matching_page
from selection.services.matching_facts import problem_of
from selection.services.taking_over import take_over
from selection.views.acting import attempt, plan_of, refusal_of, seen
from selection.views.plans import places
from selection.views.searching import found_page

RUNS = 10  # of the past, shown beside the form


@require_http_methods(["GET", "POST"])
def matchings(request, year):
    """The rules by which readers are to be found, and what was found before."""
    plan = plan_of(request, year)
    require(permissions.can_read_matching(plan, request.user))
    problem = problem_of(plan, request.user)
    form = _form(request, plan, problem)
    if request.method == "POST":
        require(permissions.can_manage(plan, request.user))
        if form.is_valid() and (run := _asked(request, plan, form)):
            return redirect(run)
    runs = AssignmentRun.objects.visible_to(request.user).filter(plan=plan).for_list()[:RUNS]
    context = {"form": form, "problem": problem, "runs": runs, "current": "assignments"}
    return render(request, "selection/matchings.html", context | places(plan, request.user))


def _form(request, plan, problem):
    may_all_read = len(problem.issues) <= matching.EVERYONE_UP_TO
    first = offered(problem, plan.min_reviewers)
    return MatchingForm(request.POST or None, initial=first, may_all_read=may_all_read)


def _asked(request, plan, form):
    """The new run, or None with the refusal on the form."""
    try:
        return matching.ask(plan, form.rules(), by=request.user, seed=form.cleaned_data["seed"])
    except matching.REFUSALS as refused:
        form.add_error(None, refusal_of(refused))
        return None


def find(request, uid):
    """(run, plan) for those who may see all that it names."""
    runs = AssignmentRun.objects.visible_to(request.user)
    run = get_object_or_404(
        runs.select_related("plan__call", "plan__committee", "asked_by"), uid=uid
    )
    plan = seen(run.plan, request.user)
    require(permissions.can_read_matching(plan, request.user))
    return run, plan


def run(request, uid):
    """How far a run is; once it is computed, what it found against the readers of today."""
    found, plan = find(request, uid)
    if request.htmx:
        return _state(request, found)
    context = {"run": found, "current": "assignments", "steps": AssignmentRun.STEPS}
    context["may_read_file"] = permissions.may_read_summary(plan, request.user)
    if found.is_refused:
        context["refusals"] = matching_page.refusals(found, request.user)
    elif found.is_ready:
        context |= found_page(request, matching_page.issues_of(found))
        context["lines"] = matching_page.lines(context["page"].rows)
        context["preview"] = matching_page.preview(found)
    return render(request, "selection/matching.html", context | places(plan, request.user))


def _state(request, found):
    """What the page asks for while it waits: how far it is, or to be shown anew."""
    if not found.is_working:
        return HttpResponseClientRefresh()
    context = {"run": found, "steps": AssignmentRun.STEPS}
    return render(request, "selection/_matching_state.html", context)


@require_http_methods(["GET", "POST"])
def issue(request, uid, code):
    """The readers of one proposal, changed by hand with a reason."""
    found, plan = find(request, uid)
    require(permissions.can_manage(plan, request.user))
    if not found.is_open:
        return redirect(found)
    proposal = get_object_or_404(matching_page.issues_of(found), code=code)
    rows = matching_page.candidates(found, proposal)
    form = ReadersForm(request.POST or None, numbers=[row["seat"].seat_no for row in rows])
    if form.is_valid() and _adjusted(request, found, proposal, form):
        return redirect(f"{found.get_absolute_url()}#{code}")
    if form.is_bound:
        ticked = set(request.POST.getlist("reads"))
        rows = [row | {"reads": str(row["seat"].seat_no) in ticked} for row in rows]
    context = {"run": found, "proposal": proposal, "rows": rows, "form": form}
    context["current"] = "assignments"
    return render(request, "selection/matching_issue.html", context | places(plan, request.user))


def _adjusted(request, found, proposal, form):
    """True when the readers were changed; else the refusal stands on the form."""
    chosen, reason = set(form.cleaned_data["reads"]), form.cleaned_data["reason"]
    try:
        matching.adjust(found, proposal, chosen, reason=reason, by=request.user)
    except matching.REFUSALS as refused:
        form.add_error(None, refusal_of(refused))
        return False
    return True


@require_POST
def commit(request, uid):
    """Make the proposed readers the readers: all or none."""
    found, plan = find(request, uid)
    require(permissions.can_manage(plan, request.user))
    return attempt(
        request,
        lambda: take_over(found, by=request.user),
        _("The proposed readers are the readers now."),
        found,
    )


@require_POST
def discard(request, uid):
    """Stop a run, or throw away what it found."""
    found, plan = find(request, uid)
    require(permissions.can_manage(plan, request.user))
    back = reverse("selection:matchings", args=[plan.year])
    act = lambda: matching.discard(found, by=request.user)  # noqa: E731
    return attempt(request, act, _("Thrown away; the readers stay as they are."), back)


@require_POST
def export(request, uid, of):
    """Ask for the readers that were found, or for the load of each judge, as a file."""
    found, plan = find(request, uid)
    if of not in matching_lists.LISTINGS:
        raise Http404
    about = {"run": str(found.uid), "year": plan.year}
    return lists.order(request, KIND, LISTINGS, of, back=found, **about)


def question(request, uid):
    """What was asked and answered, word for word: for those to whom no proposal is closed."""
    found, plan = find(request, uid)
    require(permissions.may_read_summary(plan, request.user) and bool(found.file))
    return FileResponse(
        found.file.open(), as_attachment=True, filename=f"matching-{found.uid}.json"
    )
