"""The proposals of a list bound to one PDF."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from proposals import booklet, permissions
from proposals.looking import look
from pyp_portal.access import require


@require_POST
def bind(request):
    """Ask for all proposals that the list shows as one booklet."""
    require(permissions.reads_all(request.user))
    seen = look(request)
    back = f"{reverse('proposals:list')}?{seen.address()}"
    if refused := booklet.why_not(seen):
        messages.error(request, refused)
        return redirect(back)
    return booklet.order(request, seen, back)
