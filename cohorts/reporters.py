"""Who owes the reports of an issue: the agency, and the person who writes them for it."""

from cohorts.models import ReportContact
from pyp_portal.accounts.models import HandOver, Membership


def reporter_of(team):
    """The agency that owes the reports."""
    return team.responsible_agency or team.proposal.lead_agency


def named_contact(team):
    """The contact who was named last, even one who has left since; or None."""
    return ReportContact.objects.standing().filter(team=team).select_related("person").first()


def works_at(person, agency):
    """True for somebody who works for this agency in the portal today."""
    works = Membership.objects.active().filter(user=person, agency=agency).exists()
    return person.is_active and works


def writer_of(contact):
    """The contact; else who took over the contact's work at the agency; None when both are gone."""
    agency = reporter_of(contact.team)
    if works_at(contact.person, agency):
        return contact.person
    heir = heirs([contact.person_id]).get((contact.person_id, agency.pk))
    return heir if heir and works_at(heir, agency) else None


def heirs(people):
    """Who has accepted to take over the work of these people, by person and agency."""
    taken = HandOver.objects.filter(membership__user__in=people)
    taken = taken.filter(outcome=HandOver.Outcome.ACCEPTED).order_by("settled_at", "pk")
    rows = taken.select_related("membership", "successor")
    return {(row.membership.user_id, row.membership.agency_id): row.successor for row in rows}


def has_left(contact):
    """True when nobody writes the reports any more: the contact left and handed nothing over."""
    return writer_of(contact) is None


def contact_of(team):
    """The person who writes the reports today, or None."""
    contact = named_contact(team)
    return writer_of(contact) if contact else None


def candidates(team):
    """The people of the agency that reports, who may take the reports over."""
    members = Membership.objects.active().filter(agency=reporter_of(team), user__is_active=True)
    return [m.user for m in members.select_related("user").order_by("user__given_th", "pk")]
