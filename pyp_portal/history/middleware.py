"""Lets every event know the address and the person of its request."""

from django.conf import settings

from pyp_portal.history.origin import coming_from


def address_of(request):
    """The caller's address: the one our own outermost proxy saw, where there are proxies."""
    proxies = settings.TRUSTED_PROXIES
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies].strip()[:45]
    return request.META.get("REMOTE_ADDR", "")[:45]


def origin(get_response):
    def middleware(request):
        person = getattr(request, "signed_in", getattr(request, "user", None))
        with coming_from(address_of(request), person):
            return get_response(request)

    return middleware
