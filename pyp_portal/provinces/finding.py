"""What lies in a province, as far as a person may see it: by the rules of each record."""

from dataclasses import dataclass

from django.db.models import Count, Q

from cohorts.models import ScaleOutSite
from proposals.models import Proposal
from proposals.states import PUBLIC
from pyp_portal.accounts.models import Agency, Province

SELECTED = Q(state__in=PUBLIC)


@dataclass(frozen=True)
class Row:
    """A province and how many of each kind are there."""

    province: Province
    proposals: int
    selected: int
    areas: int
    agencies: int

    @property
    def is_empty(self):
        return not (self.proposals or self.areas or self.agencies)


def handed_in(user):
    """Proposals that were handed in; a draft is nobody's business but its writers'."""
    return Proposal.objects.visible_to(user).exclude(submitted_at=None)


def sites(user):
    """Areas that take up a model, but those that were dropped."""
    return ScaleOutSite.objects.visible_to(user).standing()


def rows(user, asked=""):
    """Provinces whose name, in either language, or region holds this text, each with its counts.

    Five statements, however many there are.
    """
    agencies = tallied(Agency.objects.existing())
    proposals, selected = tallied(handed_in(user)), tallied(handed_in(user).filter(SELECTED))
    areas = tallied(sites(user))
    for one in Province.objects.all():
        if asked.casefold() in f"{one.name_th} {one.name_en} {one.region_th}".casefold():
            counts = (found.get(one.pk, 0) for found in (proposals, selected, areas, agencies))
            yield Row(one, *counts)


def tallied(records):
    """{province: how many of these records}"""
    found = records.order_by().exclude(province=None).values_list("province")
    return dict(found.annotate(n=Count("pk")))
