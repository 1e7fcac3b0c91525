"""A letter as HTML: made of its text alone, escaped, with links to the portal and nowhere else."""

import re
from datetime import UTC, datetime

import pytest

from pyp_portal.outbox.letterform import Block, Letter, as_html, html_of
from pyp_portal.outbox.mailing import MailChannel
from pyp_portal.outbox.models import Message

SITE = "https://pyp.example.org"
TEXT = f"""เรียน นางสาวมะลิ

เจ้าหน้าที่ขอให้แก้ไขดังนี้
1. แนบหนังสือ
2. ระบุภาคี

เปิดหน้าแก้ไข
{SITE}/p/1/fix/

ดูคำถามเดิม: {SITE}/q/2/
ประโยคที่ยาวเกินกว่าจะเขียนไว้บนปุ่มได้อยู่ก่อนที่อยู่นี้ {SITE}/long/

สำนักงาน ป.ย.ป.
ส่งถึงผู้ประสานหลัก
"""


@pytest.fixture(autouse=True)
def at_home(settings):
    settings.SITE_URL = SITE


def test_the_shape_is_found_by_the_line():
    letter = Letter("เรื่อง", TEXT)

    assert letter.blocks == [
        Block("text", ("เรียน นางสาวมะลิ",)),
        Block("text", ("เจ้าหน้าที่ขอให้แก้ไขดังนี้",)),
        Block("items", ("1. แนบหนังสือ", "2. ระบุภาคี")),
        Block("link", ("เปิดหน้าแก้ไข",), f"{SITE}/p/1/fix/"),
        Block("link", ("ดูคำถามเดิม",), f"{SITE}/q/2/"),
        Block("text", ("ประโยคที่ยาวเกินกว่าจะเขียนไว้บนปุ่มได้อยู่ก่อนที่อยู่นี้",)),
        Block("link", ("เปิดในพอร์ทัล",), f"{SITE}/long/"),
    ]
    assert letter.button.url == f"{SITE}/p/1/fix/"
    assert letter.foot == ["สำนักงาน ป.ย.ป.", "ส่งถึงผู้ประสานหลัก"]
    assert letter.preview == "เจ้าหน้าที่ขอให้แก้ไขดังนี้ 1. แนบหนังสือ"


def test_a_last_paragraph_with_a_link_is_no_foot():
    assert Letter("ก", f"เรียน\n\nเปิดดู\n{SITE}/a/").foot == []
    assert Letter("ก", "บรรทัดเดียว").foot == []


def test_s17_nothing_that_people_wrote_becomes_html_or_a_link_elsewhere():
    body = f"""เหตุผล: <img src=x onerror=alert(1)> "ก" {{{{ site_url }}}}
https://evil.example.org/login
{SITE}.evil.example.org/a
javascript:alert(1)

{SITE}/"><script>alert(1)</script>

ลงชื่อ"""
    html = as_html("<b>เรื่อง</b>", body, "th")

    assert re.findall(r'href="([^"]*)"', html) == [
        f"{SITE}/&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
        f"{SITE}/policies/privacy/",
    ]
    assert not re.search(r"<(script|img|b)\b", html)
    assert "{{ site_url }}" in html


def test_the_frame_speaks_the_language_of_the_letter():
    thai, english = (as_html("x", f"a\n\n{SITE}/b/\n\nc", code) for code in ("th", "en"))

    assert 'lang="th"' in thai and "คัดลอกที่อยู่นี้" in thai
    assert 'lang="en"' in english and "copy this address" in english
    assert not re.search("[\u0e01-\u0e5b]", english)


@pytest.mark.parametrize(
    ("line", "text", "label"),
    [
        ("ดูแผนของทีมที่", [], "ดูแผนของทีม"),
        ("ระบบเติมข้อมูลไว้ให้แล้ว รายงานได้ที่", ["ระบบเติมข้อมูลไว้ให้แล้ว"], "รายงาน"),
        ("เมื่อแก้ไขแล้ว กดเผยแพร่ใหม่ได้ที่:", ["เมื่อแก้ไขแล้ว"], "กดเผยแพร่ใหม่"),
        ("โปรดตอบภายในวันที่ 20\xa0มีนาคม\xa02569 ที่", [], "โปรดตอบภายในวันที่ 20\xa0มีนาคม\xa02569"),
        ("รายละเอียด ปฏิทิน และการส่งเอกสาร:", [], "รายละเอียด ปฏิทิน และการส่งเอกสาร"),
        ("It is filled in. Report here", ["It is filled in."], "Report"),
        ("Please answer by 3\xa0May here", [], "Please answer by 3\xa0May"),
    ],
)
def test_the_button_says_what_one_does_there(line, text, label):
    *said, link = Letter("ก", f"{line} {SITE}/a/\n\nลงชื่อ").blocks
    assert ([one for block in said for one in block.lines], link.label) == (text, label)


def test_an_item_with_an_address_is_a_link_and_no_button():
    body = f"งาน\n- ให้คะแนน\n  {SITE}/a/\n- แจ้งชื่อ\n  {SITE}/b/\n\nเปิดงานทั้งหมด\n{SITE}/all/\n\nลงชื่อ"
    letter = Letter("ก", body)

    assert letter.blocks[1:] == [
        Block("entry", ("ให้คะแนน",), f"{SITE}/a/"),
        Block("entry", ("แจ้งชื่อ",), f"{SITE}/b/"),
        Block("link", ("เปิดงานทั้งหมด",), f"{SITE}/all/"),
    ]
    assert letter.button.url == f"{SITE}/all/"


@pytest.mark.parametrize(
    ("template", "has_account", "may_choose"),
    [
        ("proposals/emails/commented.txt", True, True),
        ("proposals/emails/commented.txt", False, False),
        ("proposals/emails/receipt.txt", True, False),
    ],
)
def test_only_what_is_not_mandatory_offers_a_choice(person, template, has_account, may_choose):
    message = Message(template=template, subject="ก", body="ข", language="th")
    message.address = "mali@example.org"
    message.created_at = datetime(2025, 1, 6, tzinfo=UTC)
    message.recipient = person() if has_account else None
    letter = MailChannel()._letter(message)

    assert letter.extra_headers.get("List-Unsubscribe") == (
        f"<{SITE}/preferences/>" if may_choose else None
    )
    assert (f'href="{SITE}/preferences/"' in html_of(message)) == may_choose
