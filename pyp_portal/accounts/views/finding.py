"""Agencies of the register, found while one types."""

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import JsonResponse
from django.views.decorators.http import require_GET

from pyp_portal import thai
from pyp_portal.accounts.models import Agency
from pyp_portal.search.services import matching

MOST = 20


@require_GET
@login_not_required
def agencies(request):
    """Those whose name holds what was typed (``q``), or the one with a code (``key``).

    Names, level and sector only: what anybody may know of an agency, also before signing up;
    strangers ask so often and no more (S26).
    """
    if not (request.user.is_authenticated or is_within_limit(request)):
        return JsonResponse({"options": [], "more": True}, status=429)
    query, key = (thai.normalise(request.GET.get(name, "")).strip() for name in ("q", "key"))
    if not (query or key):
        return JsonResponse({"options": [], "more": False})
    existing = Agency.objects.existing().select_related("province")
    fits = existing.filter(coded(key[:20])).distinct() if key else matching(existing, query)
    found = list(fits[: MOST + 1])
    return JsonResponse(
        {"options": [option(agency) for agency in found[:MOST]], "more": len(found) > MOST}
    )


def coded(key):
    """By its own code, or by that of an entry that was joined to it."""
    return Q(code=key) | Q(duplicates__code=key)


def is_within_limit(request):
    """Whether this address has not asked too often (``ACCOUNT_RATE_LIMITS``)."""
    asked = {"app": "allauth.account", "action": "find_agencies", "limit_get": True}
    return bool(ratelimit.consume(request, **asked))


def option(agency):
    """An agency as the picker shows it, and what a row then takes from the register."""
    about = (agency.province, agency.get_level_display(), agency.get_sector_display())
    return {
        "value": agency.code,
        "label": agency.name_th,
        "note": " · ".join(str(part) for part in about if part),
        "fills": {"name_th": agency.name_th, "level": agency.level, "sector": agency.sector},
    }
