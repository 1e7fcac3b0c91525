"""Officers enter for an agency what it sent on paper."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from proposals.forms.on_behalf import PaperForm
from proposals.grounds import MoveRefused
from proposals.models import Call, OnBehalf
from proposals.on_behalf_emails import people_of_agency
from proposals.services.on_behalf import enter_on_behalf
from proposals.views.finding import code_in
from pyp_portal.access import require
from pyp_portal.accounts.models import Agency
from pyp_portal.search.services import matching

MOST_FOUND = 30


@require_http_methods(["GET", "POST"])
def on_behalf(request):
    """Find the agency, then say which paper came; the draft begins with its scan."""
    require(request.user.is_sto_staff)
    call = Call.objects.current()
    require(call is not None)
    if code := code_in(request.GET, "agency"):
        return of_agency(request, call, get_object_or_404(Agency.objects.existing(), code=code))
    query = request.GET.get("q", "").strip()
    found = matching(Agency.objects.existing(), query) if query else Agency.objects.none()
    rows = found.select_related("province")[:MOST_FOUND]
    context = {"call": call, "q": query, "rows": rows}
    return render(request, "proposals/on_behalf.html", context)


def of_agency(request, call, agency):
    """The form for one agency, with what was entered for it before."""
    form = PaperForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    proposal = entered(request, call, agency, form) if form.is_valid() else None
    if proposal:
        tell_of_start(request, proposal)
        return redirect("proposals:step", proposal.code, 1)
    own = OnBehalf.objects.filter(proposal__call=call, proposal__lead_agency=agency)
    context = {
        "call": call,
        "agency": agency,
        "form": form,
        "entries": own.select_related("proposal", "entered_by").order_by("pk"),
    }
    return render(request, "proposals/on_behalf_paper.html", context)


def tell_of_start(request, proposal):
    """That the draft is begun; and where nobody of the agency could be told, that too."""
    if people_of_agency(proposal):
        messages.success(request, _("The draft is begun, and the agency is told."))
    else:
        text = _("The draft is begun. The agency has no address in the portal: tell it by letter.")
        messages.warning(request, text)


def entered(request, call, agency, form):
    """The draft; or None, and the sentence stands at the form."""
    data = {**form.cleaned_data}
    scan = data.pop("scan")
    try:
        return enter_on_behalf(call, agency, request.user, scan, **data)
    except ValidationError as wrong:
        form.add_error("scan", wrong.messages)
    except MoveRefused as refused:
        form.add_error(None, refused.sentence)
    return None
