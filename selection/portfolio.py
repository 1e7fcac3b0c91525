"""How many of the selected may come from one region, level or theme (plan data, section 4.4, 8).

A limit never moves anybody by itself: whoever signs above it says why.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pyp_portal.accounts.roles import Level

DIMENSIONS = {
    "region": gettext_lazy("Region"),
    "level": gettext_lazy("Level of the agency"),
    "theme": gettext_lazy("Theme"),
}


@dataclass(frozen=True)
class Excess:
    """One limit that a choice exceeds; ``label`` is what people read."""

    dimension: str
    label: str
    count: int
    most: int

    @property
    def sentence(self):
        """What stands on the page, and why the reason is asked for."""
        return _("%(dimension)s “%(label)s”: %(count)d selected, the limit is %(most)d.") % {
            "dimension": DIMENSIONS[self.dimension],
            "label": self.label,
            "count": self.count,
            "most": self.most,
        }


def places_of(proposal):
    """{dimension: (key, label)} of one proposal, without what it does not have."""
    province = proposal.province or proposal.lead_agency.province
    level = proposal.lead_agency.level
    found = {
        "region": (province.region_th, province.region_th) if province else None,
        "level": (level, Level(level).label) if level else None,
        "theme": (proposal.theme.code, str(proposal.theme)) if proposal.theme else None,
    }
    return {dimension: place for dimension, place in found.items() if place}


def exceeded(limits, proposals):
    """The limits that these proposals together exceed, in the order of the dimensions."""
    counts = Counter(
        (dimension, *place)
        for proposal in proposals
        for dimension, place in places_of(proposal).items()
    )
    order = list(DIMENSIONS)
    found = [
        Excess(dimension, str(label), count, limits[dimension][key])
        for (dimension, key, label), count in counts.items()
        if count > limits.get(dimension, {}).get(key, count)
    ]
    return sorted(found, key=lambda excess: (order.index(excess.dimension), excess.label))
