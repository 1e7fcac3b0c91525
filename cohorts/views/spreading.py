"""What everybody sees of how models spread: the map, one issue, its kit and handbook."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cohorts import kit_papers, shown, spread
from cohorts.models import ScaleOutSite
from cohorts.spread_states import ADOPTABLE, SPREADING
from pyp_portal.papers.services import deliver
from pyp_portal.uploads.services import serve


@login_not_required
@require_safe
def index(request):
    """All models that spread: one map, and each with its figures."""
    public = ScaleOutSite.objects.public().select_related("province")
    found = shown.for_page(shown.teams()).prefetch_related(Prefetch("sites", public))
    teams = [(team, spread.counts(team.sites.all())) for team in found]
    sites = [site for team, _counts in teams for site in team.sites.all()]
    context = {
        "teams": sorted(teams, key=lambda one: -one[1]["sites"]),
        **drawn(sites, {team.proposal.province for team, _counts in teams} - {None}),
    }
    return render(request, "cohorts/spread/index.html", context)


def drawn(sites, homes=()):
    """The sites as figures, places and colours of the map."""
    places = spread.places(sites)
    return {
        "figures": spread.counts(sites),
        "places": places,
        "levels": spread.levels(places, homes),
        "notes": spread.notes(places),
    }


def team_shown(code):
    """The team of an issue whose spread is public; else 404."""
    return get_object_or_404(shown.for_page(shown.teams()), proposal__code=code)


@login_not_required
@require_safe
def issue(request, code):
    """How far the model of one issue has spread, and how to take it up."""
    team = team_shown(code)
    sites = list(team.sites.public().select_related("province"))
    home = team.proposal.province
    plan = getattr(team, "scale_plan", None)
    context = {
        "team": team,
        "plan": plan if plan and plan.approved_at else None,
        "kit": kit_papers.kit_of(team),
        "handbook": shown.handbook_of(team),
        "branches": spread.flat(spread.tree(sites)),
        "is_adoptable": team.proposal.state in ADOPTABLE,
        "own": own_among(sites, request.user),
        "home": home,
        **drawn(sites, [home] if home else []),
    }
    return render(request, "cohorts/spread/issue.html", context)


def own_among(sites, user):
    """The sites of this person's agencies, on which they may report."""
    return [one for one in sites if user.is_authenticated and one.agency_id in user.agency_ids]


def band(team):
    """What the page of an issue says of its spread; nothing before it can spread."""
    if team is None or team.proposal.state not in SPREADING:
        return {}
    sites = list(team.sites.public().select_related("province"))
    home = team.proposal.province
    facts = drawn(sites, [home] if home else [])
    counted = facts.pop("figures")
    return facts | {
        "spreads": True,
        "is_adoptable": team.proposal.state in ADOPTABLE,
        "figures_of_spread": counted,
    }


@login_not_required
@require_safe
def handbook(request, code):
    """The handbook as a download."""
    file = shown.handbook_of(team_shown(code))
    if file is None:
        raise Http404
    return serve(file)


@login_not_required
@require_safe
def kit(request, code):
    """The adoption kit as it was issued last."""
    paper = kit_papers.kit_of(team_shown(code))
    if paper is None:
        raise Http404
    return deliver(request, paper)
