"""Who may do what in the training: one rule, one sentence, one test."""

from cohorts.models import LabPartner
from proposals import permissions as proposal_rules


def seats_in(session, user):
    """The person's confirmed seats in the tiers that the session invites."""
    seats = session.cohort.participants.confirmed().filter(person=user.pk)
    return seats.filter(tier__workshops=session)


def partnerships_in(session, user):
    """The person's places as a lab partner, where the session invites partners."""
    partners = LabPartner.objects.filter(team__cohort=session.cohort_id, ended_at=None)
    return partners.filter(person=user.pk) if session.invites_partners else partners.none()


def is_invited(session, user):
    """A participant of an invited tier, or a partner."""
    if not user.is_authenticated:
        return False
    return seats_in(session, user).exists() or partnerships_in(session, user).exists()


def can_view(session, user):
    """The twin of ``WorkshopQuerySet.visible_to``: a test holds them together."""
    if not user.is_authenticated:
        return False
    return proposal_rules.reads_all(user) or is_invited(session, user)


def can_plan(user):
    """Officers of the STO plan sessions, keep the attendance and give out certificates."""
    return user.is_authenticated and user.is_sto_staff


def can_read_hours(user):
    """Those who read everything see the hours and the completion of the cohort."""
    return user.is_authenticated and proposal_rules.reads_all(user)
