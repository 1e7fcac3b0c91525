"""My tasks: all of them, one put off or handed on, and back again."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pyp_portal import clock
from pyp_portal.accounts.refusals import Refused
from pyp_portal.desk import badge, services
from pyp_portal.desk.filters import View, chips, filtered
from pyp_portal.desk.forms import HandOnForm, LaterForm, TaskFilter
from pyp_portal.desk.lists import desk_of, may_wait_until
from pyp_portal.desk.models import Mark
from pyp_portal.pages import work_of


@require_GET
def tasks(request):
    """Everything that waits for me, by day and by room; what I put off, what I handed on."""
    user, asked = request.user, TaskFilter(request.GET).asked()
    is_settled = work_of(user).exists()
    desk = badge.keep(user, desk_of(user, is_settled=is_settled), is_settled=is_settled)
    standing = {View.NOW: desk.now, View.LATER: desk.later, View.GIVEN: desk.given}
    lines = standing[asked["view"] or View.NOW]
    context = {
        "lines": filtered(lines, asked),
        "views": [(view.value, view.label, len(found)) for view, found in standing.items()],
        "chips": chips(lines, asked),
        "asked": asked | {"view": asked["view"] or View.NOW.value},
    }
    return render(request, "desk/tasks.html", context)


def shown_desk(user):
    """The lines as the list shows them, the way to an agency too where somebody has no work yet."""
    return desk_of(user, is_settled=work_of(user).exists())


@require_http_methods(["GET", "POST"])
def task(request, key):
    """One line: put it off until a day, or hand it on; what is refused stands at its form."""
    line = shown_desk(request.user).of(key)
    if line is None:
        raise Http404
    people = [] if line.is_taken else services.assistants(request.user, line.todo)
    posted = {name: request.POST if name in request.POST else None for name in ("later", "hand_on")}
    later = LaterForm(posted["later"], todo=line.todo)
    hand_on = HandOnForm(posted["hand_on"], people=people)
    if put_off(request, line, later) or handed_on(request, line, hand_on):
        return redirect("desk:tasks")
    context = {
        "line": line,
        "later": later,
        "may_wait": may_wait_until(line.todo, clock.today() + timedelta(days=1)),
        "hand_on": hand_on,
        "people": people,
    }
    return render(request, "desk/task.html", context)


def put_off(request, line, form):
    """Whether it was put off."""
    if not form.is_valid():
        return False
    day = form.cleaned_data["day"]
    return done(
        request,
        form,
        lambda: services.put_off(request.user, line.todo, day),
        _("Put off. It comes back by itself."),
    )


def handed_on(request, line, form):
    """Whether it was handed on."""
    return form.is_valid() and done(
        request,
        form,
        lambda: services.hand_on(request.user, line.todo, **form.chosen),
        _("Handed on. Your assistant is told."),
    )


def done(request, form, verb, sentence):
    """Whether the verb was done; else its sentence stands at the form, with what was typed."""
    try:
        verb()
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return False
    messages.success(request, sentence)
    return True


@require_POST
def end(request, uid):
    """Take a line back that I put off or handed on, or give back one that was handed to me."""
    mark = get_object_or_404(Mark.objects.about(request.user).for_list(), uid=uid)
    line = shown_desk(request.user).of(mark.key)
    try:
        services.end(mark, by=request.user, todo=line and line.todo)
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, _("It stands as before."))
    return redirect("desk:tasks")
