"""Go on, or stop with "you may not"."""

from django.core.exceptions import PermissionDenied


def require(allowed):
    """Raise ``PermissionDenied`` (answered with 403) unless ``allowed`` is true."""
    if not allowed:
        raise PermissionDenied
