"""Cases of one officer given to another, after a look at the list."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from proposals import services
from proposals.forms.handing_over import OfficersForm
from pyp_portal.access import require
from pyp_portal.accounts.refusals import Refused


@require_http_methods(["GET", "POST"])
def cases(request):
    """From whom, to whom, and which cases; moved only by a press on the button under the list."""
    require(request.user.is_sto_staff)
    form = OfficersForm(request.POST or request.GET or None)
    officers = form.cleaned_data if form.is_valid() else {}
    if request.method == "POST" and officers and moved(request, **officers):
        return redirect("proposals:reassign")
    lines = services.cases_of(**officers, by=request.user) if officers else None
    context = {
        "form": form,
        "lines": lines,
        "ticked": request.POST.getlist("code"),
        "count": sum(not line.stays for line in lines or []),
        **officers,
    }
    return render(request, "proposals/reassign.html", context)


def moved(request, officer, target):
    """Whether the ticked cases moved; if not, the sentence says why and all is as it was."""
    codes = request.POST.getlist("code")
    if not codes:
        messages.warning(request, _("Tick the cases that are to move."))
        return False
    try:
        rows = services.reassign(codes, officer, target, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.sentence)
        return False
    count = len(rows)
    words = ngettext(
        "%(count)d case now belongs to %(who)s.", "%(count)d cases now belong to %(who)s.", count
    )
    messages.success(request, words % {"count": count, "who": target})
    return True
