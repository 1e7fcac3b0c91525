"""Thai text is mended, sorted, dated and counted as Thai readers and offices expect."""

import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyp_portal import thai

BANGKOK = ZoneInfo("Asia/Bangkok")
D = datetime.date
THAI = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B), max_size=12)
PASTED = st.text(
    st.sampled_from("กเแนาำํ่้์ิ\u0e47ุ\u0e3a\u00a0\u200b\u00ad\r\n\t\v\u2028\uf70a\uf712 a")
    | st.characters(exclude_categories=["Cs"]),
    max_size=30,
)


@pytest.mark.parametrize(
    ("pasted", "mended"),
    [
        ("สํานักงาน  นํ้าท่วม\u200b เเละ ที่\u0e48", "สำนักงาน น้ำท่วม และ ที่"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),  # the tone before the ring
        ("น\u0e33\u0e49", "น้ำ"),  # the tone behind the vowel
        ("ท\u0e48\u0e35", "ที่"),
        ("ทีี่่", "ที่"),
        ("พ.ศ.\u00a02568\t\u2003ปี", "พ.ศ. 2568 ปี"),
        ("ก\ufeffา\u00adร\u200dณ์", "การณ์"),
        ("ท\uf701\uf70a และ ป\uf710น", "ทิ่ และ ปัน"),  # glyphs of old fonts
        ("nul\x00 and bell\x07", "nul and bell"),
        ("\uf0b7\tหนึ่ง\r\n\uf0d8\tสอง", "• หนึ่ง\n• สอง"),  # a list out of Word
        ("  หนึ่ง \r\n\r\n สอง\rสาม\u2028สี่  ", "หนึ่ง\n\n สอง\nสาม\nสี่"),
        ("e\u0301", "é"),
        ("", ""),
    ],
)
def test_what_a_paste_breaks_is_mended(pasted, mended):
    assert thai.normalise(pasted) == mended


@given(PASTED)
def test_mending_twice_changes_nothing_more(text):
    once = thai.normalise(text)

    assert thai.normalise(once) == once
    assert not {"\u200b", "\u00a0", "\r", "\x00", "\t"} & set(once)


@given(THAI)
def test_thai_letters_survive_the_mending(text):
    letters = [c for c in text if "\u0e01" <= c <= "\u0e2e"]

    assert [c for c in thai.normalise(text) if "\u0e01" <= c <= "\u0e2e"] == letters


def test_names_sort_as_in_a_dictionary():
    ordered = ["กา", "ก่า", "เกาะ", "แกว", "แก้ว", "ใกล้", "ไก่", "ขาว", "เชียงราย", "เชียงใหม่", "น่าน"]

    assert sorted(reversed(ordered), key=thai.sort_key) == ordered


@given(THAI, THAI)
def test_equal_keys_come_from_equal_texts(one, other):
    if thai.sort_key(one) == thai.sort_key(other):
        assert sorted(thai.normalise(one)) == sorted(thai.normalise(other))


@given(st.text(max_size=300))
def test_a_sort_key_fits_its_column_and_any_collation(text):
    key = thai.sort_key(text)

    assert len(key) <= 200
    assert set(key) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({}, "6 มกราคม 2568"),
        ({"short": True}, "6 ม.ค. 2568"),
        ({"digits": True, "era": True}, "๖ มกราคม พ.ศ. ๒๕๖๘"),
    ],
)
def test_a_date_is_written_with_spaces_that_do_not_break(options, text):
    assert thai.thai_date(D(2025, 1, 6), **options) == text.replace(" ", "\u00a0")


def test_a_moment_is_written_as_it_is_in_bangkok():
    moment = datetime.datetime(2025, 1, 6, 16, 59, tzinfo=datetime.UTC)

    assert thai.thai_date(moment + datetime.timedelta(minutes=1)) == thai.thai_date(D(2025, 1, 7))
    assert thai.thai_datetime(moment).replace("\u00a0", " ") == "6 มกราคม 2568 เวลา 23.59 น."
    assert thai.thai_datetime(moment, short=True).replace("\u00a0", " ") == "6 ม.ค. 2568 23.59 น."
    assert thai.thai_datetime(moment, digits=True).replace("\u00a0", " ") == (
        "๖ มกราคม ๒๕๖๘ เวลา ๒๓.๕๙ น."
    )


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (D(2024, 9, 30), 2567),
        (D(2024, 10, 1), 2568),
        (datetime.datetime(2024, 9, 30, 18, 0, tzinfo=datetime.UTC), 2568),
    ],
)
def test_the_fiscal_year_begins_in_october_in_bangkok(day, year):
    assert thai.fiscal_year(day) == year


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (D(2025, 1, 6), True),
        (D(2025, 1, 4), False),  # Saturday
        (D(2025, 5, 1), True),  # Labour Day: offices work
        (D(2025, 5, 9), False),  # the Ploughing Ceremony: offices do not
        (D(2025, 4, 14), False),
        (D(2025, 5, 12), False),  # in place of a Sunday
        (D(2024, 12, 31), False),
    ],
)
def test_offices_work_on_working_days(day, works):
    assert thai.is_working_day(day) == works


def test_working_days_are_counted_over_the_new_year():
    assert thai.next_working_day(D(2024, 12, 28)) == D(2025, 1, 2)
    assert thai.next_working_day(D(2025, 1, 2)) == D(2025, 1, 2)
    assert thai.add_working_days(D(2024, 12, 27), 1) == D(2025, 1, 2)
    assert thai.add_working_days(D(2025, 1, 2), -1) == D(2024, 12, 27)
    assert thai.add_working_days(D(2025, 1, 2), 0) == D(2025, 1, 2)
    assert thai.working_days_between(D(2024, 12, 27), D(2025, 1, 6)) == 3
    assert thai.working_days_between(D(2025, 1, 6), D(2025, 1, 6)) == 0
    assert thai.working_days_between(D(2025, 1, 6), D(2024, 12, 27)) == 0


@given(st.dates(D(2020, 1, 1), D(2030, 1, 1)), st.integers(1, 30))
def test_adding_and_counting_working_days_agree(day, n):
    later = thai.add_working_days(day, n)

    assert thai.working_days_between(day, later) == n


def test_the_months_are_twelve_and_differ():
    assert len(set(thai.MONTHS)) == len(set(thai.SHORT_MONTHS)) == 12
    assert all(
        long[0] == short[0] for long, short in zip(thai.MONTHS, thai.SHORT_MONTHS, strict=True)
    )
    assert thai.to_thai_digits("ครั้งที่ 1/2568") == "ครั้งที่ ๑/๒๕๖๘"
    assert all(a < b for a, b in pairwise(map(thai.sort_key, ["ก", "กก", "กกก"])))


@pytest.mark.parametrize(
    ("day", "hour", "is_open"),
    [
        (D(2025, 1, 6), (8, 30), True),
        (D(2025, 1, 6), (16, 29), True),
        (D(2025, 1, 6), (8, 29), False),
        (D(2025, 1, 6), (16, 30), False),
        (D(2025, 1, 5), (12, 0), False),  # Sunday
        (D(2024, 12, 31), (12, 0), False),
    ],
)
def test_the_office_is_open_at_its_hours(day, hour, is_open):
    moment = datetime.datetime.combine(day, datetime.time(*hour), BANGKOK)

    assert thai.is_office_hour(moment.astimezone(datetime.UTC)) == is_open


@pytest.mark.parametrize(
    ("typed", "was_mended"),
    [
        ("ข้อความธรรมดา  มีช่องว่างสองช่อง\r\nและบรรทัดใหม่ ", False),
        ("นํ้าท่วม", True),
        ("ก\u200bข", True),
        ("ก\u00a0ข", True),
        ("กี่่", True),
    ],
)
def test_v11_a_mended_text_is_told_from_a_tidied_one(typed, was_mended):
    assert thai.was_mended(typed) == was_mended


def test_the_sign_of_repetition_never_begins_a_line():
    assert thai.repeats_bound("กล่าวกว้าง ๆ และอื่น ๆ") == "กล่าวกว้าง\u00a0ๆ และอื่น\u00a0ๆ"
