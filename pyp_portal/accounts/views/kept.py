"""The address of an entry that was joined to another leads to the one that is kept."""

from functools import wraps

from django.shortcuts import redirect

from pyp_portal.accounts.models import Agency


def leads_to_kept(view):
    """Wrap a page of one agency: an old code answers with the way to the kept one's page."""

    @wraps(view)
    def led(request, code):
        rows = Agency.objects.filter(code=code).exclude(duplicate_of=None)
        kept = rows.values_list("duplicate_of__code", flat=True).first()
        if kept:
            return redirect(request.resolver_match.view_name, kept)
        return view(request, code)

    return led
