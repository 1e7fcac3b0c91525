"""The public check of a paper, and the queue of papers for staff and administrators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pyp_portal.access import require
from pyp_portal.papers import permissions, services
from pyp_portal.papers.forms import OfficialNumberForm, QueueForm, VerifyForm
from pyp_portal.papers.models import Paper, State

PAGE = 50


@login_not_required
@require_GET
def verify(request):
    """Say whether a paper with this number and hash was issued, and nothing else about it."""
    form = VerifyForm(request.GET or None)
    is_valid = form.is_valid() and services.verify(*form.cleaned_data.values())
    context = {"form": form, "is_asked": form.is_bound and not form.errors, "is_valid": is_valid}
    return render(request, "papers/verify.html", context)


@require_GET
def queue(request):
    """The papers, newest first, by how far they are."""
    require(permissions.can_tend(request.user))
    form = QueueForm(request.GET)
    papers = list(form.narrow(Paper.objects.for_queue())[: PAGE + 1])
    context = {
        "form": form,
        "papers": papers[:PAGE],
        "next_key": papers[PAGE - 1].pk if len(papers) > PAGE else None,
        "troubled": Paper.objects.filter(state=State.FAILED).count(),
        "waiting": Paper.objects.filter(state=State.QUEUED).count(),
    }
    return render(request, "papers/list.html", context)


@require_POST
def retry(request, uid):
    """Have a failed paper made again."""
    require(permissions.can_tend(request.user))
    paper = get_object_or_404(Paper, uid=uid)
    if services.retry(paper):
        messages.success(request, _("The paper is queued again."))
    else:
        messages.info(request, _("This paper has not failed, so nothing was changed."))
    return redirect("papers:list")


@require_http_methods(["GET", "POST"])
def number(request, uid):
    """Note on an official paper the number of the office's own register."""
    require(permissions.can_tend(request.user))
    paper = get_object_or_404(Paper.objects.official(), uid=uid)
    form = OfficialNumberForm.of(paper, request.POST or None)
    if form.is_valid():
        noted = form.cleaned_data
        services.enter_official_number(paper, noted["number"], noted["date"], by=request.user)
        messages.success(request, _("The official number is noted."))
        return redirect("papers:list")
    return render(request, "papers/number.html", {"form": form, "paper": paper})
