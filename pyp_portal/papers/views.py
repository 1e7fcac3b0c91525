"""The public check of a paper, the queue of papers for its keepers, and one's exports."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST, require_safe

from pyp_portal.access import require
from pyp_portal.papers import exporting, permissions, services, verifying
from pyp_portal.papers.forms import AfterForm, QueueForm, VerifyFileForm, VerifyForm
from pyp_portal.papers.models import Export, Paper, State

PAGE = 50


@login_not_required
@require_safe
def verify(request):
    """Say whether a paper with this number and hash was issued, and nothing of what it is about."""
    form = VerifyForm(request.GET or None)
    if form.is_bound and not is_within_limit(request):
        return answered(request, form, status=429)
    is_asked = form.is_bound and form.is_valid()
    paper = is_asked and verifying.find(*form.cleaned_data.values())
    return answered(request, form, is_asked=is_asked, paper=paper or None)


@csrf_exempt  # so that nothing is read before the handler is set; ``_verify_file`` checks it
@login_not_required
@require_POST
def verify_file(request):
    """Say whether a file is one that was made here; nothing of it is kept."""
    request.upload_handlers = [verifying.HashOnly(request)]
    return _verify_file(request)


@csrf_protect
def _verify_file(request):
    form = VerifyFileForm(request.POST, request.FILES)
    if not is_within_limit(request):
        return answered(request, VerifyForm(), file_form=form, status=429)
    is_asked = form.is_valid()
    paper = is_asked and verifying.find_file(form.cleaned_data["file"].digest)
    facts = {"is_asked": is_asked, "is_file": True, "paper": paper or None}
    return answered(request, VerifyForm(), file_form=form, **facts)


def answered(request, form, *, file_form=None, status=200, **facts):
    """The page of the check with its answer."""
    context = {
        "form": form,
        "file_form": file_form or VerifyFileForm(),
        "is_valid": facts.get("paper") is not None,
        "is_asked": False,
        "is_limited": status == 429,
        **facts,
    }
    return render(request, "papers/verify.html", context, status=status)


def is_within_limit(request):
    """Whether this address has not asked too often (``ACCOUNT_RATE_LIMITS``)."""
    asked = {"app": "allauth.account", "action": "verify_paper", "limit_get": True}
    return bool(ratelimit.consume(request, **asked))


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
        "troubled": Paper.objects.unemptied().filter(state=State.FAILED).count(),
        "waiting": Paper.objects.unemptied().filter(state=State.QUEUED).wanted().count(),
    }
    return render(request, "papers/list.html", context)


@require_POST
def retry(request, uid):
    """Have a failed paper made again."""
    require(permissions.can_tend(request.user))
    paper = get_object_or_404(Paper, uid=uid)
    if services.retry(paper, by=request.user):
        messages.success(request, _("The paper is queued again."))
    else:
        messages.info(request, _("This paper has not failed, so nothing was changed."))
    return redirect("papers:list")


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
