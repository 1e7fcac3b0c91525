"""The notices as the office keeps them, and the press that says "I have read it"."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pyp_portal.access import require
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import timeline
from pyp_portal.privacy import noticing, permissions
from pyp_portal.privacy.comparing import changed
from pyp_portal.privacy.models import Notice
from pyp_portal.privacy.notice_forms import NoticeForm, PublishForm


@require_http_methods(["GET", "POST"])
def notices(request):
    """All versions, with how many people have read each; who may, begins the next."""
    require(permissions.can_see_requests(request.user))
    may_keep = permissions.can_keep(request.user)
    if request.method == "POST":
        require(may_keep)
        return redirect(noticing.begin(request.user))
    context = {"notices": Notice.objects.for_list(), "may_keep": may_keep}
    return render(request, "privacy/notices.html", context)


@require_http_methods(["GET", "POST"])
def notice(request, uid):
    """One version: written while it is a draft, afterwards read beside the one before."""
    require(permissions.can_see_requests(request.user))
    found = get_object_or_404(Notice.objects.for_list(), uid=uid)
    may_write = permissions.can_keep(request.user) and found.is_draft
    if request.method == "POST":
        require(permissions.can_keep(request.user))
    act = request.POST.get("act")
    form = NoticeForm(request.POST if act == "write" else None, notice=found)
    publish = PublishForm(
        request.POST if act == "publish" else None, initial={"version": found.version}
    )
    if request.method == "POST" and done(request, found, form, publish):
        return redirect(found)
    context = {
        "one": found,
        "form": form if may_write else None,
        "publish": publish,
        "changes": changed(found),
        "events": timeline(found),
    }
    return render(request, "privacy/notice.html", context)


def done(request, found, form, publish):
    """Do what was sent; False where its form says what is wrong."""
    if not (form.is_valid() or publish.is_valid()):
        return False
    try:
        keep(request, found, form, publish)
    except ValidationError as refused:
        (form if form.is_bound else publish).add_error(None, refused)
        return False
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return True


def keep(request, found, form, publish):
    """The words of the draft, or the day from which it holds."""
    if form.is_bound:
        version = form.cleaned_data["version"]
        noticing.write(found, by=request.user, version=version, words=form.words)
        messages.success(request, _("The draft is saved."))
    else:
        noticing.publish(found, by=request.user, **publish.cleaned_data)
        messages.success(request, _("The notice is published. People are told as they sign in."))


@require_POST
def notice_read(request):
    """I have read it: the line goes away."""
    noticing.read(request)
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if is_ours else "home")
