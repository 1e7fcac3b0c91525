"""What everybody may see of how an issue spreads: which teams, which files, until when."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from cohorts import kit_papers
from cohorts.models import ScaleOutSite, Team
from cohorts.spread_states import SPREADING
from pyp_portal.accounts.models import Province


def teams():
    """The teams whose spread is public: from the presentation on, and after a good end."""
    return Team.objects.filter(proposal__state__in=SPREADING)


def for_page(found):
    """With all that the public pages say of a team."""
    return found.select_related(
        "proposal__lead_agency", "proposal__province", "cohort__call", "scale_plan__handbook"
    )


def by_spread():
    """The teams whose spread is public, each with how many sites it has as ``spread``."""
    same = ScaleOutSite.objects.public().filter(team=OuterRef("pk")).order_by().values("team")
    count = same.annotate(n=Count("pk")).values("n")
    return for_page(teams()).annotate(spread=Coalesce(Subquery(count), 0))


def homes():
    """The provinces from which these models come."""
    return Province.objects.filter(pk__in=teams().values("proposal__province"))


def handbook_of(team):
    """The handbook of an approved plan, unless the virus scanner found something in it."""
    plan = getattr(team, "scale_plan", None)
    file = plan.handbook if plan and plan.approved_at else None
    return file if file and file.can_be_opened else None


def team_of_kit(code, user):
    """The team whose kit this person may have: shown to everybody, or seen by them; or None."""
    same = for_page(Team.objects.filter(proposal__code=code))
    public = same.filter(pk__in=teams()).first()
    if public and kit_papers.kit_of(public):
        return public
    return same.filter(pk__in=Team.objects.visible_to(user)).first()
