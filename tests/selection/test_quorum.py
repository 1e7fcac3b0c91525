"""Section 4.5 as a table: K3, K4 and K6."""

import pytest

from selection import interests, quorum
from selection.kinds import Interest


@pytest.mark.parametrize(
    ("seats", "recused", "present", "rule", "required"),
    [
        (12, 0, 6, "half", 6),
        (12, 0, 5, "", 6),
        (11, 0, 6, "half", 6),
        (11, 0, 5, "", 6),
        (12, 1, 6, "half", 6),  # 11 left
        (12, 2, 5, "half", 5),  # 10 left
        (12, 12, 0, "", 0),  # nobody left to decide
        (1, 0, 1, "half", 1),
        (0, 0, 0, "", 0),
    ],
)
def test_half_of_those_who_did_not_step_aside(seats, recused, present, rule, required):
    found = quorum.count(seats, recused, present)

    assert (found.rule, found.required, found.holds) == (rule, required, bool(rule))


@pytest.mark.parametrize(
    ("base", "recused", "present", "rule"),
    [
        ("total", 0, 4, "third"),
        ("total", 0, 3, ""),
        ("total", 3, 3, ""),  # a third of all 12 seats, not of 9
        ("effective", 3, 3, "third"),
        ("total", 3, 4, "third"),
        ("total", 0, 6, "half"),
    ],
)
def test_a_third_at_a_second_call(base, recused, present, rule):
    assert quorum.count(12, recused, present, second_call=True, base=base).rule == rule


@pytest.mark.parametrize(
    ("is_second", "days", "said", "counts"),
    [
        (True, 14, True, True),
        (True, 15, True, False),
        (True, 7, False, False),
        (False, 7, True, False),
        (True, -1, True, False),
    ],
)
def test_a_second_call_counts_only_within_14_days_and_when_announced(is_second, days, said, counts):
    assert quorum.second_call_counts(is_second, days, said) is counts


LEAD, PARTNER, PARENT, OTHER = 1, 2, 3, 4
PARTIES = interests.Parties(LEAD, frozenset({PARTNER}), frozenset({77}))


@pytest.mark.parametrize(
    ("user", "agencies", "kind"),
    [
        (77, {OTHER}, Interest.NOMINEE),
        (1, {LEAD}, Interest.SAME_AGENCY_LEAD),
        (1, {PARTNER}, Interest.SAME_AGENCY_PARTNER),
        (1, {PARENT}, Interest.PARENT_CHILD_AGENCY),
        (1, {OTHER}, ""),
        (1, set(), ""),
    ],
)
def test_the_records_show_these_interests(user, agencies, kind):
    person = interests.Person(user, frozenset(agencies))

    assert interests.suggest(person, PARTIES, {LEAD: PARENT}) == kind
