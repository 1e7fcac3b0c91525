"""Every rule is in its place once: code, words, timetable; ladders and their moments."""

from datetime import date, datetime, timedelta

import pytest

from pyp_portal import thai
from pyp_portal.offdays import standing as offdays
from pyp_portal.reminders.ladders import before, climb, early, on_day, on_working_day
from pyp_portal.reminders.rules import rules, words_of
from pyp_portal.timetable import TIMETABLE
from tests.conftest import BANGKOK

DUE = date(2025, 2, 17)  # a Monday
CODES = "R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11"


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


def test_each_rule_is_asked_by_the_timetable_once():
    asked = [line["args"][0] for line in TIMETABLE.values() if line["task"] == "reminders.send"]

    assert sorted(asked) == sorted(rules())
    assert set(CODES.split()) <= rules().keys()


def test_each_rule_says_who_and_when_in_thai():
    for rule in rules().values():
        for words in (rule.name, rule.who, rule.when):
            assert any("\u0e01" <= letter <= "\u0e2e" for letter in str(words)), rule.code


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2025-02-10 08:00", [("-7", "2025-02-10 08:30"), ("-3", "2025-02-14 08:30")]),
        ("2025-02-10 17:00", [("-7", "2025-02-11 08:30"), ("-3", "2025-02-14 08:30")]),
        ("2025-02-13 17:00", [("-3", "2025-02-14 08:30")]),  # -7 would come when -3 is reached
        ("2025-02-15 09:00", [("1h", "2025-02-16 23:00")]),  # a Saturday: too late for -3
        ("2025-02-17 00:00", []),
    ],
)
def test_the_last_step_reached_and_those_to_come(now, told):
    steps = (on_day(-7), on_day(-3), before("1h", hours=1, any_hour=True))
    now = moment(now)

    climbed = climb(steps, DUE, now, now + timedelta(days=14), ends=moment("2025-02-17 00:00"))

    expected = [*told, *([("1h", "2025-02-16 23:00")] if told and told[-1][0] == "-3" else [])]
    assert list(climbed) == [(step_named(steps, name), moment(at)) for name, at in expected]


def step_named(steps, name):
    return next(step for step in steps if step.name == name)


def test_a_step_on_a_day_off_is_told_early_or_at_the_next_opening():
    now = moment("2025-02-01 00:00")
    later = now + timedelta(days=30)

    def told(step):
        return [f"{at:%Y-%m-%d %H:%M}" for _step, at in climb((step,), DUE, now, later)]

    assert told(early(-1)) == ["2025-02-14 08:30"]
    assert told(on_day(-1)) == ["2025-02-17 08:30"]
    offdays.suppose({DUE: False})
    assert told(on_day(-1)) == ["2025-02-18 08:30"]
    assert told(on_working_day(1, "+1")) == ["2025-02-18 08:30"]


def test_silence_ends_a_ladder():
    steps = (on_day(-1), on_day(3, is_silent=True))
    now = moment("2025-02-20 09:00")

    assert list(climb(steps, DUE, now, now + timedelta(days=30))) == []


@pytest.mark.parametrize(
    ("step", "has_hour", "said"),
    [
        ("-7d", True, "7 วันก่อน 16 ก.พ. 2568 23.59 น."),
        ("-3h", True, "3 ชั่วโมงก่อน 16 ก.พ. 2568 23.59 น."),
        ("+3", False, "3 วันหลัง 17 กุมภาพันธ์ 2568"),
        ("0", False, "ในวันที่ 17 กุมภาพันธ์ 2568"),
        ("slides", False, "ยังไม่ได้ส่งสไลด์ (17 กุมภาพันธ์ 2568)"),
    ],
)
def test_why_it_is_sent_in_words(step, has_hour, said):
    words = words_of(rules()["R6"], step, moment("2025-02-17 00:00"), has_hour)

    assert words.replace(thai.NBSP, " ") == said
