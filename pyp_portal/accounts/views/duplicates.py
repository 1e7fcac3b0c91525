"""A duplicate entry of the register: find the one to keep, see what goes over, join them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pyp_portal import thai
from pyp_portal.access import require
from pyp_portal.accounts import approvals, permissions, services
from pyp_portal.accounts.duplicate_parts import Moving
from pyp_portal.accounts.forms import AgencySearch, JoiningForm
from pyp_portal.accounts.likeness import named_alike
from pyp_portal.accounts.models import Agency, Approval
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.services import duplicates
from pyp_portal.accounts.views.kept import leads_to_kept
from pyp_portal.accounts.views.posted import posted
from pyp_portal.search.services import matching

MOST_FOUND = 20


def found(request, code):
    """The entry, for who may join it to another or agree to that."""
    one = get_object_or_404(Agency.objects.visible_to(request.user), code=code)
    require(permissions.can_confirm_joining(request.user))
    return one


@require_http_methods(["GET", "POST"])
@leads_to_kept
def duplicate(request, code):
    """Choose the entry to keep (``keep``), then look and give the reason; or decide as second."""
    one = found(request, code)
    sent = request.POST if request.method == "POST" else request.GET
    approval = approvals.open_for(one, duplicates.KIND)
    if approval and request.method == "GET":
        return render(request, "accounts/duplicate.html", proposed(request, approval))
    others = Agency.objects.standing().exclude(pk=one.pk)
    keep = others.filter(code=thai.normalise(sent.get("keep", ""))[:20]).first()
    if keep is None:
        return render(request, "accounts/duplicate_find.html", choice(request, one))
    moving = Moving(one, keep, request.user, rights=ticked(request, one, keep))
    form = JoiningForm(posted(request))
    if form.is_valid() and done(request, moving, form.cleaned_data["reason"]):
        return redirect("accounts:agency", code)
    return render(request, "accounts/duplicate.html", page(moving) | {"form": form})


def choice(request, one):
    """Entries named alike, and those that a search finds."""
    query = AgencySearch(request.GET).asked()["q"] or ""
    others = Agency.objects.existing().exclude(pk=one.pk).select_related("province")
    alike = [other for other in named_alike(one.name_th, one.type) if other != one]
    rows = matching(others, query)[:MOST_FOUND] if query else alike
    return {"agency": one, "rows": rows, "q": query}


def ticked(request, one, keep):
    """The rights that were ticked, of those that the page offers."""
    sent = set(request.POST.getlist("right"))
    return frozenset(
        (person.member.uid, name)
        for person in duplicates.people(Moving(one, keep))
        for name, _words in person.offered
        if f"{person.member.uid}:{name}" in sent
    )


def page(moving):
    """What goes over, what stands in the way, who gets which right."""
    return {
        "moving": moving,
        "pair": [(moving.duplicate, _("Goes")), (moving.kept, _("Is kept"))],
        "lines": duplicates.preview(moving),
        "stops": duplicates.stops(moving),
        "notes": duplicates.notes(moving),
        "people": duplicates.people(moving),
        "ticked": {f"{uid}:{name}" for uid, name in moving.rights},
        "needs_second": duplicates.needs_second(moving),
        "may_join": permissions.can_join_agencies(moving.by),
    }


def proposed(request, approval):
    """The same page for the second person, with what the first one asked for."""
    one = duplicates.as_proposed(approval)
    moving = Moving(one.duplicate, one.kept, request.user, one.reason, one.rights)
    is_mine = approval.asked_by_id == request.user.pk
    may_decide = not is_mine and permissions.can_confirm_joining(request.user)
    own = {"approval": approval, "is_mine": is_mine, "may_decide": may_decide}
    return page(moving) | own | {"form": JoiningForm()}


def done(request, moving, reason):
    """Join them, or ask a second person; the sentence where it is refused."""
    try:
        outcome = services.join_agencies(
            moving.duplicate, moving.kept, by=request.user, reason=reason, rights=moving.rights
        )
    except Refused as refused:
        messages.warning(request, refused.sentence)
        return False
    if isinstance(outcome, Approval):
        messages.info(request, _("A second person has to agree first. They are told by mail."))
    else:
        messages.success(request, _("The entries are joined. The old code leads here."))
    return True


@require_POST
def answer(request, code):
    """The second person agrees or does not; who proposed it may take it back."""
    one = found(request, code)
    approval = get_object_or_404(Approval.objects.of(one, duplicates.KIND).open())
    try:
        decided(request, approval)
    except Refused as refused:
        messages.warning(request, refused.sentence)
        return redirect("accounts:duplicate", code)
    return redirect("accounts:agency", code)


def decided(request, approval):
    """One of the three answers; anything else does nothing."""
    act, by = request.POST.get("act"), request.user
    if act == "confirm":
        services.confirm_joining(approval, by=by)
        messages.success(request, _("The entries are joined. The old code leads here."))
    elif act == "refuse":
        said = thai.normalise(request.POST.get("reason", ""))
        services.refuse_joining(approval, by=by, answer=said)
        messages.info(request, _("Nothing is joined. Who proposed it sees why."))
    elif act == "take_back":
        approvals.take_back(approval, by=by)
        messages.info(request, _("The proposal is taken back."))
