"""The rules of the tiers (section 6.2): pure questions about a person, an agency and an issue.

Each rule answers PASS, FAIL or JUDGEMENT with a code and a sentence. JUDGEMENT
needs a reason and the approval of the STO.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from cohorts.states import RuleResult, TierKey
from pyp_portal.accounts.roles import RANKS, AgencyType, Level, Sector

PERM_SEC_EQ = RANKS["S2P"]
DEP_DG_EQ = RANKS["S1"]
SENIOR_PROFESSIONAL = RANKS["K3"]
OTHER_STATE = {
    AgencyType.PUBLIC_ORGANIZATION,
    AgencyType.STATE_ENTERPRISE,
    AgencyType.OTHER_STATE_BODY,
}


@dataclass(frozen=True)
class Post:
    """What the letter says of the person."""

    rank: int | None = None
    appointed_on: date | None = None
    is_officer: bool = False
    is_civil_servant: bool = False
    talent_pool: bool = False
    high_potential: bool = False
    works_on_issue: bool = True


@dataclass(frozen=True)
class Body:
    """What is known of the agency that nominates, and whether it is related to the issue."""

    level: str = ""
    sector: str = Sector.PUBLIC
    type: str = ""
    is_related: bool = False


@dataclass(frozen=True)
class Year:
    """The fiscal year of the cohort, whether the issue is selected, and one setting."""

    starts_on: date
    ends_on: date
    is_selected: bool = True
    allow_non_state_tier3: bool = False


@dataclass(frozen=True)
class Answer:
    """What a rule says: the result, its code and a sentence for people."""

    result: str
    code: str
    sentence: str

    @property
    def passes(self):
        return self.result == RuleResult.PASS


def passes(code, sentence):
    return Answer(RuleResult.PASS, code, sentence)


def fails(code, sentence):
    return Answer(RuleResult.FAIL, code, sentence)


def judge(code, sentence):
    return Answer(RuleResult.JUDGEMENT, code, sentence)


def advisor(post, body, year):
    """T1: permanent secretary or equal, newly in office or related to the issue (R-24, R-25)."""
    if post.rank is None:
        return judge("T1_RANK_EXEMPT", SENTENCES["T1_RANK_EXEMPT"])
    if post.rank < PERM_SEC_EQ:
        return fails("T1_RANK", SENTENCES["T1_RANK"])
    if post.appointed_on and year.starts_on <= post.appointed_on <= year.ends_on:
        return passes("T1_NEW_APPOINTEE", SENTENCES["T1_NEW_APPOINTEE"])
    if body.is_related:
        return passes("T1_ISSUE_RELATED", SENTENCES["T1_ISSUE_RELATED"])
    return fails("T1_NEITHER", SENTENCES["T1_NEITHER"])


def coordinator(post, body, year):
    """T2: deputy head at department level, central, regional or another state body (R-27, R-28)."""
    if not body.is_related:
        return fails("T2_NOT_RELATED", SENTENCES["NOT_RELATED"])
    if post.rank is None:
        return judge("T2_RANK_EXEMPT", SENTENCES["RANK_EXEMPT"])
    if post.rank < DEP_DG_EQ:
        return fails("T2_RANK", SENTENCES["T2_RANK"])
    is_placed = body.level in (Level.CENTRAL, Level.REGIONAL) or body.type in OTHER_STATE
    if is_placed and body.sector == Sector.PUBLIC and post.rank == DEP_DG_EQ:
        return passes("T2_DEPUTY_HEAD", SENTENCES["T2_DEPUTY_HEAD"])
    return judge("T2_EXCEPTION", SENTENCES["T2_EXCEPTION"])


def area_operator(post, body, year):
    """T3: state officer of a regional or local agency that works on a selected issue (R-31)."""
    if not year.is_selected:
        return fails("T3_NOT_SELECTED", SENTENCES["T3_NOT_SELECTED"])
    if not body.is_related:
        return fails("T3_NOT_RELATED", SENTENCES["NOT_RELATED"])
    if body.sector != Sector.PUBLIC:
        return non_state(year)
    if body.level not in (Level.REGIONAL, Level.LOCAL):
        return fails("T3_NOT_AREA", SENTENCES["T3_NOT_AREA"])
    if not post.is_officer:
        return fails("T3_NOT_OFFICER", SENTENCES["T3_NOT_OFFICER"])
    if not post.works_on_issue:
        return fails("T3_NOT_RESPONSIBLE", SENTENCES["T3_NOT_RESPONSIBLE"])
    if post.rank is None:
        return judge("T3_RANK_EXEMPT", SENTENCES["RANK_EXEMPT"])
    return passes("T3_AREA_OFFICER", SENTENCES["T3_AREA_OFFICER"])


def non_state(year):
    """People from outside the state are lab partners, unless the cohort lets them in (C-09)."""
    if year.allow_non_state_tier3:
        return judge("T3_NON_STATE", SENTENCES["T3_NON_STATE"])
    return fails("T3_NON_STATE", SENTENCES["T3_PARTNER"])


def public_innovator(post, body, year):
    """T5: civil servant at senior professional level, or talent pool, or high potential (R-34)."""
    if not body.is_related:
        return fails("T5_NOT_RELATED", SENTENCES["NOT_RELATED"])
    if not post.works_on_issue:
        return fails("T5_NOT_ON_ISSUE", SENTENCES["T5_NOT_ON_ISSUE"])
    if not post.is_civil_servant:
        return judge("T5_NOT_CIVIL_SERVANT", SENTENCES["T5_NOT_CIVIL_SERVANT"])
    if post.rank is not None and post.rank >= SENIOR_PROFESSIONAL:
        return passes("T5_RANK", SENTENCES["T5_RANK"])
    if post.talent_pool:
        return passes("T5_TALENT_POOL", SENTENCES["T5_TALENT_POOL"])
    if post.high_potential:
        return passes("T5_HIGH_POTENTIAL", SENTENCES["T5_HIGH_POTENTIAL"])
    if post.rank is None:
        return judge("T5_RANK_EXEMPT", SENTENCES["RANK_EXEMPT"])
    return fails("T5_RANK", SENTENCES["T5_BELOW"])


RULES = {
    TierKey.ADVISOR: advisor,
    TierKey.COORDINATOR: coordinator,
    TierKey.AREA_OPERATOR: area_operator,
    TierKey.PUBLIC_INNOVATOR: public_innovator,
}


def judge_seat(tier_key, post, body, year):
    """What the rule of this tier says."""
    return RULES[TierKey(tier_key)](post, body, year)


SENTENCES = {
    "T1_RANK_EXEMPT": _("The post has no rank, so the office decides whether it equals one."),
    "T1_RANK": _("The post ranks below permanent secretary or equal."),
    "T1_NEW_APPOINTEE": _("Head of agency, appointed within the fiscal year."),
    "T1_ISSUE_RELATED": _("Head of agency whose agency is related to the issue."),
    "T1_NEITHER": _("Neither appointed in this fiscal year nor related to the issue."),
    "T2_RANK": _("The post ranks below deputy head at department level."),
    "T2_DEPUTY_HEAD": _("Deputy head at department level or equal, related to the issue."),
    "T2_EXCEPTION": _("The post is not on the list for tier 2; the office may approve it."),
    "T3_NOT_SELECTED": _("The issue has not been selected."),
    "T3_NOT_AREA": _("The agency is neither regional nor local."),
    "T3_NOT_OFFICER": _("Not a state officer."),
    "T3_NOT_RESPONSIBLE": _("The letter does not say that the person answers for the issue."),
    "T3_AREA_OFFICER": _("State officer in the area, responsible for the issue."),
    "T3_NON_STATE": _("From outside the state; the office decides."),
    "T3_PARTNER": _("From outside the state: joins as a lab partner, not as tier 3."),
    "T5_NOT_ON_ISSUE": _("The letter does not say that the person works on the issue."),
    "T5_NOT_CIVIL_SERVANT": _("Not a civil servant; the office may approve an exception."),
    "T5_RANK": _("Civil servant at senior professional level or above."),
    "T5_TALENT_POOL": _("Civil servant in the talent pool."),
    "T5_HIGH_POTENTIAL": _("Civil servant of high potential."),
    "T5_BELOW": _("Below senior professional level, not in the talent pool, not high potential."),
    "RANK_EXEMPT": _("The post has no rank (elected or adviser); the office decides."),
    "NOT_RELATED": _("The agency is neither lead nor partner, nor linked to the issue."),
}
BY_CODE = {
    "T2_RANK_EXEMPT": "RANK_EXEMPT",
    "T3_RANK_EXEMPT": "RANK_EXEMPT",
    "T5_RANK_EXEMPT": "RANK_EXEMPT",
    "T2_NOT_RELATED": "NOT_RELATED",
    "T3_NOT_RELATED": "NOT_RELATED",
    "T5_NOT_RELATED": "NOT_RELATED",
}


def sentence_of(code, result):
    """The sentence that belongs to a stored answer."""
    if (code, result) == ("T5_RANK", RuleResult.FAIL):
        return SENTENCES["T5_BELOW"]
    if (code, result) == ("T3_NON_STATE", RuleResult.FAIL):
        return SENTENCES["T3_PARTNER"]
    return SENTENCES.get(BY_CODE.get(code, code), "")
