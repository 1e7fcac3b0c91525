"""What the rule of a tier looked at, one by one: pure, for people who want to see why."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cohorts.eligibility import DEP_DG_EQ, OTHER_STATE, PERM_SEC_EQ, SENIOR_PROFESSIONAL
from cohorts.states import TierKey
from pyp_portal.accounts.roles import Level, Sector


@dataclass(frozen=True)
class Look:
    """One question of a rule and its answer: yes, no, or None where only people can say."""

    words: str
    holds: bool | None

    @property
    def tone(self):
        return {True: "good", False: "stop", None: "wait"}[self.holds]

    @property
    def icon(self):
        return {True: "check", False: "x", None: "scale"}[self.holds]


def looked_at(tier_key, post, body, year):
    """The questions of the tier's rule in its order, each with its answer."""
    return LOOKS[TierKey(tier_key)](post, body, year)


def at_least(rank, wanted):
    """A rank against the one wanted; None where the post has none."""
    return None if rank is None else rank >= wanted


def advisor(post, body, year):
    is_new = bool(post.appointed_on and year.starts_on <= post.appointed_on <= year.ends_on)
    return [
        Look(_("Permanent secretary or equal"), at_least(post.rank, PERM_SEC_EQ)),
        Look(
            _("Appointed in this fiscal year, or the agency is related to the issue"),
            is_new or body.is_related,
        ),
    ]


def coordinator(post, body, year):
    is_placed = body.level in (Level.CENTRAL, Level.REGIONAL) or body.type in OTHER_STATE
    is_above = post.rank is not None and post.rank > DEP_DG_EQ
    is_deputy = None if is_above else at_least(post.rank, DEP_DG_EQ)
    return [
        Look(_("The agency is related to the issue"), body.is_related),
        Look(_("Deputy head at department level or equal"), is_deputy),
        Look(
            _("Central, regional or another body of the state"),
            (is_placed and body.sector == Sector.PUBLIC) or None,
        ),
    ]


def area_operator(post, body, year):
    is_state = body.sector == Sector.PUBLIC
    outside = None if year.allow_non_state_tier3 else False
    is_officer = None if post.is_officer and post.rank is None else post.is_officer
    return [
        Look(_("The issue is selected"), year.is_selected),
        Look(_("The agency is related to the issue"), body.is_related),
        Look(_("Body of the state"), is_state or outside),
        Look(_("Regional or local agency"), body.level in (Level.REGIONAL, Level.LOCAL)),
        Look(_("State officer with a rank"), is_officer),
        Look(_("Answers for the issue"), post.works_on_issue),
    ]


def public_innovator(post, body, year):
    is_able = post.talent_pool or post.high_potential
    return [
        Look(_("The agency is related to the issue"), body.is_related),
        Look(_("Works on the issue"), post.works_on_issue),
        Look(_("Civil servant"), post.is_civil_servant or None),
        Look(
            _("Senior professional or above, or talent pool, or high potential"),
            is_able or at_least(post.rank, SENIOR_PROFESSIONAL),
        ),
    ]


LOOKS = {
    TierKey.ADVISOR: advisor,
    TierKey.COORDINATOR: coordinator,
    TierKey.AREA_OPERATOR: area_operator,
    TierKey.PUBLIC_INNOVATOR: public_innovator,
}
