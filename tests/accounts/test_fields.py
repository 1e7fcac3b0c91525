"""Thai text, telephone numbers and dates, as people type them."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from pyp_portal.accounts.fields import (
    BuddhistDateField,
    PhoneField,
    ProgrammeDateField,
    ThaiField,
)


def test_broken_thai_is_mended_before_its_length_counts():
    assert ThaiField(max_length=3).clean(" น\u200bํ\u0e32 ") == "น\u0e33"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0800001000", "080-000-1000"),
        ("๐๘๐ ๐๐๐ ๑๐๐๐", "080-000-1000"),
        ("+66 80-000-1000", "080-000-1000"),
        ("(02) 123-4567", "0-2123-4567"),
        ("074311234", "0-7431-1234"),
    ],
)
def test_a_telephone_number_is_kept_in_one_form(typed, kept):
    assert PhoneField().clean(typed) == kept


@pytest.mark.parametrize("typed", ["12345", "800001000", "08000010000", "ไม่มี"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValidationError):
        PhoneField().clean(typed)


def test_an_optional_number_may_be_empty():
    assert PhoneField(required=False).clean("") == ""


def test_a_date_has_a_year_of_the_buddhist_era():
    field = BuddhistDateField(required=False)

    assert field.clean(["๑", "10", "2567"]) == datetime.date(2024, 10, 1)
    assert field.clean(["", "", ""]) is None
    assert field.compress([]) is None
    assert field.widget.decompress(datetime.date(2024, 10, 1)) == [1, 10, 2567]
    assert field.widget.decompress(None) == [None, None, None]


@pytest.mark.parametrize(
    "typed", [["1", "10", "2024"], ["31", "2", "2567"], ["1", "", "2567"], ["x", "1", "2567"]]
)
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValidationError):
        BuddhistDateField(required=False).clean(typed)


@pytest.mark.parametrize(
    "parts", [["6 ม.ค. 2568", "", ""], ["", "", "6/1/68"], ["๖", "1", "๖๘"], ["6", "1", "2568"]]
)
def test_any_box_may_hold_the_whole_date(parts):
    assert BuddhistDateField().clean(parts) == datetime.date(2025, 1, 6)


def test_a_date_that_is_needed_is_asked_for():
    with pytest.raises(ValidationError):
        BuddhistDateField().clean(["", "", ""])


@pytest.mark.parametrize(("year", "is_taken"), [("2560", True), ("2559", False), ("2601", False)])
def test_dates_of_the_programme_lie_near(year, is_taken):
    field = ProgrammeDateField()
    if is_taken:
        assert field.clean(["1", "1", year]).year == 2017
    else:
        with pytest.raises(ValidationError, match=r"2560.*2600"):
            field.clean(["1", "1", year])
