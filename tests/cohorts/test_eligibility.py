"""The rules of the tiers, on the seventy participants of the demo year and at their edges."""

import json
from datetime import date
from pathlib import Path

import pytest

from cohorts import eligibility
from cohorts.composition import Composition, composition
from cohorts.eligibility import Body, Post, Year, judge_seat
from cohorts.states import RuleResult, TierKey

YEAR = Year(date(2024, 10, 1), date(2025, 9, 30))
ROWS = json.loads((Path(__file__).parent / "data" / "participants.json").read_text())


def post(**facts):
    return Post(**{"rank": 20, "is_officer": True, "is_civil_servant": True} | facts)


def body(**facts):
    return Body(**{"level": "LOCAL", "sector": "PUBLIC", "type": "SAO", "is_related": True} | facts)


@pytest.mark.parametrize("row", ROWS, ids=[f"{i}-{r['tier']}" for i, r in enumerate(ROWS)])
def test_the_rules_judge_the_demo_year_as_it_was_judged(row):
    facts = row["post"] | {"appointed_on": date.fromisoformat(row["post"]["appointed_on"])}

    answer = judge_seat(row["tier"], Post(**facts), Body(**row["body"]), YEAR)

    assert (answer.result, answer.code) == (row["result"], row["code"])


CENTRAL = {"level": "CENTRAL", "type": "DEPARTMENT"}
EDGES = [
    # T1: rank, new in office or related
    ("ADVISOR", {"rank": 80, "appointed_on": date(2024, 10, 1)}, {"is_related": False},
     "PASS", "T1_NEW_APPOINTEE"),
    ("ADVISOR", {"rank": 80, "appointed_on": date(2025, 9, 30)}, {"is_related": False},
     "PASS", "T1_NEW_APPOINTEE"),
    ("ADVISOR", {"rank": 80, "appointed_on": date(2024, 9, 30)}, {"is_related": False},
     "FAIL", "T1_NEITHER"),
    ("ADVISOR", {"rank": 80, "appointed_on": date(2025, 10, 1)}, {}, "PASS", "T1_ISSUE_RELATED"),
    ("ADVISOR", {"rank": 80, "appointed_on": None}, {}, "PASS", "T1_ISSUE_RELATED"),
    ("ADVISOR", {"rank": 70}, {}, "FAIL", "T1_RANK"),
    ("ADVISOR", {"rank": None}, {}, "JUDGEMENT", "T1_RANK_EXEMPT"),
    # T2: deputy head, central or regional or another state body (R-27, R-28, C-12)
    ("COORDINATOR", {"rank": 60}, CENTRAL, "PASS", "T2_DEPUTY_HEAD"),
    ("COORDINATOR", {"rank": 60}, {"level": "REGIONAL", "type": "PROVINCE"},
     "PASS", "T2_DEPUTY_HEAD"),
    ("COORDINATOR", {"rank": 60}, {"level": "", "type": "STATE_ENTERPRISE"},
     "PASS", "T2_DEPUTY_HEAD"),
    ("COORDINATOR", {"rank": 60}, {}, "JUDGEMENT", "T2_EXCEPTION"),
    ("COORDINATOR", {"rank": 70}, CENTRAL, "JUDGEMENT", "T2_EXCEPTION"),
    ("COORDINATOR", {"rank": 50}, CENTRAL, "FAIL", "T2_RANK"),
    ("COORDINATOR", {"rank": None}, CENTRAL, "JUDGEMENT", "T2_RANK_EXEMPT"),
    ("COORDINATOR", {"rank": 60}, CENTRAL | {"is_related": False}, "FAIL", "T2_NOT_RELATED"),
    # T3: state officer of the area on a selected issue (R-31, C-09)
    ("AREA_OPERATOR", {}, {}, "PASS", "T3_AREA_OFFICER"),
    ("AREA_OPERATOR", {}, {"level": "REGIONAL"}, "PASS", "T3_AREA_OFFICER"),
    ("AREA_OPERATOR", {}, CENTRAL, "FAIL", "T3_NOT_AREA"),
    ("AREA_OPERATOR", {"is_officer": False}, {}, "FAIL", "T3_NOT_OFFICER"),
    ("AREA_OPERATOR", {"rank": None}, {}, "JUDGEMENT", "T3_RANK_EXEMPT"),
    ("AREA_OPERATOR", {}, {"sector": "CIVIL_SOCIETY", "level": ""}, "FAIL", "T3_NON_STATE"),
    ("AREA_OPERATOR", {}, {"is_related": False}, "FAIL", "T3_NOT_RELATED"),
    ("AREA_OPERATOR", {"works_on_issue": False}, {}, "FAIL", "T3_NOT_RESPONSIBLE"),
    # T5: civil servant of standing (R-34, C-29)
    ("PUBLIC_INNOVATOR", {"rank": 30}, CENTRAL, "PASS", "T5_RANK"),
    ("PUBLIC_INNOVATOR", {"rank": 29}, CENTRAL, "FAIL", "T5_RANK"),
    ("PUBLIC_INNOVATOR", {"rank": 10, "talent_pool": True}, CENTRAL, "PASS", "T5_TALENT_POOL"),
    ("PUBLIC_INNOVATOR", {"rank": 10, "high_potential": True}, {}, "PASS", "T5_HIGH_POTENTIAL"),
    ("PUBLIC_INNOVATOR", {"rank": None}, {}, "JUDGEMENT", "T5_RANK_EXEMPT"),
    ("PUBLIC_INNOVATOR", {"is_civil_servant": False, "rank": None}, {},
     "JUDGEMENT", "T5_NOT_CIVIL_SERVANT"),
    ("PUBLIC_INNOVATOR", {"rank": 60}, {"is_related": False}, "FAIL", "T5_NOT_RELATED"),
    ("PUBLIC_INNOVATOR", {"rank": 60, "works_on_issue": False}, {}, "FAIL", "T5_NOT_ON_ISSUE"),
]  # fmt: skip


@pytest.mark.parametrize(("tier", "facts", "place", "result", "code"), EDGES)
def test_the_edges_of_each_rule(tier, facts, place, result, code):
    answer = judge_seat(tier, post(**facts), body(**place), YEAR)

    assert (answer.result, answer.code) == (result, code)


@pytest.mark.parametrize(("tier", "facts", "place", "result", "code"), EDGES)
def test_every_answer_has_the_sentence_that_is_shown_later(tier, facts, place, result, code):
    answer = judge_seat(tier, post(**facts), body(**place), YEAR)

    assert answer.sentence == eligibility.sentence_of(code, result) != ""


def test_tier_3_is_for_selected_issues_only():
    year = Year(YEAR.starts_on, YEAR.ends_on, is_selected=False)

    assert judge_seat("AREA_OPERATOR", post(), body(), year).code == "T3_NOT_SELECTED"


def test_a_cohort_may_let_people_from_outside_the_state_into_tier_3():
    year = Year(YEAR.starts_on, YEAR.ends_on, allow_non_state_tier3=True)

    answer = judge_seat("AREA_OPERATOR", post(), body(sector="PRIVATE", level=""), year)

    assert (answer.result, answer.passes) == (RuleResult.JUDGEMENT, False)


FULL = [("ADVISOR", 1, "CENTRAL"), ("COORDINATOR", 2, "CENTRAL"), ("AREA_OPERATOR", 3, "LOCAL"),
        ("AREA_OPERATOR", 3, "LOCAL"), ("AREA_OPERATOR", 4, "REGIONAL"),
        ("PUBLIC_INNOVATOR", 2, "CENTRAL"), ("PUBLIC_INNOVATOR", 2, "CENTRAL")]  # fmt: skip


def test_a_full_team_lacks_nothing():
    assert composition(FULL) == Composition((), ())


@pytest.mark.parametrize("key", TierKey)
def test_a_tier_without_anybody_blocks(key):
    assert composition([row for row in FULL if row[0] != key]).empty == (key,)


def test_too_few_people_agencies_and_levels_only_warn():
    small = [(key, 1, "LOCAL") for key in TierKey]

    found = composition(small)

    assert (found.empty, len(found.warnings)) == ((), 4)
