"""The roster: which participants a reader sees, and which of their contacts."""

from dataclasses import dataclass

from django.db.models import Q

from cohorts.models import LabPartner
from cohorts.sharing import is_open
from proposals.models import Access
from pyp_portal import thai
from pyp_portal.paging import one_page
from pyp_portal.privacy.consenting import agree
from pyp_portal.privacy.models import Purpose

ORDER = ["team__proposal__code", "tier__display_no", "pk"]
PAGE = 50


@dataclass(frozen=True)
class Person:
    """A participant with the contacts that this reader may see; "" where they may not."""

    seat: object
    email: str
    phone: str
    is_own: bool


def participants(cohort, user):
    """The confirmed participants of a year, without issues that are closed to this person."""
    closed = Access.objects.filter(user=user, kind=Access.Kind.CLOSED).values("proposal")
    return cohort.participants.confirmed().exclude(team__proposal__in=closed)


def page(cohort, user, asked, after=""):
    """A page of those whom the filters leave: words of a name or agency, a tier, a team."""
    seats = participants(cohort, user).for_list()
    for word in thai.normalise(asked["q"]).split():
        name = Q(person__given_th__icontains=word) | Q(person__family_th__icontains=word)
        seats = seats.filter(name | Q(agency__name_th__icontains=word))
    if asked["tier"]:
        seats = seats.filter(tier__in=tiers_called(cohort, asked["tier"]))
    if asked["team"]:
        seats = seats.filter(team__proposal__code=asked["team"])
    return one_page(seats, ORDER, after, size=PAGE, among=participants(cohort, user))


def tiers_called(cohort, number):
    """The tier that shows this number, or bears it in some papers (C-01)."""
    return [tier for tier in cohort.tiers.all() if number in (tier.display_no, *tier.aliases)]


def rows(cohort, user, seats):
    """Each participant with what this reader may see of their contacts."""
    teams = own_teams(cohort, user)
    agreed = agree([seat.person_id for seat in seats], Purpose.CONTACTS)
    return [row(cohort, user, seat, teams, seat.person_id in agreed) for seat in seats]


def own_teams(cohort, user):
    """The teams of the year in which this person has a seat or works beside the tiers."""
    seats = cohort.participants.confirmed().filter(person=user)
    partners = LabPartner.objects.filter(team__cohort=cohort, person=user, ended_at=None)
    return {*seats.values_list("team", flat=True), *partners.values_list("team", flat=True)}


def row(cohort, user, seat, teams, agreed):
    """One participant, by the rule of the year, their own choice and their consent."""
    reader = {
        "agreed": agreed,
        "office": user.is_sto_staff,
        "own": seat.person_id == user.pk,
        "same_team": seat.team_id in teams,
        "in_cohort": bool(teams),
    }
    email = is_open(seat.shares_email, cohort.widest_sharing, **reader)
    phone = is_open(seat.shares_phone, cohort.widest_sharing, **reader)
    return Person(
        seat,
        seat.person.email if email else "",
        seat.person.phone if phone else "",
        reader["own"],
    )
