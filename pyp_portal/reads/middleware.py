"""Notes guarded pages and files once they were answered."""

from pyp_portal.history.middleware import address_of
from pyp_portal.reads import services

SHOWN = 200


def noting(get_response):
    """After the answer, so that what was refused is not noted as read."""

    def middleware(request):
        response = get_response(request)
        match = request.resolver_match
        if match and request.method == "GET" and response.status_code == SHOWN:
            _note(request, match)
        return response

    return middleware


def _note(request, match):
    if request.user.is_authenticated:
        services.note(
            match.view_name,
            match.kwargs,
            by=getattr(request, "signed_in", request.user),
            path=request.get_full_path(),
            address=address_of(request),
        )
