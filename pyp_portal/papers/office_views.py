"""The page on which an administrator writes what papers say of the office."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pyp_portal.access import require
from pyp_portal.papers import officing, permissions
from pyp_portal.papers.models import Emblem, Office
from pyp_portal.papers.office_forms import OfficeForm
from pyp_portal.papers.rewording import WordingRefused, seen

SHOWN = 10  # versions


@require_http_methods(["GET", "POST"])
def office(request):
    """Name, address, head and garuda of the office, kept as the next version."""
    require(permissions.can_word(request.user))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = OfficeForm(*sent, instance=Office.objects.standing())
    if request.method == "POST" and form.is_valid() and keep(request, form):
        return redirect("papers:office")
    versions = Office.objects.select_related("written_by").order_by("-version")[:SHOWN]
    context = {"form": form, "versions": versions, "office": Office.objects.standing()}
    return render(request, "papers/office.html", context)


def keep(request, form):
    """Keep what was typed; False where somebody else was first."""
    given = form.cleaned_data
    try:
        row = officing.write(
            form.facts(),
            seen=seen(request),
            by=request.user,
            png=given["garuda"],
            is_plain=given["is_plain"],
        )
    except WordingRefused as refused:
        form.add_error(None, refused.sentence)
        return False
    if row is None:
        messages.info(request, _("Nothing was different, so nothing was changed."))
    else:
        messages.success(request, _("Saved. Papers made from now on say it so."))
    return True


@require_GET
def emblem(request):
    """The garuda that papers bear now; there is nothing for those who do not look after it."""
    standing = Office.objects.standing().emblem
    if standing is None or not permissions.can_word(request.user):
        raise Http404
    png = Emblem.objects.values_list("png", flat=True).get(pk=standing.pk)
    response = HttpResponse(bytes(png), content_type="image/png")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
