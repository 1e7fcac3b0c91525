"""Rounds and their seals: close, open the second, verify, read what was frozen."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pyp_portal.access import require
from selection import documents, permissions, services
from selection.forms import NothingForm, ReasonForm
from selection.kinds import Stage
from selection.models import Seal
from selection.services import closing, standing, verifying
from selection.services.rounds import is_closed
from selection.views.acting import ask, attempt, plan_of, seen
from selection.views.plans import places


def rounds(request, year):
    """Where each stage stands: its rounds, its seals, and who asks to open a sheet again."""
    plan = plan_of(request, year)
    require(permissions.can_read_seals(plan, request.user))
    return _page(request, plan)


def _page(request, plan, verdicts=None):
    stages = standing.stages(plan)
    context = {
        "stages": stages,
        "has_seals": any(row.seals for row in stages),
        "asked": standing.asked(plan, request.user),
        "verdicts": verdicts,
        "may_close": permissions.can_close_round(plan, request.user),
        "may_chair": permissions.can_chair(plan, request.user),
        "may_open_second": standing.may_open_second(plan),
        "current": "rounds",
    }
    return render(request, "selection/rounds.html", context | places(plan, request.user))


@require_POST
def verify(request, year):
    """Check the seals against the rows now; what differs is said on the page."""
    plan = plan_of(request, year)
    require(permissions.can_read_seals(plan, request.user))
    closed = standing.closed_codes(plan, request.user)
    found = [(verdict, verdict.seen_by(closed)) for verdict in verifying.verify(plan)]
    return _page(request, plan, found)


def stage_of(name):
    """The stage in an address, or 404."""
    if name not in Stage.values:
        raise Http404
    return Stage(name)


@require_http_methods(["GET", "POST"])
def close_round(request, year, stage):
    """Ask, then have the round that runs closed and its table frozen."""
    plan, stage = plan_of(request, year), stage_of(stage)
    require(permissions.can_close_round(plan, request.user))
    again, typed = is_closed(plan, stage), request.POST if request.method == "POST" else None
    form = (ReasonForm if again else NothingForm)(typed)
    return ask(
        request,
        form,
        lambda form: closing.ask_closing(plan, stage, by=request.user, **form.cleaned_data),
        done=_("The round is being closed; chair and auditors are sent the hash of its table."),
        back=reverse("selection:rounds", args=[year]),
        title=_("Seal what was submitted since?") if again else _("Close the round?"),
        text=standing.before_closing(plan, stage),
        verb=_("Seal the table"),
    )


@require_POST
def open_second(request, year):
    """Open the second round."""
    plan = plan_of(request, year)
    require(permissions.can_close_round(plan, request.user))
    return attempt(
        request,
        lambda: services.open_second_round(plan, by=request.user),
        _("The second round is open: each member may change their own sheets, with a reason."),
        reverse("selection:rounds", args=[year]),
    )


def seal_of(request, uid):
    """(seal, plan) for those who may read seals."""
    found = get_object_or_404(
        Seal.objects.select_related("round__plan__call", "sealed_by", "approved_by"), uid=uid
    )
    plan = seen(found.round.plan, request.user)
    require(permissions.can_read_seals(plan, request.user))
    return found, plan


def seal(request, uid):
    """One sealed table: its hash, the one before it, what changed, why, by whom."""
    found, plan = seal_of(request, uid)
    may_read = permissions.can_read_table(plan, request.user)
    context = {
        "seal": found,
        "changes": standing.changes(found, request.user),
        "papers": documents.papers_about(found) if may_read else [],
        "may_read_table": may_read,
        "current": "rounds",
    }
    return render(request, "selection/seal.html", context | places(plan, request.user))


def seal_table(request, uid):
    """The frozen text itself, byte for byte what was hashed."""
    found, plan = seal_of(request, uid)
    require(permissions.can_read_table(plan, request.user))
    response = HttpResponse(found.table.encode(), content_type="application/json")
    name = f"seal-{plan.year}-{found.round.stage}-{found.version}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
