"""How far a figure has come, and numbers as people type them."""

from decimal import Decimal

import pytest
from django import forms

from cohorts.forms.figures import FigureField
from cohorts.forms.rounds import MonthsField
from cohorts.progress import Progress


def way(baseline, target, last, value):
    return Progress(*(None if n is None else Decimal(n) for n in (baseline, target, last, value)))


@pytest.mark.parametrize(
    ("numbers", "change", "percent", "tone", "icon"),
    [
        ((0, 210, 96, 148), 52, 70, "good", "arrow-up"),
        ((34, 7, 12, 9), -3, 93, "good", "arrow-down"),  # less is better
        ((34, 7, 9, 12), 3, 81, "wait", "arrow-up"),
        ((0, 10, 5, 4), -1, 40, "wait", "arrow-down"),
        ((0, 10, 5, 5), 0, 50, "still", "ring"),
        ((10, 20, 12, 8), -4, -20, "wait", "arrow-down"),  # worse than before it began
        ((10, 20, 12, 25), 13, 150, "good", "arrow-up"),
        ((10, 10, 9, 10), 1, None, "good", "arrow-up"),
        ((None, None, 9, 10), 1, None, "good", "arrow-up"),
        ((0, 10, None, 5), None, 50, "still", "ring"),
        ((0, 10, 5, None), None, None, "still", "ring"),
    ],
)
def test_a_figure_knows_its_way(numbers, change, percent, tone, icon):
    found = way(*numbers)

    assert (found.change, found.percent, found.tone, found.icon) == (change, percent, tone, icon)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((0, 2100, 960, "1480.50"), "เพิ่มขึ้น 520.5 จากรอบก่อน, คืบหน้าสู่เป้า 71%"),
        ((34, 7, 12, 9), "ลดลง 3 จากรอบก่อน, คืบหน้าสู่เป้า 93%"),
        ((None, None, 7, 7), "เท่ากับรอบก่อน"),
        ((None, None, None, 7), ""),
    ],
)
def test_the_way_is_said_in_words(numbers, words):
    assert way(*numbers).words == words


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1,250.50", "1250.50"), ("๑๒", "12"), (" 7 ", "7"), ("", None), ("x", None)],
)
def test_numbers_are_taken_as_people_type_them(typed, number):
    assert FigureField(required=False).number(typed) == (number and Decimal(number))


@pytest.mark.parametrize(
    ("typed", "months"), [("6, 12,18", [6, 12, 18]), ("๑๒ 3", [3, 12]), ("6,6", [6])]
)
def test_months_are_a_list_in_order(typed, months):
    field = MonthsField()

    assert field.clean(typed) == months
    assert field.prepare_value(months) == ", ".join(map(str, months))


@pytest.mark.parametrize("typed", ["", "หก", "0", "61", "6, x", "1,2,3,4,5,6,7,8,9", "9999"])
def test_other_months_are_refused(typed):
    with pytest.raises(forms.ValidationError):
        MonthsField().clean(typed)


def test_months_that_stay_have_not_changed():
    assert not MonthsField().has_changed([6, 12], "6, 12")
    assert MonthsField().has_changed([6, 12], "6, 12, 18")
