"""The portal's URLs and the floor: what any page costs that knows who asks."""

from django.http import HttpResponse
from django.urls import path

from proposals.models import Proposal
from pyp_portal.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def floor(request):
    """Load session, user and one row by its key; answer a fixed string."""
    Proposal.objects.only("pk").get(pk=int(request.GET["pk"]))
    return HttpResponse(f"floor {bool(request.user.pk)}"[:5])


urlpatterns = [path("floor/", floor, name="floor"), *urlpatterns]
