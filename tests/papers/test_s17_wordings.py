"""S17: what is worded and what a record holds are text: nothing in them is carried out."""

import pytest

from pyp_portal.papers import wordings
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.wordings import Document, Field, Part

TITLE = Field("เรื่อง", "ชื่อข้อเสนอ", "น้ำท่วม")
SECRET = Field("ลับ", "ของผู้อื่น", "ลับ")
LETTER = Document(
    "s17",
    Kind.SCREENING_LETTER,
    "หนังสือ",
    (
        Part("body", "เนื้อความ", "{เรื่อง}", (TITLE,)),
        Part("end", "ท้าย", "{ลับ}", (SECRET,)),
    ),
)
VALUES = {"เรื่อง": "น้ำ", "ลับ": "รู้ไม่ได้"}


def said(values, text):
    return wordings.Words(LETTER, LETTER.worded({"body": text}), values).paragraphs("body")


@pytest.mark.parametrize(
    "attack",
    [
        "{{ settings.SECRET_KEY }}",
        "{% include 'base.html' %}",
        "{เรื่อง.__class__.__mro__}",
        "{เรื่อง|safe}",
        "{ลับ}",
        "{0.__init__.__globals__}",
        "${7*7}",
        "{}",
    ],
)
def test_s17_a_text_names_nothing_but_its_own_fields(attack):
    assert list(LETTER.part("body").faults(attack)) != []


@pytest.mark.parametrize("harmless", ["%(ลับ)s %s", "<%= 7*7 %>", "=1+1", "\\input x"])
def test_s17_other_signs_of_templates_mean_nothing(harmless):
    assert list(LETTER.part("body").faults(harmless)) == []
    assert "49" not in said(VALUES, harmless).replace("๔๙", "49")


def test_s17_a_value_is_neither_merged_again_nor_markup():
    attack = "{ลับ}{{7*7}}<script>alert(1)</script>"
    assert said(VALUES | {"เรื่อง": attack}, "{เรื่อง}") == (
        "<p>{ลับ}{{7*7}}&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )
