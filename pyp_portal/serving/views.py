"""Is the portal alive, and is it ready: for balancers, watchers and the set-up."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from pyp_portal.serving import readiness


@login_not_required
@require_safe
def healthz(request):
    """This process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
def readyz(request):
    """Everything that a person's work needs is there; 503 names what is not."""
    checks = readiness.verdicts()
    is_ready = all(verdict == "ok" for verdict in checks.values())
    response = JsonResponse(
        {"status": "ok" if is_ready else "down", "checks": checks},
        status=200 if is_ready else 503,
    )
    response._has_been_logged = True  # a balancer asks every second; the checks have their own line
    return response
