"""Which interests the records show between members and proposals, found anew at each look (K8).

Nothing is kept but the verdicts: who joins an agency or is named later is found from then on.
A fixed number of statements, whatever the number of members and proposals.
"""

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise

from django.db.models import BigIntegerField, Value, prefetch_related_objects
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from proposals.models import Answers, PartnerAsk
from pyp_portal import clock
from pyp_portal.accounts.models import Agency, Membership
from pyp_portal.accounts.models.agencies import DEPTH
from pyp_portal.history.models import Event
from selection import interests
from selection.kinds import Verdict
from selection.models import FormerPost, TieVerdict

YEAR_DAYS = 365.25
NAMES = ("contact_name", "head_name")
EMAILS = ("contact_email",)


def with_agencies(seats):
    """Seats with what ``suggestions`` asks about, in a fixed number of statements."""
    return seats.select_related("user__profile", "committee__plan").prefetch_related(
        "user__memberships"
    )


def suggestions(seats, proposals):
    """{(seat id, proposal id): kind} of the interests that would shut a proposal to a member.

    What was dismissed or settled as no interest is not suggested again.
    """
    return {
        key: hard[0].kind
        for key, found in ties(seats, proposals).items()
        if (hard := [tie for tie in found if not tie.is_soft])
    }


def suggestion(seat, proposal):
    """The interest that the records show between one member and one proposal, or ""."""
    return suggestions([seat], [proposal]).get((seat.pk, proposal.pk), "")


def tied_since(seat, proposal):
    """Whether a tie came up after the member had declared about it (S8)."""
    said = seat.conflicts.filter(proposal=proposal, was_suggested=False)
    return said.exists() and bool(suggestion(seat, proposal))


def suspected_in(seat, proposals):
    """The proposals to which the records show an interest of this member."""
    return {proposal for _seat, proposal in suggestions([seat], proposals)}


def ties(seats, proposals):
    """{(seat id, proposal id): interests, the strongest first}, without those that were cleared."""
    seats, proposals = list(seats), list(proposals)
    if not (seats and proposals):
        return {}
    dismissed, cleared = _verdicts(seats, proposals)
    found = {}
    for key, all_of_pair in _found(seats, proposals):
        left = [tie for tie in all_of_pair if (*key, tie.kind) not in dismissed]
        if left and key not in cleared:
            found[key] = left
    return found


def _found(seats, proposals):
    people = _people(seats)
    parent_of = _parents(people.values(), proposals)
    parties = _parties(proposals, seats)
    for seat, person in people.items():
        for proposal, party in parties.items():
            found = interests.ties(person, party, parent_of)
            if found:
                yield (seat, proposal), found


def _verdicts(seats, proposals):
    """(what was dismissed as seat, proposal and kind; pairs settled as no interest)."""
    rows = TieVerdict.objects.filter(
        seat__in=seats,
        proposal__in=proposals,
        verdict__in=[Verdict.DISMISSED, Verdict.CLEARED],
    ).values_list("seat", "proposal", "kind", "verdict")
    dismissed, cleared = set(), set()
    for seat, proposal, kind, verdict in rows:
        if verdict == Verdict.CLEARED:
            cleared.add((seat, proposal))
        dismissed.add((seat, proposal, kind))
    return dismissed, cleared


def _parents(people, proposals):
    """The parent of each agency from those of members and proposals upwards, in one statement."""
    asked = {p.lead_agency_id for p in proposals}.union(*(one.agencies for one in people))
    steps = ["pk", *("__".join(["parent"] * step) + "_id" for step in range(1, DEPTH + 1))]
    parent_of = {}
    for line in Agency.objects.filter(pk__in=asked).order_by().values_list(*steps):
        parent_of |= {low: high for low, high in pairwise(line) if high}
    return parent_of


# --- The members
def _people(seats):
    """Each member with their agencies of today and of the last years."""
    prefetch_related_objects(seats, "user__profile", "user__memberships")
    years = max(seat.committee.plan.former_years for seat in seats)
    since = clock.today() - timedelta(days=int(years * YEAR_DAYS))
    former = defaultdict(set)
    told = FormerPost.objects.filter(user__in=[seat.user_id for seat in seats], until__gte=since)
    for user, agency in told.values_list("user", "agency"):
        former[user].add(agency)
    provinces = _provinces(seats)
    return {seat.pk: _person(seat, former[seat.user_id], since, provinces) for seat in seats}


def _provinces(seats):
    """{agency: province} of the agencies of members that work in one province."""
    keys = set().union(*(_agencies(seat.user) for seat in seats))
    rows = Agency.objects.filter(pk__in=keys).exclude(province=None).exclude(level="CENTRAL")
    return dict(rows.values_list("pk", "province"))


def _agencies(user):
    found = {m.agency_id for m in user.memberships.all() if m.is_active}
    profile = getattr(user, "profile", None)
    return found | ({profile.agency_id} if profile and profile.agency_id else set())


def _person(seat, former, since, provinces):
    user = seat.user
    agencies = _agencies(user)
    held = user.memberships.all()
    left = {m.agency_id for m in held if m.approved_at and _ended_since(m, since)}
    return interests.Person(
        user_id=user.pk,
        agencies=frozenset(agencies),
        name=f"{user.given_th} {user.family_th}".strip(),
        email=user.email,
        former=frozenset((former | left) - agencies),
        heads=frozenset(m.agency_id for m in held if m.is_active and m.can_endorse),
        provinces=frozenset(provinces[key] for key in agencies if key in provinces),
    )


def _ended_since(membership, since):
    return membership.ended_at is not None and clock.localdate(membership.ended_at) >= since


# --- The proposals
def _parties(proposals, seats):
    """Who stands behind each proposal: rows, answers, partners' words, accounts, officers."""
    keys = [proposal.pk for proposal in proposals]
    behind = _behind(proposals, seats)
    typed, handlers = _told(keys)
    for proposal in proposals:
        if proposal.case_owner_id:
            handlers[proposal.pk].add(proposal.case_owner_id)
    return {
        proposal.pk: interests.Parties(
            lead=proposal.lead_agency_id,
            partners=frozenset(p.agency_id for p in proposal.partners.all() if p.agency_id),
            people=frozenset({proposal.owner_id}),
            namesakes=frozenset(behind[proposal.lead_agency_id]),
            handlers=frozenset(handlers[proposal.pk]),
            province=proposal.province_id,
            **typed[proposal.pk],
        )
        for proposal in proposals
    }


def _told(keys):
    """(names and addresses in form and partners' answers, {proposal id: officers who owned it})."""
    found = {key: {"nominees": [], "named": [], "emails": set()} for key in keys}
    paths = [f"data__{name}" for name in ("nominees", "alt_contact", *NAMES, *EMAILS)]
    for key, nominees, others, *rest in Answers.objects.filter(proposal__in=keys).values_list(
        "proposal", *paths
    ):
        names, emails = rest[: len(NAMES)], rest[len(NAMES) :]
        rows = [row for row in others or () if isinstance(row, dict)]
        found[key]["nominees"] += [row.get("name", "") for row in nominees or ()]
        found[key]["named"] += [*filter(None, names), *(row.get("name", "") for row in rows)]
        found[key]["emails"] |= {*filter(None, emails), *(row.get("email", "") for row in rows)}
    asks, handlers = _asked_and_handled(keys)
    for key, name, address in asks:
        found[key]["named"].append(name)
        found[key]["emails"].add(address)
    return {key: _settled(said) for key, said in found.items()}, handlers


def _asked_and_handled(keys):
    """(who was asked to confirm a part, {proposal id: officers who ever owned the case})."""
    asks = PartnerAsk.objects.filter(proposal__in=keys).order_by()
    taken = Event.objects.filter(
        record_type="proposals.proposal", record_id__in=[str(key) for key in keys]
    ).filter(verb="case_taken")
    rows = asks.values_list("proposal", "name", "address", Value(0)).union(
        taken.order_by().values_list(
            Cast("record_id", BigIntegerField()),
            Value(""),
            Value(""),
            Cast(KT("data__officer"), BigIntegerField()),
        ),
        all=True,
    )
    asked, handlers = [], defaultdict(set)
    for key, name, address, officer in rows:
        if officer:
            handlers[key].add(officer)
        else:
            asked.append((key, name, address))
    return asked, handlers


def _settled(said):
    return {
        "nominees": tuple(said["nominees"]),
        "named": tuple(filter(None, said["named"])),
        "emails": frozenset(email.casefold() for email in said["emails"] if email),
    }


def _behind(proposals, seats):
    """{agency: condensed names} of other accounts that bear a member's name and write for it."""
    keys = {seat.user.sort_key for seat in seats if seat.user.given_th}
    leads = {proposal.lead_agency_id for proposal in proposals}
    rows = (
        Membership.objects.active()
        .filter(agency__in=leads, user__sort_key__in=keys)
        .exclude(user__in=[seat.user_id for seat in seats])
        .values_list("agency", "user__given_th", "user__family_th")
    )
    found = defaultdict(set)
    for agency, given, family in rows:
        found[agency].add(interests.condensed(given + family))
    return found
