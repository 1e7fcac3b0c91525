"""One parser of dates: what people type, what it becomes, and what it never does."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyp_portal import dates, thai

JANUARY_6 = datetime.date(2025, 1, 6)
DAYS = st.dates(datetime.date(1857, 1, 1), datetime.date(2456, 12, 31))
NEAR_DAYS = st.dates(datetime.date(1957, 1, 1), datetime.date(2056, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "6 ม.ค. 2568",
        "6 ม.ค.68",
        "6 มค 2568",
        "6มกราคม2568",
        "06/01/2568",
        "6/1/68",
        "6-1-2568",
        "6.1.68",
        "๖ มกราคม ๒๕๖๘",
        "วันที่ 6 เดือนมกราคม พ.ศ. 2568",
        "วันจันทร์ที่ 6 มกราคม พ.ศ.๒๕๖๘",
        "6\u00a0มกรา\u00a02568",
        "2025-01-06",
        "2568-01-06",
        "6 ม.ค. ค.ศ. 2025",
        " 6  /  1  / 2568 ",
    ],
)
def test_the_sixth_of_january_as_people_type_it(typed):
    assert dates.read_date(typed) == JANUARY_6


@pytest.mark.parametrize("parts", [("6", "1", "2568"), ("๖", 1, "๖๘"), ("6 ม.ค. 2568", "", None)])
def test_three_boxes_and_one_are_the_same(parts):
    assert dates.read_date(*parts) == JANUARY_6


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("6/1/2025", "2568"),
        ("6/1/8", "พ.ศ."),
        ("6/1/3568", "พ.ศ."),
        ("29/2/2568", "เดือน"),
        ("6/13/2568", "เดือน"),
        ("6 มกราคม", "6"),
        ("6 January 2568", "6"),
        ("6 มะกรา 2568", "6"),
        ("6 ม.ค. ค.ศ. 2568", "พ.ศ."),
        ("", "6"),
        ("1 2 3 2568", "6"),
        ("0/1/2568", "เดือน"),
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(typed, said):
    with pytest.raises(ValueError, match=said):
        dates.read_date(typed)


def test_dates_of_the_programme_lie_near():
    assert dates.read_date("1/1/2560", years=dates.PROGRAMME_YEARS).year == 2017
    for typed in ("31/12/2559", "1/1/2601", "1 ม.ค. 45"):
        with pytest.raises(ValueError, match=r"2560.*2600"):
            dates.read_date(typed, years=dates.PROGRAMME_YEARS)


@given(DAYS, st.booleans(), st.booleans(), st.booleans())
def test_what_the_portal_shows_it_reads_back(day, short, digits, era):
    assert dates.read_date(thai.thai_date(day, short=short, digits=digits, era=era)) == day


@given(NEAR_DAYS)
def test_two_digits_stand_for_this_century(day):
    assert dates.read_date(f"{day.day}/{day.month}/{(day.year + 543) % 100:02d}") == day


@given(DAYS)
def test_the_era_is_never_added_twice(day):
    shown = f"{day.day}/{day.month}/{day.year + 543}"
    once = dates.read_date(shown)

    assert dates.read_date(f"{once.day}/{once.month}/{once.year + 543}") == once == day


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2056, 12, 31)))
def test_iso_is_the_common_era(day):
    assert dates.read_date(day.isoformat()) == day


@given(st.text(max_size=30))
def test_anything_typed_gives_a_date_or_a_sentence(typed):
    try:
        read = dates.read_date(typed)
    except ValueError as refused:
        assert str(refused)
    else:
        assert read.year + 543 in dates.ANY_YEARS


@pytest.mark.parametrize("typed", ["มี.ค. 2568", "3/68", "๓ ๒๕๖๘", "2025-03", "เดือนมีนาคม พ.ศ. 2568"])
def test_months(typed):
    assert dates.read_month(typed) == datetime.date(2025, 3, 1)


@pytest.mark.parametrize("typed", ["มี.ค.", "13/2568", "3/2025", "1/3/2568", "3/2650", "x"])
def test_what_is_no_month(typed):
    with pytest.raises(ValueError, match=r"\S"):
        dates.read_month(typed)


@pytest.mark.parametrize("typed", ["2567", "๒๕๖๗", "67", "พ.ศ. 2567", "ปี 2567", "ค.ศ. 2024"])
def test_years(typed):
    assert dates.read_year(typed) == 2567


@pytest.mark.parametrize(("typed", "said"), [("2024", "2567"), ("7", "2568"), ("ปีก่อน", "2568")])
def test_what_is_no_year(typed, said):
    with pytest.raises(ValueError, match=said):
        dates.read_year(typed)
