"""Who reads a contact in the roster: pure rules about the choice of a person and who looks."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sharing(models.TextChoices):
    """Who reads a contact of a participant in the roster, from few to many."""

    OFFICE = "office", _("Only the office")
    TEAM = "team", _("The office and my team")
    COHORT = "cohort", _("All participants of the year")


ORDER = list(Sharing)


def within(choice, limit):
    """True when a choice opens a contact no further than the limit."""
    return ORDER.index(Sharing(choice)) <= ORDER.index(Sharing(limit))


def allowed(limit):
    """The choices that a limit leaves, from few readers to many."""
    return [one for one in ORDER if within(one, limit)]


def agreed_to(choice, agreed):
    """A choice as it holds: beyond the team only where the person agrees to it (still)."""
    return Sharing(choice) if agreed else min(Sharing(choice), Sharing.TEAM, key=ORDER.index)


def is_open(choice, limit, *, agreed, office=False, own=False, same_team=False, in_cohort=False):
    """May this reader see a contact that was shared so?

    The office and the person themself always may. A choice that is wider than the limit,
    because the limit became narrower since, counts as the limit. Beyond the team a contact is
    published, so the person has to have agreed to it and to agree still (section 8.1, consent).
    """
    if office or own:
        return True
    choice = min(Sharing(choice), agreed_to(limit, agreed), key=ORDER.index)
    if choice == Sharing.COHORT:
        return same_team or in_cohort
    return choice == Sharing.TEAM and same_team
