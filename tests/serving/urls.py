"""The portal's pages, and a few more to try the middleware on."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from pyp_portal import urls


@login_not_required
def everyone(request):
    return HttpResponse("open to all")


def own(request):
    """Answers what was posted to it, to whom."""
    return HttpResponse(f"{request.user.pk}: {request.POST.get('title', '')}")


@require_POST
def act(request):
    return HttpResponse("done")


@login_not_required
def broken(request):
    raise RuntimeError("somebody@example.org broke it")


urlpatterns = [
    path("open/", everyone),
    path("own/", own),
    path("act/", act),
    path("broken/", broken),
    *urls.urlpatterns,
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
