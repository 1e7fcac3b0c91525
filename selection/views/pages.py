"""Attachments as pages: one picture at a time, behind the rule of the proposal."""

from zipfile import ZipFile

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from proposals.views.files import attachment_for


@require_GET
def page(request, uid, number):
    """One page of an attachment of a proposal that the person may see, as a picture."""
    file = attachment_for(request, uid).file
    drawn = getattr(file, "page_set", None)
    is_there = drawn is not None and drawn.is_ready and not file.is_closed
    if not is_there or not 1 <= number <= len(drawn.sizes):
        raise Http404
    with drawn.file.open("rb") as archive, ZipFile(archive) as package:
        picture = package.read(f"{number}.jpg")
    return HttpResponse(
        picture,
        content_type="image/jpeg",
        headers={
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
