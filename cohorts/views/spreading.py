"""What everybody sees of how models spread: the map, one issue, its kit and handbook."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cohorts import kit_papers, shown, spread
from cohorts.models import ScaleOutSite
from cohorts.spread_states import ADOPTABLE, SPREADING
from proposals.views.finding import code_in
from pyp_portal.paging import one_page
from pyp_portal.papers.services import deliver
from pyp_portal.uploads.services import serve

PAGE = 24


@login_not_required
@require_safe
def index(request):
    """All models that spread: one map, and page by page each with its figures."""
    sites = ScaleOutSite.objects.public().filter(team__in=shown.teams())
    page, homes = widest(code_in(request.GET, "after")), shown.homes()
    tallies = sites.filter(team__in=page.rows).tally_by_team()
    context = {
        "page": page,
        "teams": [(team, spread.counts(tallies[team.pk])) for team in page.rows],
        **drawn(sites.tally(), homes),
    }
    return render(request, "cohorts/spread/index.html", context)


def widest(after):
    """A page of the models, the widest spread first."""
    code = "proposal__code"
    found = shown.by_spread()
    return one_page(found, ["-spread", code], after, key=code, size=PAGE, among=found)


def drawn(tally, homes=()):
    """The sites as figures, places and colours of the map."""
    places = spread.places(tally)
    return {
        "figures": spread.counts(tally),
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
        "own": own_of(team, request.user),
        "home": home,
        **drawn(spread.tallied(sites), [home] if home else []),
    }
    return render(request, "cohorts/spread/issue.html", context)


def own_of(team, user):
    """The sites of this person's agencies, on which they may report; not yet public ones too."""
    if not user.is_authenticated or not user.agency_ids:
        return []
    return list(team.sites.visible_to(user).filter(agency__in=user.agency_ids))


def band(team):
    """What the page of an issue says of its spread; nothing before it can spread."""
    if team is None or team.proposal.state not in SPREADING:
        return {}
    home = team.proposal.province
    facts = drawn(team.sites.public().tally(), [home] if home else [])
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
