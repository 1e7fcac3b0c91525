"""What the training says by e-mail: R7, a session that moved or was called off, certificates."""

from functools import partial

from cohorts.attending_facts import entry
from cohorts.emails import tell
from cohorts.models import LabPartner, Participant


def invited_to(session):
    """Everybody invited to a session, once, whichever seats they hold."""
    seats = Participant.objects.confirmed().filter(tier__workshops=session)
    people = {seat.person_id: seat.person for seat in seats.select_related("person")}
    if session.invites_partners:
        partners = LabPartner.objects.filter(team__cohort=session.cohort_id, ended_at=None)
        partners = partners.filter(person__isnull=False).select_related("person")
        people |= {one.person_id: one.person for one in partners}
    return list(people.values())


def reminded(session, step, left):
    """R7; a session that was moved is another occasion."""
    occasion = f"workshop:{session.pk}:{session.held_on}:{step}"
    tell(
        "workshop_reminder",
        invited_to(session),
        occasion,
        session=session,
        left=left,
        calendar=partial(entry, session),
    )


def moved(session):
    occasion = f"workshop-moved:{session.pk}:{session.sequence}"
    tell(
        "workshop_moved",
        invited_to(session),
        occasion,
        session=session,
        calendar=partial(entry, session),
    )


def cancelled(session):
    occasion = f"workshop-cancelled:{session.pk}"
    tell(
        "workshop_cancelled",
        invited_to(session),
        occasion,
        session=session,
        calendar=partial(entry, session),
    )


def certified(certificate, person):
    occasion = f"certificate:{certificate.pk}"
    tell("certificate_issued", [person], occasion, certificate=certificate)


def withdrawn(certificate):
    """To whoever it was given to: from now on whoever checks it reads that it is not valid."""
    person = (certificate.seat or certificate.partner).person
    if person:
        occasion = f"certificate-withdrawn:{certificate.pk}"
        tell("certificate_withdrawn", [person], occasion, certificate=certificate)
