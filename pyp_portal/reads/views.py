"""The access log, searched by person, record, kind and day."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from pyp_portal.access import require
from pyp_portal.paging import key_in, one_page
from pyp_portal.papers import exporting, lists
from pyp_portal.reads import exports
from pyp_portal.reads.forms import AskedForm
from pyp_portal.reads.models import Read
from pyp_portal.reads.permissions import can_read_log

PAGE = 50


@require_GET
def log(request):
    """Who was shown what, newest first."""
    require(can_read_log(request.user))
    form = AskedForm(request.GET)
    rows = Read.objects.matching(**form.cleaned_data) if form.is_valid() else Read.objects.none()
    page = one_page(rows.select_related("by"), ["-pk"], key_in(request.GET, "after"), "pk", PAGE)
    asked = {name for name, value in request.GET.items() if value} - {"after"}
    has_days = any(name.startswith(("first", "last")) for name in asked)
    context = {"form": form, "page": page, "asked": asked, "has_days": has_days}
    return render(request, "reads/log.html", context)


@require_POST
def export(request, of):
    """Ask for a register of the house as a file, as it is filtered."""
    back = reverse(exports.PAGES.get(of, "home"))
    return lists.order(request, exports.KIND, exports.LISTINGS, of, back=back)


@require_POST
def export_file(request, uid):
    """Hand out a register that was asked for."""
    export = exporting.find(request.user, uid, exports.KIND)
    is_allowed = exports.may_fetch(export, request.user)
    return exporting.hand_out(request, export, is_allowed=is_allowed)
