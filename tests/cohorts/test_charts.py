"""Before and after as bars and as a sentence: pure figures."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from cohorts.charts import chart, counting, scale, way


def metric(baseline, target, result):
    is_met = result >= target if target >= baseline else result <= target
    return SimpleNamespace(
        indicator_th="วันรอ", unit_th="วัน", baseline=Decimal(baseline), target=Decimal(target),
        result=Decimal(result), is_met=is_met,
    )  # fmt: skip


def value(day, number):
    return SimpleNamespace(measured_on=date(2025, 6, day), value=Decimal(number))


def test_bars_begin_at_zero_and_the_longest_fills_the_drawing():
    drawn = chart(metric(60, 15, 30), [value(1, 45), value(9, 30)])

    assert [(bar.day, bar.x, bar.width) for bar in drawn.bars] == [
        (None, 0, 300), (date(2025, 6, 1), 0, 225), (date(2025, 6, 9), 0, 150),
    ]  # fmt: skip
    assert [bar.y for bar in drawn.bars] == [8, 38, 68]
    assert (drawn.target, drawn.height, drawn.way) == (75, 98, 67)


def test_nothing_measured_is_no_drawing():
    assert chart(metric(60, 15, 30), []) is None


def test_of_one_day_the_later_entry_counts_and_days_come_in_order():
    late, wrong, right = value(9, 30), value(1, 450), value(1, 45)

    assert counting([late, wrong, right]) == [right, late]


def test_a_long_row_of_values_draws_the_first_and_the_last_six():
    drawn = chart(metric(100, 0, 92), [value(day, 100 - day) for day in range(1, 9)])

    assert [bar.value for bar in drawn.bars] == [100, 97, 96, 95, 94, 93, 92]


def test_values_below_zero_leave_zero_in_sight():
    place = scale([Decimal(-10), Decimal(20)])
    drawn = chart(metric(-10, 20, 0), [value(1, 0)])

    assert (place(-10), place(0), place(20)) == (0, 100, 300)
    assert [(bar.x, bar.width) for bar in drawn.bars] == [(0, 100), (100, 2)]


def test_all_zero_is_drawn_without_a_scale():
    assert scale([Decimal(0)])(Decimal(0)) == 0


@pytest.mark.parametrize(
    ("figures", "expected"),
    [((46, 15, 17), 94), ((10, 20, 5), -50), ((10, 20, 20), 100), ((5, 5, 9), None)],
)
def test_the_way_to_the_target(figures, expected):
    assert way(metric(*figures), figures[-1]) == expected


@pytest.mark.parametrize(("result", "word"), [(15, "ถึงเป้าหมายแล้ว"), (17, "ยังไม่ถึงเป้าหมาย")])
def test_the_sentence_says_the_same_as_the_drawing(result, word):
    words = chart(metric(1046, 15, result), [value(1, result)]).words

    assert words == f"ก่อน 1,046 ปัจจุบัน {result} วัน เป้าหมาย 15 {word}"


def test_a_share_says_its_unit_first():
    share = metric(40, 80, 74)
    share.unit_th = "ร้อยละ"

    words = chart(share, [value(1, 74)]).words

    assert words == "ก่อน 40 ปัจจุบัน ร้อยละ 74 เป้าหมาย 80 ยังไม่ถึงเป้าหมาย"
