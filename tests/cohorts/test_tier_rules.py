"""Pure rules of tiers: what the rule looked at, the team against the rule, shared contacts."""

from datetime import date

import pytest

from cohorts.composition import composition
from cohorts.eligibility import Body, Post, Year, judge_seat
from cohorts.sharing import Sharing, allowed, is_open, within
from cohorts.states import RuleResult, TierKey
from cohorts.weighing import looked_at

YEAR = Year(date(2024, 10, 1), date(2025, 9, 30))
CENTRAL = Body(level="CENTRAL", sector="PUBLIC", type="DEPARTMENT", is_related=True)
LOCAL = Body(level="LOCAL", sector="PUBLIC", type="SAO", is_related=True)
OUTSIDE = Body(level="", sector="PRIVATE", is_related=True)
CASES = [
    ("ADVISOR", Post(rank=80), CENTRAL, [True, True]),
    ("ADVISOR", Post(rank=80, appointed_on=date(2024, 10, 1)), Body(), [True, True]),
    ("ADVISOR", Post(rank=70), Body(), [False, False]),
    ("ADVISOR", Post(), CENTRAL, [None, True]),
    ("COORDINATOR", Post(rank=60), CENTRAL, [True, True, True]),
    ("COORDINATOR", Post(rank=70), LOCAL, [True, None, None]),
    ("COORDINATOR", Post(rank=50), CENTRAL, [True, False, True]),
    ("COORDINATOR", Post(), CENTRAL, [True, None, True]),
    ("AREA_OPERATOR", Post(rank=20, is_officer=True), LOCAL, [True] * 6),
    ("AREA_OPERATOR", Post(is_officer=True), LOCAL, [True, True, True, True, None, True]),
    ("AREA_OPERATOR", Post(works_on_issue=False), OUTSIDE, [True] * 2 + [False] * 4),
    ("PUBLIC_INNOVATOR", Post(rank=30, is_civil_servant=True), CENTRAL, [True] * 4),
    ("PUBLIC_INNOVATOR", Post(talent_pool=True), CENTRAL, [True, True, None, True]),
    ("PUBLIC_INNOVATOR", Post(rank=10, is_civil_servant=True), CENTRAL, [True, True, True, False]),
]  # fmt: skip


@pytest.mark.parametrize(("tier", "post", "body", "expected"), CASES)
def test_what_the_rule_looked_at_agrees_with_what_it_said(tier, post, body, expected):
    looks = looked_at(tier, post, body, YEAR)
    result = judge_seat(tier, post, body, YEAR).result

    assert [look.holds for look in looks] == expected
    assert (result == RuleResult.PASS) == all(look.holds for look in looks)
    assert (result == RuleResult.FAIL) == (False in expected)


def test_who_is_outside_the_state_is_left_to_the_office_where_the_year_lets_them_in():
    year = Year(YEAR.starts_on, YEAR.ends_on, allow_non_state_tier3=True)

    looks = looked_at("AREA_OPERATOR", Post(is_officer=True, rank=20), OUTSIDE, year)

    assert looks[2].holds is None


def test_a_look_has_its_sign():
    looks = looked_at("COORDINATOR", Post(rank=50), LOCAL, YEAR)

    assert [(look.icon, look.tone) for look in looks] == [
        ("check", "good"), ("x", "stop"), ("scale", "wait"),
    ]  # fmt: skip


def test_the_team_against_the_rule_line_by_line():
    members = [("ADVISOR", 1, "CENTRAL"), ("COORDINATOR", 2, "CENTRAL"), ("AREA_OPERATOR", 3, "")]

    lines = composition(members).lines

    assert [(line.have, line.wanted, line.is_met, line.blocks) for line in lines] == [
        (1, 1, True, False),
        (1, 1, True, False),
        (1, 3, False, False),
        (0, 2, False, True),
        (3, 3, True, False),
        (1, 2, False, False),
    ]


def test_a_tier_that_this_team_does_not_need_keeps_nobody_out():
    wanted = {TierKey.ADVISOR: 1, TierKey.COORDINATOR: 0}

    assert composition([("ADVISOR", 1, "CENTRAL")], wanted).empty == ()


# --- Contacts -------------------------------------------------------------------
WHO = {
    "office": {"office": True},
    "own": {"own": True},
    "team": {"same_team": True, "in_cohort": True},
    "cohort": {"in_cohort": True},
    "reader": {},
}
OPEN = {
    ("office", "cohort"): {"office", "own"},
    ("team", "cohort"): {"office", "own", "team"},
    ("cohort", "cohort"): {"office", "own", "team", "cohort"},
    # The rule of the year became narrower after the choice.
    ("cohort", "team"): {"office", "own", "team"},
    ("cohort", "office"): {"office", "own"},
}


@pytest.mark.parametrize(("choice", "limit"), OPEN)
def test_who_sees_a_contact(choice, limit):
    def seen(agreed):
        readers = WHO.items()
        return {name for name, who in readers if is_open(choice, limit, agreed=agreed, **who)}

    assert seen(agreed=True) == OPEN[choice, limit]
    assert seen(agreed=False) == OPEN[choice, limit] - {"cohort"}


def test_the_rule_of_the_year_leaves_some_choices():
    assert allowed("team") == [Sharing.OFFICE, Sharing.TEAM]
    assert within("office", "office")
    assert not within("cohort", "team")
