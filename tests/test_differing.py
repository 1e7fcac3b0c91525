"""A diff that understands Thai: a one-word change shows one word, and nothing is lost."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyp_portal.differing import Kind, diff, diff_items, diff_rows
from pyp_portal.thaiwords import words

TEXTS = st.text(alphabet="กขนมรส ทะาำิี่้์เแไ1a,\n", max_size=60)
ROWS = st.lists(st.tuples(TEXTS, st.sampled_from(["", "ก", "ข"])), max_size=4)
SENTENCE = "หน่วยงานในจังหวัดสงขลาร่วมกันแก้ปัญหาน้ำท่วมด้วยข้อมูลชุดเดียว"


def changes(old, new):
    """What was taken out and put in, as pairs of kind and words."""
    return [(piece.kind, piece.text) for piece in diff(old, new) if piece.kind != Kind.SAME]


@pytest.mark.parametrize(
    ("word", "other"),
    [("สงขลา", "สตูล"), ("น้ำท่วม", "น้ำแล้ง"), ("ร่วมกัน", "แข่งกัน"), ("ข้อมูล", "แผนที่")],
)
def test_a_change_of_one_word_shows_one_word(word, other):
    gone, come = changes(SENTENCE, SENTENCE.replace(word, other))

    assert gone[0] == Kind.OLD
    assert gone[1] in word and gone[1] in words(SENTENCE)
    assert come[0] == Kind.NEW
    assert come[1] in other


def test_a_word_that_was_added_or_taken_out_stands_alone():
    longer = SENTENCE.replace("แก้ปัญหา", "เร่งแก้ปัญหา")

    assert changes(SENTENCE, longer) == [(Kind.NEW, "เร่ง")]
    assert changes(longer, SENTENCE) == [(Kind.OLD, "เร่ง")]


def test_the_same_text_has_no_change():
    assert [piece.kind for piece in diff(SENTENCE, SENTENCE)] == [Kind.SAME]
    assert diff("", "") == []


def test_words_side_by_side_are_one_change():
    old, new = "ประชุม เดือน มกราคม ที่อำเภอ", "ประชุม วัน พุธ ที่อำเภอ"

    assert changes(old, new) == [(Kind.OLD, "เดือน มกราคม"), (Kind.NEW, "วัน พุธ")]


@given(TEXTS, TEXTS)
def test_the_parts_joined_give_both_texts_again(old, new):
    found = diff(old, new)

    assert "".join(p.text for p in found if p.kind != Kind.NEW) == old
    assert "".join(p.text for p in found if p.kind != Kind.OLD) == new


@given(TEXTS, TEXTS)
def test_no_mark_is_cut_from_its_letter(old, new):
    found = diff(f"ก{old}", f"ก{new}")

    assert not [piece for piece in found if unicodedata.category(piece.text[0]) == "Mn"]


@given(TEXTS)
def test_the_words_of_a_text_joined_give_it_again(text):
    assert "".join(words(text)) == text


@given(ROWS, ROWS)
def test_rows_joined_give_both_tables_again(old, new):
    found = diff_rows(old, new)

    def told(row, but):
        return tuple("".join(p.text for p in cell if p.kind != but) for cell in row.cells)

    was = [told(row, Kind.NEW) for row in found if row.kind != Kind.NEW]
    is_now = [told(row, Kind.OLD) for row in found if row.kind != Kind.OLD]
    assert sorted(was) == sorted(old)
    assert sorted(is_now) == sorted(new)


def test_a_changed_cell_is_shown_in_its_row():
    old = [("เทศบาล", "กำลังหารือ"), ("สมาคม", "ตกลงแล้ว")]
    new = [("เทศบาล", "ตกลงแล้ว"), ("สมาคม", "ตกลงแล้ว"), ("วัด", "จะเชิญ")]

    first, second, third = diff_rows(old, new)

    assert [row.kind for row in (first, second, third)] == [Kind.SAME, Kind.SAME, Kind.NEW]
    assert [p.kind for p in first.cells[1]] == [Kind.OLD, Kind.NEW]
    assert [p.kind for cell in second.cells for p in cell] == [Kind.SAME, Kind.SAME]


def test_a_row_taken_away_is_marked_as_a_whole():
    [first, second] = diff_rows([("เทศบาล", "1"), ("วัด", "2")], [("วัด", "2")])

    assert (first.is_old, first.is_new, second.kind) == (True, False, Kind.SAME)


def test_entries_of_a_list():
    found = diff_items(["NS-4", "NS-6"], ["NS-6", "NS-1"])

    assert [(piece.kind, piece.text) for piece in found] == [
        (Kind.OLD, "NS-4"),
        (Kind.SAME, "NS-6"),
        (Kind.NEW, "NS-1"),
    ]


def test_two_long_texts_that_share_little_are_compared_too():
    chance = random.Random(7)
    known = ["น้ำ", "ท่วม", "เมือง", "แผน", "ที่", "ชุมชน", "ซอย", "ตลาด", "และ", " "]
    old, new = ("".join(chance.choices(known, k=2000)) for _text in range(2))

    found = diff(old, new)

    assert "".join(p.text for p in found if p.kind != Kind.OLD) == new
