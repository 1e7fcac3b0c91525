"""Views of the list: kept, renamed, shared, opened first, deleted; and the columns."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from proposals import permissions, services
from proposals.columns import COLUMNS
from proposals.forms.saved_views import NewViewForm, ViewNameForm
from proposals.looking import look
from proposals.models import SavedView
from pyp_portal.access import require
from pyp_portal.accounts.refusals import Refused


@require_http_methods(["GET", "POST"])
def views(request):
    """All views of this person and of the office; what the list shows now becomes a new one."""
    require(permissions.reads_all(request.user))
    seen, may_share = look(request), permissions.can_share_views(request.user)
    form = NewViewForm(request.POST or None, may_share=may_share)
    if form.is_valid() and (view := saved(request, form, seen)):
        return redirect(f"{reverse('proposals:list')}?view={view.uid}")
    rows = [(view, permissions.can_change_view(view, request.user)) for view in seen.views]
    words = seen.form.words()
    context = {"look": seen, "form": form, "rows": rows, "words": words, "may_share": may_share}
    return render(request, "proposals/views.html", context)


def saved(request, form, seen):
    """The new view; None where it was refused, and the sentence stands beside the name."""
    keys = [column.key for column in seen.columns]
    try:
        return services.save_view(
            query=seen.kept_query(), columns=keys, by=request.user, **form.cleaned_data
        )
    except Refused as refused:
        form.add_error("name", refused.sentence)
        return None


def found(request, uid):
    """A view that this person may see."""
    require(permissions.reads_all(request.user))
    return get_object_or_404(SavedView.objects.visible_to(request.user), uid=uid)


def changeable(request, uid):
    """A view that this person may change."""
    view = found(request, uid)
    require(permissions.can_change_view(view, request.user))
    return view


@require_POST
def change(request, uid):
    """Another name; shown to the office or no longer."""
    view = changeable(request, uid)
    form = ViewNameForm(request.POST, may_share=True)
    try:
        if form.is_valid():
            services.change_view(view, by=request.user, **form.cleaned_data)
            messages.success(request, _("The view is changed."))
        else:
            messages.error(request, " ".join(form.errors.get("name")))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("proposals:views")


@require_POST
def refill(request, uid):
    """The filters of the address become those of the view."""
    view = changeable(request, uid)
    services.refill_view(view, look(request).kept_query(), by=request.user)
    messages.success(request, _("The view is changed."))
    return redirect(f"{reverse('proposals:list')}?view={view.uid}")


@require_POST
def delete(request, uid):
    """Gone for whoever used it."""
    services.delete_view(changeable(request, uid), by=request.user)
    messages.success(request, _("The view is deleted."))
    return redirect("proposals:views")


@require_POST
def open_with(request, uid):
    """The list opens with this view; pressed again, with the usual one."""
    view = found(request, uid)
    services.open_with(None if "off" in request.POST else view, by=request.user)
    return redirect("proposals:views")


@require_POST
def columns(request):
    """Which columns the list has: kept with the view that is open, else for the person."""
    require(permissions.reads_all(request.user))
    seen = look(request)
    keys = [key for key in COLUMNS if key in request.POST.getlist("column")]
    services.choose_columns(keys, by=request.user, view=seen.view)
    return redirect(f"{reverse('proposals:list')}?{seen.address()}")
