"""Interests that the agencies themselves show (domain, K8): a suggestion, without a database."""

from dataclasses import dataclass

from selection.kinds import Interest


@dataclass(frozen=True)
class Person:
    """A member as far as interests go: their agencies, and who they are."""

    user_id: int
    agencies: frozenset
    name: str = ""


@dataclass(frozen=True)
class Parties:
    """Those who stand behind a proposal: agencies by id, parents by agency, people by id."""

    lead: int
    partners: frozenset
    people: frozenset
    nominees: tuple = ()  # names as typed in the form


def suggest(person, parties, parent_of):
    """The kind of interest that the records show, or "" where they show none.

    ``parent_of`` maps an agency to its parent.
    """
    if person.user_id in parties.people or _is_named(person.name, parties.nominees):
        return Interest.NOMINEE
    if parties.lead in person.agencies:
        return Interest.SAME_AGENCY_LEAD
    if parties.partners & person.agencies:
        return Interest.SAME_AGENCY_PARTNER
    if any(_related(agency, parties.lead, parent_of) for agency in person.agencies):
        return Interest.PARENT_CHILD_AGENCY
    return ""


def _is_named(name, nominees):
    """True when a member's own name stands in the list of nominees."""
    return bool(name) and any(name in nominee for nominee in nominees)


def _related(one, other, parent_of):
    """True when one agency is the direct parent of the other."""
    return parent_of.get(one) == other or parent_of.get(other) == one
