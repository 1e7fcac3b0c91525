"""What of the lab and after goes over when a duplicate entry of an agency is joined to another."""

from django.utils.translation import gettext_lazy as _

from cohorts.models import AgencyLink, Team
from pyp_portal.accounts.duplicate_parts import Part, put_over
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper


def hold_teams(moving):
    """The teams concerned, locked as their verbs lock them: each reads its rows after that."""
    keys = set()
    for part in PARTS:
        column = "pk" if part.model == "cohorts.Team" else "team"
        keys.update(part.rows(moving.duplicate).values_list(column, flat=True))
    list(Team.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


def move_seats(part, moving):
    """The seats, and by which their letters are found; what the letters say stays as issued."""
    put_over(part, moving)
    letters = Paper.objects.filter(kind=Kind.NOMINATION_LETTER, key__startswith="nomination:")
    for paper in letters.filter(key__contains=f":{moving.duplicate.pk}:"):
        name, team, agency, seats = paper.key.split(":", 3)
        if agency == str(moving.duplicate.pk):
            paper.key = f"{name}:{team}:{moving.kept.pk}:{seats}"
            paper.save(update_fields=["key"])


def move_links(part, moving):
    """A team to which both are linked keeps one link, with both reasons."""
    there = {one.team_id: one for one in part.rows(moving.kept)}
    for link in part.rows(moving.duplicate):
        if kept := there.get(link.team_id):
            reason = "\n".join(dict.fromkeys([kept.reason_th, link.reason_th]))
            AgencyLink.objects.filter(pk=kept.pk).update(reason_th=reason)
            link.delete()
    put_over(part, moving)


PARTS = (
    Part("cohorts.Participant", "agency", _("Seats in teams"), move_seats, hold=hold_teams),
    Part("cohorts.AgencyLink", "agency", _("Teams to which it is linked"), move_links),
    Part("cohorts.LabPartner", "agency", _("Partners in teams")),
    Part("cohorts.Team", "responsible_agency", _("Issues for which it is responsible")),
    Part("cohorts.Directive", "responsible_agency", _("Directives that it carries out")),
    Part("cohorts.ScaleOutPlan", "national_owner", _("Scale-out plans of which it is the owner")),
    Part("cohorts.ScaleOutSite", "agency", _("Areas that take up a model")),
    Part("cohorts.AdoptionRequest", "agency", _("Requests to take up a model")),
)
