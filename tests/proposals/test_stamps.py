"""Comparing what was sent with what stands: the rule by which nothing is overwritten unseen."""

import pytest

from proposals.stamps import Sight, Stamp, Verdict, canonical, digest, verdict
from tests.factories.accounts import UserFactory

ME, OTHER = UserFactory.build(pk=1), UserFactory.build(pk=2)
NAME = "approach"


def judge(value, current, stamp, sight, by=ME):
    return verdict(NAME, value, current, stamp, sight, by)


def theirs(version=5, tab="b", by=OTHER.pk):
    return Stamp(version=version, by=by, tab=tab)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", None),
        (False, None),
        ([], None),
        ({"name": ""}, {}),
        (46.0, 46),
        ([{"a": "x", "b": None}], [{"a": "x"}]),
        ({"b": 1, "a": 2}, {"a": 2, "b": 1}),
    ],
)
def test_what_says_the_same_is_the_same(one, other):
    assert digest(one) == digest(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (0, None),
        (0, False),
        ("0", 0),
        ([1, 2], [2, 1]),
        ([{}, {"a": 1}], [{"a": 1}]),
        (True, "True"),
    ],
)
def test_what_says_something_else_is_not(one, other):
    assert digest(one) != digest(other)


def test_zero_is_an_answer():
    assert canonical({"baseline": 0, "target": None}) == {"baseline": 0}


def test_who_sends_what_stands_changes_nothing():
    assert judge("ก", "ก", theirs(9), Sight(base=1, tab="a")) == Verdict.SAME


@pytest.mark.parametrize("stamp", [Stamp(), theirs(5)])
def test_a_page_that_has_seen_the_newest_may_write(stamp):
    assert judge("ข", "ก", stamp, Sight(base=5, tab="a")) == Verdict.WRITE


def test_another_person_in_between_is_a_clash():
    assert judge("ข", "ก", theirs(6), Sight(base=5, tab="a")) == Verdict.CLASH


def test_another_tab_of_the_same_person_is_a_clash():
    assert judge("ข", "ก", theirs(6, "b", ME.pk), Sight(base=5, tab="a")) == Verdict.CLASH


def test_the_tab_does_not_clash_with_itself():
    own = Stamp(version=6, by=ME.pk, tab="a", turn=3)

    assert judge("ข", "ก", own, Sight(base=5, tab="a", turn=4)) == Verdict.WRITE


def test_what_was_held_up_on_its_way_does_not_overwrite_what_came_after_it():
    own = Stamp(version=6, by=ME.pk, tab="a", turn=3)

    assert judge("ข", "ก", own, Sight(base=5, tab="a", turn=2)) == Verdict.LATE


def test_a_tab_name_alone_opens_nothing():
    assert judge("ข", "ก", theirs(6, "a"), Sight(base=5, tab="a")) == Verdict.CLASH
    assert judge("ข", "ก", theirs(6, "", ME.pk), Sight(base=5)) == Verdict.CLASH


def test_what_the_page_never_changed_does_not_clash():
    sight = Sight(base=5, tab="a", was={NAME: digest("ข")})

    assert judge("ข", "ก", theirs(6), sight) == Verdict.THEIRS
    assert judge("ค", "ก", theirs(6), sight) == Verdict.CLASH


def test_what_the_page_was_told_since_counts_for_that_answer_alone():
    sight = Sight(base=5, tab="a", seen={NAME: 6})

    assert judge("ข", "ก", theirs(6), sight) == Verdict.WRITE
    assert judge("ข", "ก", theirs(7), sight) == Verdict.CLASH
    assert verdict("other", "ข", "ก", theirs(6), sight, ME) == Verdict.CLASH


def test_a_text_taken_back_from_the_browser_is_as_old_as_what_it_was_written_upon():
    assert judge("ข", "ก", theirs(6), Sight(base=9, tab="a", seen={NAME: 5})) == Verdict.CLASH


def test_who_has_just_read_it_may_write():
    assert judge("ข", "ก", theirs(6), Sight()) == Verdict.WRITE
