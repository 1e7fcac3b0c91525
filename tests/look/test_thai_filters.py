"""Dates, numbers and times as the pages show them, in both languages."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import strip_tags

from pyp_portal.templatetags import thai

NBSP = "\xa0"
DAY = date(2025, 1, 6)
MOMENT = datetime(2025, 1, 6, 15, 32, tzinfo=ZoneInfo("Asia/Bangkok"))
MIDNIGHT = datetime(2025, 1, 7, tzinfo=ZoneInfo("Asia/Bangkok"))


@pytest.mark.parametrize(
    ("shown", "in_thai", "in_english"),
    [
        (lambda: thai.thai_date(DAY), "6 มกราคม 2568", "6 January 2025"),
        (lambda: thai.thai_short(DAY), "6 ม.ค. 2568", "6 Jan 2025"),
        (lambda: thai.thai_short(MOMENT), "6 ม.ค. 2568", "6 Jan 2025"),
        (lambda: thai.thai_datetime(MOMENT), "6 ม.ค. 2568 15.32 น.", "6 Jan 2025 15.32"),
        (
            lambda: thai.thai_moment(MOMENT),
            "6 มกราคม 2568 เวลา 15.32 น.",
            "6 January 2025, 15.32",
        ),
        (lambda: thai.closing_moment(MIDNIGHT), "6 ม.ค. 2568 23.59 น.", "6 Jan 2025 23.59"),
        (lambda: thai.baht(1300), "1,300 บาท", "1,300 baht"),
    ],
)
def test_each_language_has_its_own_way(shown, in_thai, in_english):
    with translation.override("th"):
        assert shown().replace(NBSP, " ") == in_thai
    with translation.override("en"):
        assert shown().replace(NBSP, " ") == in_english


def test_day_month_and_year_stay_on_one_line():
    with translation.override("th"):
        assert thai.thai_date(DAY) == f"6{NBSP}มกราคม{NBSP}2568"


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (1300, 0, "1,300"),
        (Decimal("-2.5"), 1, "−2.5"),
        (None, 0, "–"),
        ("", 0, "–"),
        (0, 0, "0"),
    ],
)
def test_numbers(value, places, shown):
    assert thai.num(value, places) == shown


@pytest.mark.parametrize(
    ("today", "distance", "working"),
    [
        ("2025-01-03 09:00", "อีก 3 วัน", "เหลือ 1 วันทำการ"),
        ("2025-01-06 09:00", "วันนี้", "เหลือ 0 วันทำการ"),
        ("2025-01-08 09:00", "2 วันที่แล้ว", ""),
    ],
)
def test_how_far_a_day_is(at, today, distance, working):
    at(today)

    with translation.override("th"):
        assert thai.relative_days(DAY) == distance
        assert thai.working_days_left(DAY) == working


@pytest.mark.parametrize(
    "shown",
    [
        thai.thai_date,
        thai.thai_short,
        thai.thai_datetime,
        thai.closing_moment,
        thai.relative_days,
        thai.working_days_left,
    ],
)
def test_a_missing_day_is_empty(shown):
    assert shown(None) == ""


def test_a_missing_sum_is_a_dash():
    assert thai.baht(None) == "–"


@pytest.mark.parametrize(("unit", "text"), [("ร้อยละ", "ร้อยละ 78"), ("วัน", "78 วัน")])
def test_a_share_is_said_before_its_figure(unit, text):
    figure = {"label": "คืนขวด", "result": "78", "unit": unit}

    page = render_to_string("issues/_figures.html", {"figures": [figure]})

    assert text in " ".join(strip_tags(page).split())
