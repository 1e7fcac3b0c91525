"""How a model spreads: the flow of a site, the tree of who copied whom, the map.

Pure functions over rows: none asks the database.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from cohorts.spread_states import WORKING_SITES, SiteStatus

SUSTAINED_MONTHS = 12
DEEPEST = 5
FORWARD = (
    SiteStatus.INTERESTED,
    SiteStatus.AGREED,
    SiteStatus.PREPARING,
    SiteStatus.IMPLEMENTING,
    SiteStatus.SUSTAINED,
)
ASIDE = frozenset({SiteStatus.PAUSED, SiteStatus.DROPPED})


def needs_note(before, after):
    """Whether a change must say why: pausing, dropping, and every step back (section 6.7).

    From pause or dropping a site may go on at any step; that needs no note.
    """
    if after in ASIDE:
        return True
    if before in FORWARD:
        return FORWARD.index(after) < FORWARD.index(before)
    return False


def may_be_sustained(started_on, today):
    """Sustained means at work for twelve months or more."""
    if started_on is None:
        return False
    months = (today.year - started_on.year) * 12 + today.month - started_on.month
    return months - (today.day < started_on.day) >= SUSTAINED_MONTHS


def goes_round(site, source):
    """Whether copying from ``source`` would make a site its own ancestor."""
    seen = set()
    while source is not None and source.pk not in seen:
        if source.pk == site.pk:
            return True
        seen.add(source.pk)
        source = source.copied_from
    return False


@dataclass(frozen=True)
class Branch:
    """A site of the tree, how deep it hangs, and what hangs below it."""

    site: object
    depth: int
    branches: list
    source_th: str = ""

    @property
    def count(self):
        """How many sites have taken it up from here, in all."""
        return sum(1 + one.count for one in self.branches)

    @property
    def indent(self):
        """How far it is set in: a long chain stays on a small screen."""
        return min(self.depth, DEEPEST)


def tree(sites):
    """Who copied from whom: what was copied from the model itself stands at the top.

    A site whose source is not among ``sites`` stands at the top too.
    """
    known = {site.pk: site.agency_th for site in sites}
    below = defaultdict(list)
    for site in sites:
        source = site.copied_from_id
        below[source if source in known else None].append(site)

    def grown(source, depth):
        from_th = known.get(source, "")
        return [Branch(site, depth, grown(site.pk, depth + 1), from_th) for site in below[source]]

    return grown(None, 0)


@dataclass(frozen=True)
class Place:
    """The sites of a province: how many, and how far the furthest of them is."""

    province: object
    sites: int
    status: SiteStatus

    @property
    def is_working(self):
        return self.status in WORKING_SITES


def rank(status):
    """How far a status is: what rests comes before all steps."""
    return FORWARD.index(status) if status in FORWARD else -1


def tallied(sites):
    """{(province, status): how many} of sites that are at hand."""
    return Counter((site.province, site.status_enum) for site in sites)


def places(tally):
    """The provinces with their sites: the most sites first, then in Thai order."""
    found = defaultdict(Counter)
    for (province, status), count in tally.items():
        found[province][status] += count
    rows = [
        Place(province, those.total(), max(those, key=rank)) for province, those in found.items()
    ]
    return sorted(rows, key=lambda one: (-one.sites, one.province.sort_key))


def levels(rows, homes=()):
    """The colour of each tile: where the models come from, where they work, where they begin."""
    drawn = {place.province.name_th: "active" if place.is_working else "site" for place in rows}
    return drawn | dict.fromkeys((home.name_th for home in homes), "here")


def counts(tally):
    """How many sites and provinces, and how many of the sites are at work."""
    return {
        "sites": sum(tally.values()),
        "working": sum(n for (_place, status), n in tally.items() if status in WORKING_SITES),
        "provinces": len({province for province, _status in tally}),
    }


def flat(branches):
    """The branches of a tree one after the other, as a list shows them."""
    for one in branches:
        yield one
        yield from flat(one.branches)


def notes(rows):
    """What a tile says: how many sites its province has, and how far the furthest is."""
    return {place.province.name_th: f"{place.status.label} · {place.sites}" for place in rows}


def status_named(value):
    """A status of the history, or None where the event was about none."""
    return SiteStatus(value) if value in SiteStatus.values else None
