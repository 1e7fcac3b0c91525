"""How alike two titles are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.hints import hints
from proposals.similarity import likeness, similar, trigrams
from proposals.states import State
from tests.factories.proposals import ProposalFactory

TITLE = "อยู่กับน้ำที่ปากน้ำโพ: แผนที่ความเสี่ยงรายซอยและประกันภัยน้ำท่วมชุมชน"
TITLES = st.text(alphabet="กขคงจฉชซ ทธนบปผฝพ่้าิี์abc123:", max_size=80)


@pytest.mark.parametrize(
    ("other", "is_alike"),
    [
        (TITLE, True),
        (TITLE.replace(":", " –").replace(" ", "  "), True),
        (TITLE.replace("ปากน้ำโพ", "ชุมแสง"), True),
        (TITLE[: len(TITLE) // 3], False),
        ("ผลไม้ตรวจย้อนกลับ: ใบรับรองเดียวจากสวนถึงด่าน", False),
        ("", False),
    ],
)
def test_titles_are_alike_by_their_letters(other, is_alike):
    assert similar(TITLE, [("P68-0002", other)]) == (["P68-0002"] if is_alike else [])


def test_the_most_alike_comes_first():
    near, nearer = TITLE.replace("ชุมชน", "เมือง"), TITLE + "ใหม่"

    assert similar(TITLE, [("a", near), ("b", nearer)]) == ["b", "a"]


def test_a_title_of_two_letters_is_like_nothing():
    assert similar("กข", [("a", "กข")]) == []


@given(TITLES, TITLES)
def test_likeness_is_a_share_and_goes_both_ways(one, other):
    forth = likeness(trigrams(one), trigrams(other))

    assert forth == likeness(trigrams(other), trigrams(one))
    assert 0 <= forth <= 1


@given(TITLES)
def test_a_title_is_wholly_like_itself(title):
    grams = trigrams(title)

    assert likeness(grams, grams) == (1 if grams else 0)


@given(TITLES, st.lists(TITLES, max_size=6))
def test_the_shortcut_by_length_leaves_nothing_out(title, others):
    pairs = list(enumerate(others))

    found = set(similar(title, pairs))

    own = trigrams(title)
    assert found == {key for key, text in pairs if own and likeness(own, trigrams(text)) >= 0.6}


@pytest.mark.django_db
def test_v08_similar_titles_of_other_agencies_are_shown(at):
    at("2024-12-20 10:00")
    proposal = ProposalFactory(state=State.SCREENING, title_th=TITLE)
    near = ProposalFactory(call=proposal.call, title_th=TITLE.replace("ปากน้ำโพ", "ชุมแสง"))
    ProposalFactory(call=proposal.call, title_th=TITLE + "ร่วม", state=State.WITHDRAWN)

    tone, sentence = hints(proposal)["E8"]

    assert tone == "wait"
    assert sentence.endswith(near.code)
