"""Who owes the reports of an issue: the agency, and the person who writes them for it."""

from cohorts.models import ReportContact
from pyp_portal.accounts.models import Membership


def reporter_of(team):
    """The agency that owes the reports."""
    return team.responsible_agency or team.proposal.lead_agency


def named_contact(team):
    """The contact who was named last, even one who has left since; or None."""
    return ReportContact.objects.standing().filter(team=team).select_related("person").first()


def has_left(contact):
    """True when the person works for the agency that reports no more, or not in the portal."""
    person, agency = contact.person, reporter_of(contact.team)
    works = Membership.objects.active().filter(user=person, agency=agency).exists()
    return not (person.is_active and works)


def contact_of(team):
    """The person who writes the reports today, or None."""
    contact = named_contact(team)
    return None if contact is None or has_left(contact) else contact.person


def candidates(team):
    """The people of the agency that reports, who may take the reports over."""
    members = Membership.objects.active().filter(agency=reporter_of(team), user__is_active=True)
    return [m.user for m in members.select_related("user").order_by("user__given_th", "pk")]
