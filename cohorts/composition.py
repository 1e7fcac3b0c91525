"""The team as a whole against the rule (section 6.2, R-11): pure questions about its members."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from cohorts.states import TierKey

WANTED = {
    TierKey.ADVISOR: 1,
    TierKey.COORDINATOR: 1,
    TierKey.AREA_OPERATOR: 3,
    TierKey.PUBLIC_INNOVATOR: 2,
}
WANTED_AGENCIES, WANTED_LEVELS = 3, 2


@dataclass(frozen=True)
class Line:
    """One requirement: what is counted, how many there are, how many are wanted."""

    words: str
    have: int
    wanted: int
    warning: str
    tier: str = ""

    @property
    def is_met(self):
        return self.have >= self.wanted

    @property
    def blocks(self):
        """Nobody of a tier keeps the team out of the lab; all else only warns."""
        return bool(self.tier) and self.have == 0 and self.wanted > 0


@dataclass(frozen=True)
class Composition:
    """What a team lacks: ``empty`` tiers block entering the lab, ``warnings`` do not."""

    empty: tuple
    warnings: tuple
    lines: tuple = field(default=(), compare=False)


def composition(members, wanted=None):
    """Look at a team: ``members`` are (tier key, agency id, level of the agency).

    At least one of each tier blocks T23; numbers, agencies and levels only warn (R-11).
    """
    members, wanted = list(members), wanted or WANTED
    lines = [of_tier(key, members, number) for key, number in wanted.items()]
    lines += [of_agencies(members), of_levels(members)]
    warnings = [line.warning for line in lines if not line.is_met and not line.blocks]
    empty = tuple(line.tier for line in lines if line.blocks)
    return Composition(empty, tuple(warnings), tuple(lines))


def of_tier(key, members, wanted):
    """How many of one tier take part."""
    count = sum(1 for tier, _agency, _level in members if tier == key)
    label = TierKey(key).label
    warning = _("%(tier)s: %(count)d of %(wanted)d") % {
        "tier": label, "count": count, "wanted": wanted,
    }  # fmt: skip
    return Line(label, count, wanted, warning, tier=key)


def of_agencies(members):
    count = len({agency for _tier, agency, _level in members})
    warning = _("Fewer than three agencies take part.")
    return Line(_("Agencies"), count, WANTED_AGENCIES, warning)


def of_levels(members):
    """Central, regional, local: how many levels of administration take part."""
    count = len({level for _tier, _agency, level in members if level})
    warning = _("Fewer than two levels of administration take part.")
    return Line(_("Levels of administration"), count, WANTED_LEVELS, warning)
