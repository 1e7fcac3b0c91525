"""The last steps before results are known: the memorandum, the press, the hold, its end."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from proposals.models import Proposal
from pyp_portal.access import require
from pyp_portal.languages import column
from selection import permissions, services
from selection.forms import ReasonForm
from selection.forms.portfolio import PortfolioForm
from selection.models import SelectionPlan
from selection.views.acting import ask, attempt, found_by, plan_of
from selection.views.announcements import announcement_of, prepares
from selection.views.plans import places


@require_POST
def release(request, uid):
    """Press it: the hold begins, and everything is known when it is over."""
    found, plan = found_by(announcement_of, request, uid, permissions.can_decide)
    return attempt(
        request,
        lambda: services.press_release(found, by=request.user),
        _pressed(plan),
        found,
    )


def _pressed(plan):
    if plan.release_hold:
        return _("The release is under way. Until it is over it can be cancelled.")
    return _("Released. Every applicant has a letter.")


@require_http_methods(["GET", "POST"])
def cancel(request, uid):
    """Stop a release while nobody knows anything."""
    found, plan = announcement_of(request, uid)
    require(prepares(plan, request.user))
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda form: services.cancel_release(found, by=request.user, **form.cleaned_data),
        done=_("The release is cancelled. Nobody has learnt anything."),
        back=found,
        title=_("Cancel this release?"),
        text=_("The announcement stays signed and may be released again later."),
        verb=_("Cancel the release"),
        tone="danger",
    )


@require_http_methods(["GET", "POST"])
def memorandum(request, uid):
    """The memorandum to the director, as the record stands now (PD-14); another asks why."""
    found, plan = announcement_of(request, uid)
    require(prepares(plan, request.user) and permissions.may_read_summary(plan, request.user))
    done = _("The memorandum is written; it stands among the papers.")
    before = services.standing_memorandum(found)
    if before is None:
        if request.method == "GET":
            return redirect(found)
        write = lambda: services.write_memorandum(found, by=request.user)  # noqa: E731
        return attempt(request, write, done, found)
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda form: services.write_memorandum(found, by=request.user, **form.cleaned_data),
        done=done,
        back=found,
        title=_("Write another memorandum?"),
        text=_(
            "%(number)s stands now. The new one is written from the record as it is today and "
            "names it; the old one says that it was replaced. The reason stays inside."
        )
        % {"number": before.number},
        verb=_("Write it anew"),
    )


@require_http_methods(["GET", "POST"])
def portfolio(request, year):
    """How many may be selected of each region, level and theme; limits are never applied."""
    plan = plan_of(request, year)
    require(permissions.can_set_up(plan, request.user))
    themes = Proposal.objects.filter(call=plan.call_id, theme__isnull=False)
    themes = (
        themes.order_by("theme__code").values_list("theme__code", column("theme__name")).distinct()
    )
    form = PortfolioForm(request.POST or None, themes=themes, limits=plan.portfolio_limits)
    if request.method == "POST" and form.is_valid():
        fresh = SelectionPlan.objects.get(pk=plan.pk)
        limits = {"portfolio_limits": form.limits()}
        act = lambda: services.change_plan(fresh, by=request.user, **limits)  # noqa: E731
        back = reverse("selection:plan", args=[year])
        return attempt(request, act, _("The limits are saved."), back)
    context = {"form": form, "current": "overview"}
    return render(request, "selection/portfolio.html", context | places(plan, request.user))
