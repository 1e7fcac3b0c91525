"""Whom one speaks to: screens say คุณ, letters and guides say ท่าน, and none mixes the two."""

import re

import pytest

from pyp_portal.locale import build
from tests.look import words

# ท่าน also counts people and points at one of them: that is no address.
COUNTS = re.compile(r"เท่านั้น|(?:แต่ละ|ทุก|หนึ่ง|\)[sd] )ท่าน|ท่าน(?:อื่น|ใด|เดียว|นี้|ละ)")
# คุณ also begins words, and ends some.
PARTS = re.compile(r"(?:ขอบ|พระ)คุณ|คุณ(?:สมบัติ|ภาพ|วุฒิ|ธรรม|ลักษณะ|ค่า)")
BOLD = re.compile(r"\*\*[^*]+\*\*")  # in a guide: what stands on the screen
ADDRESS = {"screen": "คุณ", "letter": "ท่าน"}


def spoken(text):
    """The text without what only looks like an address."""
    return PARTS.sub("", COUNTS.sub("", BOLD.sub("", text)))


def on_screen():
    catalogues = build.areas("th").values()
    sentences = (entry for catalogue in catalogues for entry in catalogue)
    yield from (
        said for entry in sentences for said in [entry.msgstr, *entry.msgstr_plural.values()]
    )
    yield (words.ROOT / "pyp_portal/privacy/reference/notice.json").read_text()
    yield (words.ROOT / "proposals/reference/form.json").read_text()


def in_letters():
    templates, guides = words.ROOT / "templates", words.ROOT / "docs/guides"
    for path in [*templates.glob("*/emails/*.txt"), *guides.glob("*.md")]:
        yield from path.read_text().splitlines()


def test_screens_say_one_word_to_their_reader():
    assert [said for said in on_screen() if ADDRESS["letter"] in spoken(said)] == []


def test_letters_and_guides_say_the_other():
    assert [said for said in in_letters() if ADDRESS["screen"] in spoken(said)] == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("เฉพาะกรรมการแต่ละท่านเท่านั้น", ""),
        ("กรรมการที่ลงคะแนนได้ %(count)d ท่าน", ""),
        ("คุณสมบัติและคุณภาพ ขอบคุณ", ""),
        ("กด **ความเห็นของคุณ** แล้ว", ""),
        ("งานของท่าน", "ท่าน"),
        ("ขอบคุณที่คุณเขียน", "คุณ"),
    ],
)
def test_what_is_an_address_and_what_is_none(text, left):
    assert "".join(re.findall("ท่าน|คุณ", spoken(text))) == left
