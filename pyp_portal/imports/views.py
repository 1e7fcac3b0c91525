"""Send a list, look at what it would do, enter it, undo it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pyp_portal.access import require
from pyp_portal.accounts.models import Province
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.roles import AgencyType
from pyp_portal.imports import permissions, services, telling
from pyp_portal.imports.forms import FileForm, ReasonForm
from pyp_portal.imports.models import Import, Kind
from pyp_portal.imports.template import lists_of, workbook
from pyp_portal.paging import one_page, uid_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 25


@require_http_methods(["GET", "POST"])
def imports(request):
    """The files so far; who may, sends one more."""
    require(permissions.can_view(request.user))
    kinds = permissions.kinds_for(request.user)
    form = FileForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST":
        require(kinds)
        if form.is_valid() and (made := sent(form, request.user)):
            return redirect(made)
    rows = Import.objects.visible_to(request.user).for_list()
    order, after = ("-asked_at", "-pk"), uid_in(request.GET, "after")
    page = one_page(rows, order, after, "uid", PAGE, among=rows)
    context = {"form": form, "kinds": kinds, "page": page}
    return render(request, "imports/list.html", context)


def sent(form, by):
    """The import; None where the file was refused, with the sentence in the form."""
    data = form.cleaned_data
    try:
        return services.send(data["kind"], data["file"], by=by)
    except ValidationError as refused:
        form.add_error("file", refused)
        return None


@require_GET
def template(request, kind):
    """The empty workbook, for who may import such a list."""
    if kind not in Kind.values or not permissions.can_import(kind, request.user):
        raise Http404
    provinces = [one.name_th for one in Province.objects.all()]
    types = [str(one.label) for one in AgencyType]
    headers = {
        "Content-Disposition": f'attachment; filename="{kind}.xlsx"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    content = workbook(kind, lists_of(kind, provinces, types))
    return HttpResponse(content, content_type=XLSX, headers=headers)


def visible(request, uid):
    """The import, for who may see it; else 404."""
    return get_object_or_404(Import.objects.visible_to(request.user), uid=uid)


@require_GET
def one(request, uid):
    """What a file would do or has done; its middle alone for the page that waits for it."""
    found = visible(request, uid)
    context = {
        "one": found,
        "may_act": permissions.can_import(found.kind, request.user),
        "shown": telling.shown(found),
        "faults": found.faults[: telling.MOST_FAULTS],
        "events": telling.told(found),
    }
    page = "imports/_state.html" if request.htmx else "imports/one.html"
    return render(request, page, context)


def acted(request, uid, act):
    """Do it where this person may; say so where somebody was first."""
    found = visible(request, uid)
    require(permissions.can_import(found.kind, request.user))
    try:
        act(found)
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return redirect(found)


@require_POST
def enter(request, uid):
    """Enter all rows of a list that was checked."""
    return acted(request, uid, lambda found: services.enter(found, by=request.user))


@require_POST
def undo(request, uid):
    """Take out what was entered; drop a list that was not."""
    form = ReasonForm(request.POST)

    def act(found):
        if not form.is_valid():
            raise Refused(_("Say in a few words why."))
        verb = services.drop if "drop" in request.POST else services.undo
        verb(found, by=request.user, reason=form.cleaned_data["reason"])

    return acted(request, uid, act)
