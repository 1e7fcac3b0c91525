"""What the official roster prints: everybody of a year by team, counted by tier, and by name.

Contacts stand in it only where the person has opened them to all participants of the year,
within the rule of the year: the book goes through the hands of all of them.
"""

from collections import Counter

from cohorts.models import LabPartner
from cohorts.sharing import is_open
from pyp_portal import thai
from pyp_portal.privacy.consenting import agree
from pyp_portal.privacy.models import Purpose


def facts_of(cohort):
    """The whole book as plain values."""
    seats = cohort.participants.confirmed().for_list()
    seats = list(seats.order_by("team__proposal__code", "tier__display_no", "pk"))
    tiers = list(cohort.tiers.all())
    partners = partners_by_team(cohort)
    teams = teams_in(seats)
    agreed = agree([seat.person_id for seat in seats], Purpose.CONTACTS)
    chapters = [
        chapter(team, partners.get(team.pk, []))
        | {"people": [line_of(seat, cohort.widest_sharing, agreed) for seat in own]}
        | {"counts": counts_of(own, tiers)}
        for team, own in teams
    ]
    return {
        "tiers": [[tier.name_th, tier.role_th] for tier in tiers],
        "chapters": chapters,
        "has_contacts": any(line["contacts"] for one in chapters for line in one["people"]),
        "total": counts_of(seats, tiers),
        "people": len({seat.person_id for seat in seats}),
        "index": index_of(chapters),
        "notes": [[tier.name_th, tier.note_th] for tier in tiers if tier.note_th],
    }


def teams_in(seats):
    """[(team, its seats)] in the order of the seats."""
    found = {}
    for seat in seats:
        found.setdefault(seat.team_id, (seat.team, []))[1].append(seat)
    return list(found.values())


def partners_by_team(cohort):
    """{team: who works beside its tiers}."""
    partners = LabPartner.objects.filter(team__cohort=cohort, ended_at=None)
    found = {}
    for one in partners.select_related("agency").order_by("pk"):
        line = {
            "name": one.name_th,
            "role": one.get_role_display(),
            "post": one.position_th,
            "agency": str(one.agency or ""),
        }
        found.setdefault(one.team_id, []).append(line)
    return found


def chapter(team, partners):
    """One team, with who works beside its tiers."""
    return {
        "code": team.proposal.code,
        "title": team.proposal.title_th,
        "agency": str(team.proposal.lead_agency),
        "partners": partners,
    }


def line_of(seat, limit, agreed):
    """A participant with what they have opened to all participants of the year."""
    agrees = seat.person_id in agreed
    email = is_open(seat.shares_email, limit, agreed=agrees, in_cohort=True)
    phone = is_open(seat.shares_phone, limit, agreed=agrees, in_cohort=True)
    contacts = [seat.person.email if email else "", seat.person.phone if phone else ""]
    return {
        "person": seat.person_id,
        "tier": seat.tier.name_th,
        "name": seat.person.name_th,
        "sorted": [seat.person.given_th, seat.person.family_th],
        "post": seat.position_th,
        "agency": seat.agency.name_th,
        "contacts": [one for one in contacts if one],
    }


def counts_of(seats, tiers):
    """How many of each tier, and in all."""
    found = Counter(seat.tier_id for seat in seats)
    return [*(found[tier.pk] for tier in tiers), len(seats)]


def index_of(chapters):
    """[(name, agency, numbers of the teams)] as a Thai dictionary orders them, by given name."""
    found = {}
    for number, one in enumerate(chapters, start=1):
        for line in one["people"]:
            found.setdefault(line["person"], (line, []))[1].append(number)
    ordered = sorted(found.values(), key=lambda row: [thai.sort_key(w) for w in row[0]["sorted"]])
    return [[line["name"], line["agency"], numbers] for line, numbers in ordered]
