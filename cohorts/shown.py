"""What everybody may see of how an issue spreads: which teams, which files, until when."""

from cohorts import kit_papers
from cohorts.models import Team
from cohorts.spread_states import SPREADING


def teams():
    """The teams whose spread is public: from the presentation on, and after a good end."""
    return Team.objects.filter(proposal__state__in=SPREADING)


def for_page(found):
    """With all that the public pages say of a team."""
    return found.select_related(
        "proposal__lead_agency", "proposal__province", "cohort__call", "scale_plan__handbook"
    )


def handbook_of(team):
    """The handbook of an approved plan, unless the virus scanner found something in it."""
    plan = getattr(team, "scale_plan", None)
    file = plan.handbook if plan and plan.approved_at else None
    return file if file and not file.is_closed else None


def team_of_kit(code, user):
    """The team whose kit this person may have: shown to everybody, or seen by them; or None."""
    same = for_page(Team.objects.filter(proposal__code=code))
    public = same.filter(pk__in=teams()).first()
    if public and kit_papers.kit_of(public):
        return public
    return same.filter(pk__in=Team.objects.visible_to(user)).first()
