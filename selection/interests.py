"""Interests that the records show (K8): a suggestion with its cause, without a database.

The tree of agencies takes the place of e-mail domains: a ministry, its departments, their
provincial offices. What the records show is never more than a suggestion: the member
declares, the secretary or the chair confirms, dismisses or settles it.
"""

from dataclasses import dataclass

from selection.kinds import SOFT_INTERESTS, Interest


@dataclass(frozen=True)
class Person:
    """A member as far as interests go: agencies by id, and by which names others know them."""

    user_id: int
    agencies: frozenset
    name: str = ""
    email: str = ""
    former: frozenset = frozenset()  # agencies left within the years that count
    heads: frozenset = frozenset()  # agencies for which they endorse
    provinces: frozenset = frozenset()


@dataclass(frozen=True)
class Parties:
    """Those who stand behind a proposal: agencies by id, parents by agency, people by id."""

    lead: int
    partners: frozenset
    people: frozenset
    nominees: tuple = ()  # names as typed in the form
    named: tuple = ()  # names of contacts, heads and partners, as typed
    emails: frozenset = frozenset()
    namesakes: frozenset = frozenset()  # condensed names of accounts behind the proposal
    handlers: frozenset = frozenset()  # officers who owned the case
    province: int | None = None


@dataclass(frozen=True)
class Tie:
    """One interest that the records show, and the agency or the name that shows it."""

    kind: str
    about: int | str = ""

    @property
    def is_soft(self):
        return self.kind in SOFT_INTERESTS


def condensed(name):
    """A name as it is compared: without spaces, in small letters."""
    return "".join(name.split()).casefold()


def ties(person, parties, parent_of):
    """Every interest that the records show, the strongest first.

    ``parent_of`` maps an agency to its parent.
    """
    found = [*_by_person(person, parties), *_by_agency(person, parties, parent_of)]
    if person.user_id in parties.handlers:
        found.append(Tie(Interest.PAST_CASE_OWNER))
    if parties.province in person.provinces:
        found.append(Tie(Interest.SAME_PROVINCE))
    return sorted(found, key=lambda tie: tie.is_soft)


def suggest(person, parties, parent_of):
    """The kind of the strongest interest that would shut the proposal, or ""."""
    hard = (tie.kind for tie in ties(person, parties, parent_of) if not tie.is_soft)
    return next(hard, "")


def _by_person(person, parties):
    """Named in the proposal, or behind it under this or another account."""
    name = condensed(person.name)
    if person.user_id in parties.people or _is_named(name, parties.nominees):
        yield Tie(Interest.NOMINEE)
    if person.email.casefold() in parties.emails or _is_named(name, parties.named):
        yield Tie(Interest.NAMED_CONTACT)
    if name and name in parties.namesakes:
        yield Tie(Interest.SECOND_ACCOUNT, person.name)


def _is_named(name, typed):
    """True when a member's own name stands in what was typed, with or without a title."""
    return bool(name) and any(name in condensed(one) for one in typed)


def _by_agency(person, parties, parent_of):
    """Works or worked there, or up or down the line from it."""
    if parties.lead in person.agencies:
        yield Tie(Interest.SAME_AGENCY_LEAD, parties.lead)
        return
    for partner in sorted(parties.partners & person.agencies):
        yield Tie(Interest.SAME_AGENCY_PARTNER, partner)
    for agency in sorted(person.agencies):
        if kind := _line(person, agency, parties.lead, parent_of):
            yield Tie(kind, agency)
    for agency in sorted(person.former & {parties.lead, *parties.partners}):
        yield Tie(Interest.FORMER_EMPLOYMENT_2Y, agency)


def _line(person, agency, lead, parent_of):
    """How a member's agency stands to the lead agency in the tree, or ""."""
    up, down = ancestors(lead, parent_of), ancestors(agency, parent_of)
    if agency in up[:1] or lead in down[:1]:
        return Interest.PARENT_CHILD_AGENCY
    if agency in up:
        is_head = agency in person.heads
        return Interest.SUPERVISOR_LINE if is_head else Interest.ANCESTOR_AGENCY
    return Interest.ANCESTOR_AGENCY if lead in down else ""


def ancestors(agency, parent_of):
    """The agencies above one, the nearest first; a ring in the register ends the walk."""
    found = []
    while (agency := parent_of.get(agency)) and agency not in found:
        found.append(agency)
    return found
