"""How alike two titles are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.similarity import (
    Weights,
    cosine,
    likeness,
    marked,
    shared_phrases,
    similar,
    trigrams,
)

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


# --- Whole texts ------------------------------------------------------------------------

SAMPLE = [
    "การบูรณาการของหน่วยงานเพื่อแก้ปัญหาน้ำท่วมในเมือง",
    "การบูรณาการของหน่วยงานเพื่อดูแลผู้สูงอายุ",
    "การบูรณาการของหน่วยงานเพื่อผลไม้ส่งออก",
]


def test_what_stands_everywhere_tells_less_than_what_is_rare():
    weights = Weights(SAMPLE)

    assert weights.telling("การบูรณาการ") < weights.telling("ผู้สูงอายุ") < weights.telling("ประมงพื้นบ้าน")
    assert weights.share("น้ำท่วม") == pytest.approx(1 / 3)


def test_texts_on_one_matter_are_nearer_than_others():
    weights = Weights(SAMPLE)
    flood = weights.vector("แก้ปัญหาน้ำท่วมซ้ำซากในเมืองเก่า")

    near = cosine(flood, weights.vector("น้ำท่วมในเมืองท่า แก้ปัญหาด้วยแผนที่"))
    far = cosine(flood, weights.vector("ดูแลผู้สูงอายุติดเตียงที่บ้าน"))

    assert near > 3 * far


@given(TITLES, TITLES)
def test_cosine_is_a_share_and_goes_both_ways(one, other):
    weights = Weights(SAMPLE)
    mine, theirs = weights.vector(one), weights.vector(other)

    assert cosine(mine, theirs) == pytest.approx(cosine(theirs, mine))
    assert 0 <= cosine(mine, theirs) <= 1


def test_shared_phrases_are_whole_runs_of_words_the_most_telling_first():
    mine = ["การบูรณาการ", "แก้", "น้ำท่วม", "ซ้ำซาก", "ใน", "เมือง"]
    theirs = ["การบูรณาการ", "ลด", "น้ำท่วม", "ซ้ำซาก", "ที่", "เมือง"]

    found = shared_phrases(mine, theirs, Weights(SAMPLE))

    assert found[0] == "น้ำท่วมซ้ำซาก"
    assert set(found) == {"น้ำท่วมซ้ำซาก", "การบูรณาการ", "เมือง"}


@given(TITLES, st.lists(TITLES, max_size=3))
def test_marking_leaves_the_text_as_it_is(text, phrases):
    parts = marked(text, phrases)

    assert "".join(part for part, _is_shared in parts) == text
    assert all(part in phrases for part, is_shared in parts if is_shared)
