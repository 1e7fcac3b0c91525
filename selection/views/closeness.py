"""Equal and close proposals: break a tie step by step, let members rank a few."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from proposals.models import Proposal
from pyp_portal.access import require
from selection import documents, permissions, services
from selection.forms.closeness import ChooseForm, PlacesForm, VotesForm
from selection.kinds import TieStep
from selection.models import Ranking, TieBreak
from selection.services import breaking, closeness, ranking
from selection.views.acting import ask, attempt, plan_of, press, seen
from selection.views.plans import places


def close_ones(request, year):
    """Who is equal, what ties were broken, what members were asked to rank."""
    plan = plan_of(request, year)
    require(permissions.can_see_board(plan, request.user))
    context = {
        "equals": closeness.equals(plan, request.user),
        "ties": closeness.tie_breaks(plan, request.user),
        "rankings": closeness.rankings(plan, request.user),
        "declared": closeness.declared(plan),
        "may_run": permissions.can_open_ranking(plan, request.user),
        "current": "board",
    }
    return render(request, "selection/close_ones.html", context | places(plan, request.user))


@require_POST
def break_tie(request, year, code):
    """Begin to break the tie of a proposal with those equal to it."""
    plan = plan_of(request, year)
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user), code=code)
    require(permissions.can_open_ranking(plan, request.user))
    return attempt(
        request,
        lambda: services.break_tie(plan, proposal, by=request.user),
        _("The declared steps were taken as far as the numbers decide."),
        reverse("selection:close_ones", args=[year]),
    )


def tie_of(request, uid):
    """(tie-break, plan) for those who may see the board and to whom none of it is closed."""
    found = get_object_or_404(TieBreak.objects.select_related("plan__call"), uid=uid)
    plan = seen(found.plan, request.user)
    if found.places.filter(proposal__in=closeness.closed_to(request.user, plan)).exists():
        raise Http404
    require(permissions.can_see_board(plan, request.user))
    return found, plan


def tie(request, uid):
    """The steps of a tie-break with their numbers, and what comes next."""
    found, plan = tie_of(request, uid)
    context = {
        "tie": found,
        "rows": found.places.select_related("proposal__lead_agency"),
        "steps": breaking.steps_of(found),
        "papers": documents.papers_about(found),
        "may_run": permissions.can_open_ranking(plan, request.user),
        "may_chair": permissions.can_chair(plan, request.user),
        "current": "board",
    }
    return render(request, "selection/tie_break.html", context | places(plan, request.user))


@require_http_methods(["GET", "POST"])
def runoff(request, uid):
    """Write down the votes of a secret runoff."""
    found, plan = tie_of(request, uid)
    require(permissions.can_open_ranking(plan, request.user))
    form = VotesForm(request.POST or None, proposals=breaking.equal_proposals(found))
    return ask(
        request,
        form,
        lambda form: services.record_runoff(found, form.votes(), by=request.user),
        done=_("The votes are kept, and the next step was taken."),
        back=found,
        title=_("Votes of the secret runoff"),
        text=_("%(count)d members may vote; each has one vote.")
        % {"count": breaking.voters(found)},
        verb=_("Keep the votes"),
    )


@require_http_methods(["GET", "POST"])
def casting(request, uid):
    """Who chairs puts in order what is still equal."""
    found, plan = tie_of(request, uid)
    require(permissions.can_chair(plan, request.user))
    form = PlacesForm(request.POST or None, proposals=breaking.equal_proposals(found))
    return ask(
        request,
        form,
        lambda form: services.cast_vote(found, _codes(form), by=request.user),
        done=_("Your casting vote is kept."),
        back=found,
        title=TieStep.CASTING.label,
        text=_("1 stands first. The order is printed with your name."),
        verb=_("Keep this order"),
    )


def _codes(form):
    return [proposal.code for proposal in form.order()]


# --- Rankings by the members
@require_http_methods(["GET", "POST"])
def new_ranking(request, year):
    """Choose two to six close proposals and ask the members to rank them."""
    plan = plan_of(request, year)
    require(permissions.can_open_ranking(plan, request.user))
    candidates = closeness.candidates(plan, request.user)
    return ask(
        request,
        ChooseForm(request.POST or None, candidates=candidates),
        lambda form: services.open_ranking(plan, by=request.user, **form.cleaned_data),
        done=_("The members have been asked to rank."),
        back=reverse("selection:close_ones", args=[year]),
        title=_("Have close proposals ranked?"),
        text=_("Each member puts in order those in which they have no interest."),
        verb=_("Ask the members"),
    )


def ranking_of(request, uid):
    """(ranking, plan) for members and office, unless all of it is closed to them."""
    found = get_object_or_404(Ranking.objects.select_related("plan__call"), uid=uid)
    plan = seen(found.plan, request.user)
    closed = closeness.closed_to(request.user, plan)
    if not found.proposals.exclude(pk__in=closed).exists():
        raise Http404
    return found, plan


def ranked(request, uid):
    """What is to be ranked; how many have done so; once it is combined, the result."""
    found, plan = ranking_of(request, uid)
    closed = closeness.closed_to(request.user, plan)
    may_run = permissions.can_open_ranking(plan, request.user)
    context = {
        "ranking": found,
        "proposals": found.proposals.exclude(pk__in=closed).select_related("lead_agency"),
        "shows_result": not found.proposals.filter(pk__in=closed).exists(),
        "result": closeness.shown(found.result),
        "may_rank": ranking.may_rank(found, plan.seat_of(request.user)),
        "cast": found.ballots.count() if may_run else None,
        "may_run": may_run,
        "current": "board",
    }
    return render(request, "selection/ranking.html", context | places(plan, request.user))


@require_http_methods(["GET", "POST"])
def ballot(request, uid):
    """The order of one member, until the ranking is closed."""
    found, plan = ranking_of(request, uid)
    seat = plan.seat_of(request.user)
    require(ranking.may_rank(found, seat))
    proposals, given = ranking.open_to(found, seat), ranking.places_of(found, seat)
    return ask(
        request,
        PlacesForm(request.POST or None, proposals=proposals, initial=given),
        lambda form: services.cast_ballot(found, seat, [p.pk for p in form.order()]),
        done=_("Your order is kept. You may change it until the ranking is closed."),
        back=found,
        title=_("Put the close proposals in order"),
        text=_("1 is the best. Nobody sees who ranked how."),
        verb=_("Keep this order"),
    )


close_ranking = press(
    ranking_of,
    services.close_ranking,
    _("The ranking is closed; its result follows in a moment."),
    permissions.can_open_ranking,
)
