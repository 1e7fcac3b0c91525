"""A few pages to try the middleware on, beside the portal's own about itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language


@login_not_required
def home(request):
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
    path("", home, name="home"),
    path("own/", own),
    path("act/", act),
    path("broken/", broken),
    path("", include("pyp_portal.serving.urls")),
    path("accounts/", include("allauth.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
]
handler400 = "pyp_portal.refusals.bad_request"
handler403 = "pyp_portal.refusals.forbidden"
handler404 = "pyp_portal.refusals.not_found"
handler500 = "pyp_portal.refusals.failed"
