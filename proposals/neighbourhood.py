"""Who works on something similar, as one person may see it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from proposals import permissions
from proposals.models import Neighbour, Proposal
from proposals.similarity import ALIKE
from proposals.states import PUBLIC, State

GONE = (State.DRAFT, State.EXPIRED, State.WITHDRAWN, State.MERGED)
MOST = 10
NEARLY_SAME, MUCH = 0.5, 0.25


@dataclass(frozen=True)
class Near:
    """A proposal that is like another: how much, and in which words."""

    proposal: object
    score: float
    title_score: float
    phrases: tuple

    @property
    def percent(self):
        return round(100 * self.score)

    @property
    def nearness(self):
        """The score in words: texts on one matter by different hands rarely share a quarter."""
        if self.score >= NEARLY_SAME:
            return _("Nearly the same text")
        return _("Much in common") if self.score >= MUCH else _("Speaks of the same things")

    @property
    def title_percent(self):
        return round(100 * self.title_score)

    @property
    def has_like_title(self):
        """V-08: from 0.6 on the titles are shown to officers as alike."""
        return self.title_score >= ALIKE


def near(proposal, user):
    """The nearest proposals, this year and before, that this person may see.

    Officers, auditors and administrators see all but what is closed to them. The agency sees
    only what is public already (from the release of the selection on), and of it no more than
    the title and the agency; nobody sees what is closed to them.
    """
    others = visible_others(user)
    if not permissions.reads_all(user):
        others = others.filter(state__in=PUBLIC)
    pairs = list(Neighbour.objects.beside(proposal))
    keys = {other_key(pair, proposal) for pair in pairs}
    shown = others.filter(pk__in=keys).for_list().in_bulk()
    found = {}
    for pair in pairs:
        other = shown.get(other_key(pair, proposal))
        if other and other.pk not in found:
            phrases = tuple(pair.phrases)
            found[other.pk] = Near(other, pair.score, pair.title_score, phrases)
    return list(found.values())[:MOST]


def visible_others(user):
    """What the office may see; for others all that is not closed to them, before it is narrowed."""
    if permissions.reads_all(user):
        return Proposal.objects.visible_to(user).exclude(state__in=GONE)
    closed = user.accesses.filter(kind="closed").values("proposal")
    return Proposal.objects.exclude(pk__in=closed)


def other_key(pair, proposal):
    return pair.other_id if pair.proposal_id == proposal.pk else pair.proposal_id


def suggested_partners(proposal, found):
    """Agencies that work on neighbouring issues and are no partners yet, with the issue of each."""
    rows = list(proposal.partners.all())
    there = {row.agency_id for row in rows} | {proposal.lead_agency_id}
    named = {row.name_th for row in rows}
    suggested = {}
    for one in found:
        agency = one.proposal.lead_agency
        if agency.pk not in there and agency.name_th not in named:
            suggested.setdefault(agency.pk, (agency, one.proposal))
    return list(suggested.values())
