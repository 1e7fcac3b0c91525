"""Places of the official list, found while one types."""

from django.http import JsonResponse
from django.views.decorators.http import require_GET

from proposals import places

MOST = 20


@require_GET
def find_places(request):
    """Provinces, districts and subdistricts that hold what was typed (``q``), or one (``key``)."""
    query, key = request.GET.get("q", "")[:200], request.GET.get("key", "")
    found = [places.of_key(key)] if key else places.find(query, MOST + 1)
    options = [{"value": p.key, "label": p.name, "note": ""} for p in found[:MOST] if p]
    return JsonResponse({"options": options, "more": len(found) > MOST})
