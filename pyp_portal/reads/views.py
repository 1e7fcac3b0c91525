"""The access log, searched by person, record, kind and day."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from pyp_portal.access import require
from pyp_portal.paging import one_page
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
    after = request.GET.get("after", "")
    page = one_page(
        rows.select_related("by"), ["-pk"], after if after.isdecimal() else "", "pk", PAGE
    )
    asked = {name for name, value in request.GET.items() if value} - {"after"}
    has_days = any(name.startswith(("first", "last")) for name in asked)
    context = {"form": form, "page": page, "asked": asked, "has_days": has_days}
    return render(request, "reads/log.html", context)
