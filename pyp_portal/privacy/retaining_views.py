"""How long what is kept, what is over its time, and the word of two people that it goes."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from pyp_portal import clock
from pyp_portal.access import require
from pyp_portal.accounts import approvals
from pyp_portal.accounts.refusals import Refused
from pyp_portal.paging import one_page, uid_in
from pyp_portal.privacy import permissions, retaining
from pyp_portal.privacy.forms import KeepForm, WhyForm
from pyp_portal.privacy.models import Hold, Removal, RemovalItem
from pyp_portal.privacy.schedule import Rule, Then, all_rules, counted, last_runs

SHOWN = 50  # removals of the past, the newest first
DONE = {
    "propose": _("It is proposed. A second person sees it among their tasks."),
    "confirm": _("Agreed. The portal does it now, piece by piece."),
    "refuse": _("It is refused. Nothing is removed."),
    "take_back": _("It is taken back. Nothing is removed."),
    "hold": _("The record is held back."),
    "let_go": _("The record is no longer held back."),
}
WITH_REASON = ("propose", "refuse", "hold")


@dataclass(frozen=True)
class Line:
    """One rule of the schedule, with the report or the run that stands beside it."""

    rule: Rule
    removal: Removal | None
    ran_at: datetime | None

    @property
    def then(self):
        return Then(self.rule.then).label


@require_http_methods(["GET", "POST"])
def schedule(request):
    """All rules with what stands open under each, and what was removed; POST looks anew."""
    require(permissions.can_see_requests(request.user))
    if request.method == "POST":
        require(permissions.can_propose_removal(request.user))
        retaining.look()
        messages.success(request, _("The reports are written anew."))
        return redirect("privacy:retention")
    standing = {one.rule: one for one in Removal.objects.filter(done_at=None)}
    runs = last_runs()
    rules = all_rules()
    past = Removal.objects.done().select_related("asked_by", "confirmed_by")[:SHOWN]
    context = {
        "lines": [Line(one, standing.get(one.code), runs.get(one.job)) for one in rules.values()],
        "past": [(one, rules.get(one.rule), counted(one.counts)) for one in past],
        "may_look": permissions.can_propose_removal(request.user),
    }
    return render(request, "privacy/retention.html", context)


@require_http_methods(["GET", "POST"])
def rule(request, code):
    """One rule: what is over its time by it, what is held back, and deciding on it."""
    require(permissions.can_see_requests(request.user))
    found = all_rules().get(code)
    if found is None or found.due is None:
        raise Http404
    removal = Removal.objects.filter(rule=code, done_at=None).first()
    approval = approvals.open_for(removal, retaining.KIND) if removal else None
    form = WhyForm()
    if request.method == "POST":
        require(permissions.can_agree_to_removal(request.user))
        form = (KeepForm if request.POST.get("act") == "hold" else WhyForm)(request.POST)
        if done(request, removal, approval, form):
            return redirect("privacy:rule", code)
    items = removal.items.all() if removal else RemovalItem.objects.none()
    held = Hold.objects.standing().of(found.due(clock.now()).model)
    context = {
        "rule": found,
        "then": Then(found.then).label,
        "removal": removal,
        "approval": approval,
        "form": WhyForm() if isinstance(form, KeepForm) else form,
        "page": one_page(items, ["since", "pk"], uid_in(request.GET, "after")),
        "held": held.select_related("by"),
        "hold_form": form if isinstance(form, KeepForm) else KeepForm(),
        "may_propose": permissions.can_propose_removal(request.user),
        "may_agree": permissions.can_agree_to_removal(request.user),
    }
    return render(request, "privacy/rule.html", context)


def done(request, removal, approval, form):
    """True once it is done or refused with a sentence; False where a reason is missing."""
    act = request.POST.get("act")
    if act not in DONE:
        raise Http404
    if act in WITH_REASON and not form.is_valid():
        return False
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        do(act, request, removal, approval, reason)
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, DONE[act])
    return True


def do(act, request, removal, approval, reason):
    """The act that was chosen; Refused where there is nothing (more) to decide."""
    user = request.user
    if act == "hold":
        found = RemovalItem.objects.select_related("removal")
        item = get_object_or_404(found, uid=uid_in(request.POST, "item"), removal=removal)
        retaining.hold(item, by=user, reason=reason)
    elif act == "let_go":
        retaining.let_go(get_object_or_404(Hold, uid=uid_in(request.POST, "hold")), by=user)
    elif act == "propose":
        require_one(removal)
        retaining.propose(removal, by=user, reason=reason)
    else:
        require_one(approval)
        decide(act, approval, user, reason)


def require_one(found):
    if found is None:
        raise Refused(_("Nothing waits here for a decision any more."))


def decide(act, approval, user, reason):
    if act == "confirm":
        retaining.confirm(approval, by=user)
    elif act == "refuse":
        allowed = permissions.can_agree_to_removal
        approvals.refuse(approval, by=user, allowed=allowed, answer=reason)
    else:
        approvals.take_back(approval, by=user)
