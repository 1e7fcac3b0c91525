"""What the check of a letter finds: judges, single values, contacts, a harsh tone (pure)."""

import pytest

from selection.wording import Concern, Finding, findings, is_clean

PEOPLE = [("ประสาน", "ใจตรงมั่น"), ("สมหญิง", "ดีพร้อม")]


def concerns(text, people=PEOPLE):
    return [finding.concern for finding in findings(text, people)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("คุณประสานเห็นว่าดี", [Concern.JUDGE]),
        ("รศ.ดร.สมหญิง แนะนำ", [Concern.JUDGE]),
        ("ตามความเห็นของประสาน ใจตรงมั่น", [Concern.JUDGE]),
        ("ตามความเห็นของใจตรงมั่น", [Concern.NAMESAKE]),
        ("กรรมการท่านหนึ่งไม่เห็นด้วย", [Concern.JUDGE]),
        ("ข้าพเจ้าเห็นว่าควรปรับ", [Concern.JUDGE]),
        ("ได้ 3.5 คะแนนในข้อนี้", [Concern.VALUE]),
        ("คะแนนเฉลี่ย ๔.๒๕", [Concern.VALUE]),
        ("ให้ 4/5", [Concern.VALUE]),
        ("๗๒ เต็ม ๑๐๐", [Concern.VALUE]),
        ("สอบถาม somchai.k@example.go.th", [Concern.CONTACT]),
        ("โทร. ๐๘๑-๒๓๔-๕๖๗๘", [Concern.CONTACT]),
        ("โทร 02 123 4567", [Concern.CONTACT]),
        ("แผนงานไร้สาระ", [Concern.TONE]),
        ("ควรประสานงานกับท้องถิ่นให้มากขึ้น", [Concern.NAMESAKE]),
    ],
)
def test_what_gives_away_or_hurts_is_found(text, expected):
    assert concerns(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ภาคีครบ ขอให้เพิ่มตัวชี้วัดของผู้ใช้บริการ",
        "ควรขยายผลใน 5 อำเภอ ภายใน 6 เดือน ปี 2568",
        "งบประมาณ 1,250,000 บาท ร้อยละ 80 ของครัวเรือน",
        "คณะกรรมการเห็นว่าแนวคิดชัดเจน",
    ],
)
def test_an_ordinary_comment_is_clean(text):
    assert concerns(text) == []


def test_each_passage_is_named_once_over_lines():
    found = findings("คุณประสาน\nดี\nคุณประสาน", PEOPLE)

    assert found == [Finding(Concern.JUDGE, "คุณประสาน")]


@pytest.mark.parametrize(
    ("text", "leaks", "clean"),
    [("ไร้สาระ", [False], True), ("ควรประสานงาน", [False], False), ("คุณประสาน", [True], False)],
)
def test_what_may_stand_when_read_and_what_may_go_out_unread(text, leaks, clean):
    assert [finding.leaks for finding in findings(text, PEOPLE)] == leaks
    assert is_clean(text, PEOPLE) is clean


def test_a_name_of_two_letters_is_not_looked_for_alone():
    assert concerns("แก้วน้ำ", [("แก", "แก")]) == []


def test_nobody_without_a_name_is_found():
    assert concerns("คุณเห็นว่าดี", [("", "")]) == []
