"""Before the judging: declarations, readers, the opening of the review."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from proposals.grounds import MoveRefused
from proposals.models import Proposal
from proposals.states import State
from pyp_portal.access import require
from selection import permissions, services
from selection.drawn import cells
from selection.forms import DeclareForm, DueForm, ReasonForm
from selection.kinds import Severity
from selection.services.grid import assignable, changes, grid
from selection.views.acting import ask, attempt, plan_about, plan_of
from selection.views.plans import places
from selection.views.searching import found_page


def declarations(request, year):
    """A member's own declarations: what is said, what is still to be said."""
    plan = plan_of(request, year)
    seat = plan.seat_of(request.user)
    require(seat is not None)
    left, only_left = services.undeclared(plan, request.user, seat), "left" in request.GET
    asked = left if only_left else services.to_declare(plan, request.user)
    context = found_page(request, asked)
    context |= {"rows": _declarations(seat, context["page"].rows), "left": left.count()}
    context |= {"only_left": only_left, "current": "declarations"}
    context["again"] = services.to_redeclare(plan, request.user, seat).prefetch_related(None)
    return render(request, "selection/declarations.html", context | places(plan, request.user))


def _declarations(seat, proposals):
    """Each proposal with what was declared, or whether the records show a tie."""
    declared = {c.proposal_id: c for c in seat.conflicts.filter(proposal__in=proposals)}
    causes = services.causes_for(seat, proposals)
    return [
        {"proposal": p, "declared": declared.get(p.pk), "causes": causes.get(p.pk, [])}
        for p in proposals
    ]


@require_POST
def declare_rest(request, year):
    """One declaration of no interest for all that is left and not suspected."""
    plan = plan_of(request, year)
    seat = plan.seat_of(request.user)
    require(seat is not None)
    proposals = list(services.to_declare(plan, request.user))
    return attempt(
        request,
        lambda: services.declare_none_for_rest(seat, proposals, by=request.user),
        _("Declared. What the records point at, if anything, you declare one by one."),
        reverse("selection:declarations", args=[year]),
    )


@require_http_methods(["GET", "POST"])
def declare(request, year, code):
    """A member's declaration about one proposal."""
    plan = plan_of(request, year)
    seat = plan.seat_of(request.user)
    require(seat is not None)
    proposal = get_object_or_404(services.to_declare(plan, request.user), code=code)
    return ask(
        request,
        DeclareForm(request.POST or None, initial=_said(seat, proposal)),
        lambda form: services.declare(seat, proposal, by=request.user, **form.cleaned_data),
        done=_("Your declaration is kept."),
        back=reverse("selection:declarations", args=[year]),
        title=f"{proposal.code} {proposal.title_th}",
        text=" ".join([_parties(proposal), *_causes(seat, proposal)]),
        verb=_("Declare"),
    )


def _parties(proposal):
    partners = ", ".join(p.name_th for p in proposal.partners.all()) or "–"
    return _("%(lead)s with %(partners)s") % {"lead": proposal.lead_agency, "partners": partners}


def _causes(seat, proposal):
    return services.causes_for(seat, [proposal]).get(proposal.pk, [])


def _said(seat, proposal):
    """What the form shows first: what was declared, or what the records suggest."""
    said = seat.conflicts.filter(proposal=proposal).first()
    if said:
        return {"severity": said.severity, "kind": said.kind, "reason": said.reason}
    kind = services.suggestions([seat], [proposal]).get((seat.pk, proposal.pk))
    return {"severity": Severity.HARD, "kind": kind} if kind else {}


def assignments(request, year):
    """Who reads what, page by page; a grid that those who run the selection change by hand."""
    plan = plan_of(request, year)
    require(permissions.can_read_matching(plan, request.user))
    context = found_page(request, assignable(plan, request.user)) | places(plan, request.user)
    found = grid(plan, request.user, context["page"].rows)
    context |= {"grid": cells(found, context["may_manage"]), "current": "assignments"}
    context["may_open"] = context["may_manage"] and _to_open(plan, request.user).exists()
    return render(request, "selection/assignments.html", context)


@require_POST
def assign(request, year):
    """Keep the ticks of the page of the grid; what cannot be is said, the rest is done."""
    plan = plan_of(request, year)
    require(permissions.can_manage(plan, request.user))
    ticked, shown = set(request.POST.getlist("reads")), set(request.POST.get("shown", "").split())
    done, refused = changes(plan, request.user, ticked, shown)
    for sentence in refused:
        messages.error(request, sentence)
    messages.success(request, _("%(count)d changes are kept.") % {"count": done})
    return redirect(reverse("selection:assignments", args=[year], query=request.GET or None))


def _to_open(plan, user):
    """What waits for its review, as far as this person may know of it."""
    return services.to_declare(plan, user).filter(state=State.ELIGIBLE)


@require_http_methods(["GET", "POST"])
def open_review(request, year):
    """Open the review of all eligible proposals that are ready (T12)."""
    plan = plan_of(request, year)
    require(permissions.can_manage(plan, request.user))
    return ask(
        request,
        DueForm(request.POST or None, initial={"day": plan.sheets_due}),
        lambda form: _open(request, plan, form.cleaned_data["day"]),
        done=_("The review is open; the readers have been written to."),
        back=reverse("selection:assignments", args=[year]),
        title=_("Open the review of the documents?"),
        text=_("%(count)d eligible proposals wait. Those whose readers are not complete stay.")
        % {"count": _to_open(plan, request.user).count()},
        verb=_("Open the review"),
    )


def _open(request, plan, due):
    """Open what is ready; say why the rest is not, and refuse where nothing is."""
    result = services.open_review(plan.call, due=due, by=request.user)
    known = [why for p, why in result.refused if permissions.may_know(p, request.user)]
    if not result.opened:
        raise MoveRefused(" ".join([_("No proposal is ready for the review."), *known]))
    for why in known:
        messages.warning(request, why)


@require_http_methods(["GET", "POST"])
def revert(request, code):
    """Back to the check (T13)."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user), code=code)
    require(request.user.is_sto_staff)
    plan = plan_about(proposal, request.user)
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda form: services.revert_to_screening(
            proposal, reason=form.cleaned_data["reason"], by=request.user
        ),
        done=_("The proposal is being checked again."),
        back=reverse("selection:assignments", args=[plan.year]),
        title=_("Back to the check: %(code)s") % {"code": proposal.code},
        text=_("Score sheets stay, read-only."),
        verb=_("Back to the check"),
    )
