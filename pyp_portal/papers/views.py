"""The public check of a paper, the queue of papers for its keepers, and one's exports."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from pyp_portal.access import require
from pyp_portal.papers import exporting, permissions, services
from pyp_portal.papers.forms import AfterForm, OfficialNumberForm, QueueForm, VerifyForm
from pyp_portal.papers.models import Export, Paper, State

PAGE = 50


@login_not_required
@require_safe
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
        "waiting": Paper.objects.filter(state=State.QUEUED).wanted().count(),
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


@require_GET
def exports(request):
    """The files one asked for within the last month, newest first; for auditors those of all."""
    asked = Export.objects.visible_to(request.user).kept().select_related("asked_by")
    form = AfterForm(request.GET)
    found = list(form.narrow(asked)[: PAGE + 1])
    context = {
        "exports": found[:PAGE],
        "after": request.GET.get("after"),
        "next_key": found[PAGE - 1].pk if len(found) > PAGE else None,
    }
    return render(request, "papers/exports.html", context)


@require_GET
def export(request, uid):
    """How far one export is; the part that changes is asked for alone by the page itself."""
    found = get_object_or_404(Export.objects.visible_to(request.user), uid=uid)
    template = "papers/_export.html" if request.htmx else "papers/export.html"
    context = {"export": found, "is_own": permissions.is_own(found, request.user)}
    return render(request, template, context)


@require_POST
def cancel(request, uid):
    """Stop a file that is still being made."""
    found = get_object_or_404(Export.objects.visible_to(request.user), uid=uid)
    require(permissions.is_own(found, request.user))
    if exporting.cancel(found, by=request.user):
        messages.success(request, _("The file is no longer being made."))
    else:
        messages.info(request, _("This file was not being made any more, so nothing was changed."))
    return redirect(found)


@require_POST
def again(request, uid):
    """Ask for the same list as it is now."""
    found = get_object_or_404(Export.objects.visible_to(request.user), uid=uid)
    require(permissions.is_own(found, request.user))
    return exporting.order_again(request, found)
