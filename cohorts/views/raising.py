"""Obstacles raised to the centre: of a team, one of them, and the queue of the office."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import permissions, queues, services
from cohorts.forms.asking import AssignForm, RaiseForm, ReplyForm
from cohorts.forms.fields import ReasonForm
from cohorts.models import RaisedObstacle
from cohorts.views.answering import act, ask, posted, team_of
from pyp_portal.access import require
from pyp_portal.paging import one_page, uid_in
from pyp_portal.papers import exporting


def obstacle_new(request, code):
    """Ask the centre to clear something away."""
    team = team_of(request, code)
    require(permissions.can_work(team, request.user))
    form = RaiseForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.raise_obstacle(team, by=request.user, **form.cleaned_data),
        title=_("Raise an obstacle to the centre"),
        label=_("Ask the centre"),
        done=_("The office has been told. The answer and its day stand with the work of the team."),
        back=f"{team.get_absolute_url()}work/",
        about=team.proposal,
    )


def raised_of(request, uid):
    """An obstacle that this person may see; else 404."""
    return get_object_or_404(RaisedObstacle.objects.visible_to(request.user).for_list(), uid=uid)


def raised(request, uid):
    """One obstacle: what is asked, who answers until when, the answer."""
    one = raised_of(request, uid)
    is_running = not one.team.is_over
    answers = permissions.can_manage(one.team, request.user) and is_running
    decides = permissions.can_work(one.team, request.user) and is_running
    context = {
        "raised": one,
        "may_answer": answers and not one.answered_at,
        "may_decide": decides and one.answered_at and not one.settled_at,
    }
    return render(request, "cohorts/raised.html", context)


def managed(request, uid):
    """An obstacle, for those who answer it."""
    one = raised_of(request, uid)
    require(permissions.can_manage(one.team, request.user))
    return one


def assign(request, uid):
    """Name the officer who answers, and the day."""
    one = managed(request, uid)
    known = {"owner": one.owner, "due_on": one.due_on}
    form = AssignForm(posted(request)[0], initial=known, team=one.team)
    return ask(
        request,
        form,
        lambda: services.assign_obstacle(one, by=request.user, **form.cleaned_data),
        title=_("Who answers, and until when"),
        label=_("Save who answers"),
        done=_("It is saved, and the officer has been told."),
        back=one.get_absolute_url(),
        about=one,
    )


def answer(request, uid):
    """Tell the team what the centre does."""
    one = managed(request, uid)
    form = ReplyForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.answer_obstacle(one, by=request.user, **form.cleaned_data),
        title=_("Answer the team"),
        label=_("Send the answer"),
        done=_("The answer is sent to the team."),
        back=one.get_absolute_url(),
        about=one,
    )


@require_POST
def settle(request, uid):
    """The team says that the answer helps."""
    one = raised_of(request, uid)
    require(permissions.can_work(one.team, request.user))
    verb, done = services.settle_obstacle, _("The obstacle is settled.")
    return act(request, lambda: verb(one, by=request.user), done, one.get_absolute_url())


def again(request, uid):
    """The team says why the answer does not help, and asks again."""
    one = raised_of(request, uid)
    require(permissions.can_work(one.team, request.user))
    form = ReasonForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.ask_again(one, by=request.user, reason=form.cleaned_data["reason"]),
        title=_("Ask the centre again"),
        label=_("Ask again"),
        done=_("The centre has been asked again, with a new day for the answer."),
        back=one.get_absolute_url(),
        about=one,
        text=one.answer_th,
    )


@require_POST
def export(request):
    """Ask for the obstacles as a file, in the view that the page shows."""
    require(permissions.can_view_cohort(request.user))
    view = queues.view_in(request.GET)
    return exporting.order(
        request,
        queues.KIND,
        title=_("Obstacles raised to the centre"),
        note=str(queues.VIEWS[view].label),
        back=f"{reverse('cohorts:obstacles')}?view={view}",
        view=view,
        format=request.POST.get("format"),
    )


def queue(request):
    """Everything teams have raised, the nearest day first, in one of a few views."""
    if not permissions.can_view_cohort(request.user):
        raise Http404
    rows = RaisedObstacle.objects.visible_to(request.user)
    name = queues.view_in(request.GET)
    chosen = queues.VIEWS[name]
    context = {
        "page": one_page(
            chosen.rows(rows, request.user).for_list(),
            ["due_on", "pk"],
            uid_in(request.GET, "after"),
        ),
        "stats": queues.stats(rows),
        "views": [(key, view.label, key == name) for key, view in queues.VIEWS.items()],
    }
    return render(request, "cohorts/obstacles.html", context)
