"""The page of what workers do: every queue, every job of the timetable, what failed, try again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from pyp_portal.access import require
from pyp_portal.outbox.permissions import may_keep_the_queue
from pyp_portal.paging import uid_in
from pyp_portal.serving import readiness, retrying
from pyp_portal.serving.jobs import jobs
from pyp_portal.serving.queues import QUEUES, looked_at
from pyp_portal.timetable import TIMETABLE

AT_ONCE = 200  # that one press has tried again


@require_GET
def queues(request):
    """How much waits and since when, what failed and why, when each job last ran."""
    require(may_keep_the_queue(request.user))
    every = jobs()
    context = {
        "queues": looked_at(),
        "jobs": every,
        "troubled": [job for job in every if job.is_late or job.has_failed],
        "may_act": request.user.is_portal_admin,
        "worker_lives": readiness.verdicts()["worker"] == "ok",
    }
    return render(request, "queues/queues.html", context)


@require_POST
def again(request, code):
    """Have one that failed tried again, or all of a kind."""
    require(request.user.is_portal_admin)
    queue = QUEUES.get(code)
    if queue is None or queue.retry is None:
        raise Http404
    one = uid_in(request.POST, "uid")
    chosen = queue.failed_one(one) if "uid" in request.POST else queue.failed()
    tell(request, queue.retry(list(chosen[:AT_ONCE]), request.user))
    return redirect("queues:queues")


def tell(request, done):
    """How many are on their way again."""
    if done:
        words = ngettext("%(n)d is tried again.", "%(n)d are tried again.", done)
        messages.success(request, words % {"n": done})
    else:
        messages.info(request, _("Nothing of it has failed any more, so nothing was changed."))


@require_POST
def run(request):
    """Have one job of the timetable run now."""
    require(request.user.is_portal_admin)
    name = request.POST.get("job", "")
    if name not in TIMETABLE:
        raise Http404
    retrying.job(name, request.user)
    messages.success(request, _("A worker was asked to run it now."))
    return redirect("queues:queues")
