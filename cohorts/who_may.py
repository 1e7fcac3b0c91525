"""Who may do what in the team of an issue, explained by the rules of the lab and after."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts import permissions
from cohorts.models import LabPartner, Participant, ReportContact
from cohorts.spread_states import PLANNING
from pyp_portal.verdicts import Ground, Rule

COORDINATE = gettext_lazy("The coordinator of the team (tier 2), and STO officers for the team.")
WORK = gettext_lazy("Tiers 2, 3 and 5 of the team, and STO officers for the team.")
OFFICERS = gettext_lazy("STO officers to whom the issue is not closed.")


def is_plannable(team, person):
    return "" if team.proposal.state in PLANNING else _("No plan is written in this state.")


RULES = (
    Rule(
        gettext_lazy("See the team and its work"),
        permissions.can_view_team,
        gettext_lazy(
            "The office, the team, and the people of the lead and of the responsible agency."
        ),
    ),
    Rule(gettext_lazy("Run the lab for the team"), permissions.can_manage, OFFICERS),
    Rule(
        gettext_lazy("Close or discontinue the issue"),
        permissions.can_direct,
        gettext_lazy("The STO director."),
    ),
    Rule(gettext_lazy("Deliverables and gates"), permissions.can_coordinate, COORDINATE),
    Rule(gettext_lazy("Write the work of the team"), permissions.can_work, WORK),
    Rule(gettext_lazy("Write the plan"), permissions.can_work, WORK, is_plannable),
    Rule(
        gettext_lazy("Note the advice given"),
        permissions.can_mentor,
        gettext_lazy("Tier 1 of the team, the coordinator, and STO officers."),
    ),
    Rule(
        gettext_lazy("Comment in the team"),
        permissions.can_say,
        gettext_lazy("Everybody in the team, partners too, and STO officers."),
    ),
    Rule(gettext_lazy("Decide which opinions are public"), permissions.can_moderate, COORDINATE),
    Rule(
        gettext_lazy("Name who reports"),
        permissions.can_name_contact,
        gettext_lazy("The people of the agency that reports, who reports now, and STO officers."),
    ),
    Rule(
        gettext_lazy("Keep the areas up to date"),
        permissions.can_update_sites,
        gettext_lazy("Writers of the lead and the responsible agency, and who works in the team."),
    ),
    Rule(
        gettext_lazy("Read requests to take up the model"),
        permissions.can_read_requests,
        gettext_lazy("Who keeps the areas up to date, and those who read everything."),
    ),
)


def grounds_of(person, closed):
    """Seats, partnerships and reports of a person; ``closed`` are proposals not to be named."""
    beside = ("tier", "team__proposal", "agency", "confirmed_by")
    seats = Participant.objects.filter(person=person).exclude(team__proposal__in=closed)
    for seat in seats.select_related(*beside).order_by("-pk"):
        yield Ground(
            _("Seat in the team of %(code)s") % {"code": seat.team.proposal.code},
            detail=f"{seat.tier} · {seat.state.label}",
            since=seat.confirmed_at or seat.nominated_at,
            until=seat.declined_at or seat.withdrawn_at or seat.replaced_at,
            by=str(seat.confirmed_by or ""),
            url=seat.get_absolute_url(),
        )
    partners = LabPartner.objects.filter(person=person).exclude(team__proposal__in=closed)
    for one in partners.select_related("team__proposal").order_by("-pk"):
        yield Ground(
            _("Partner in the team of %(code)s") % {"code": one.team.proposal.code},
            detail=str(one.get_role_display()),
            since=one.added_at,
            until=one.ended_at,
        )
    contacts = ReportContact.objects.filter(person=person).exclude(team__proposal__in=closed)
    for one in contacts.select_related("team__proposal", "named_by"):
        yield Ground(
            _("Reports on %(code)s") % {"code": one.team.proposal.code},
            since=one.named_at,
            until=one.ended_at,
            by=str(one.named_by or ""),
        )
