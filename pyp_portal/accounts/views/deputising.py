"""Who stands in for which officer, from a day to a day."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pyp_portal.access import require
from pyp_portal.accounts import permissions, services
from pyp_portal.accounts.deputy_forms import DeputyForm
from pyp_portal.accounts.models import Deputy
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.views.posted import posted
from pyp_portal.accounts.views.register import tabs


@require_http_methods(["GET", "POST"])
def deputies(request):
    """Those of today and of days to come; name another one."""
    require(permissions.can_set_deputies(request.user))
    form = DeputyForm(posted(request), initial={"officer": request.user.pk})
    if form.is_valid() and named(request, form):
        return redirect("accounts:deputies")
    context = {"form": form, "rows": Deputy.objects.coming().for_list()}
    return render(request, "accounts/deputies.html", context | tabs(request.user))


def named(request, form):
    """Whether the verb was done; else the sentence stands at the form, with what was typed."""
    try:
        services.set_deputy(by=request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return False
    messages.success(request, _("The deputy is named, and both are told."))
    return True


@require_POST
def end(request, uid):
    """Nobody stands in any more."""
    require(permissions.can_set_deputies(request.user))
    deputy = get_object_or_404(Deputy, uid=uid)
    try:
        services.end_deputy(deputy, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, _("The deputy has ended, and both are told."))
    return redirect("accounts:deputies")
