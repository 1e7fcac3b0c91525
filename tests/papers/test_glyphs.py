"""What Sarabun lacks: written with an equal, left out where it is never seen, else a box."""

import logging

import pytest

from pyp_portal.papers import glyphs, rendering, seals
from tests.papers.pdfs import bare, fonts, pdfium_pages, poppler_pages, sound_pdf_of

PLAIN = "ประกาศ ณ วันที่ ๒ ธันวาคม พ.ศ. ๒๕๖๗ – “น้ำ” ฯลฯ ๆ ฿1,000 ½ é ≥ 5 <b>ก</b>&nbsp;\n\u200b\u2060"


def test_what_the_font_has_stays_as_it_is():
    assert glyphs.drawable(PLAIN) == (PLAIN, {})


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("① ㎡ ℃ Ａｂ", "1 m2 °C Ab"),
        ("✓ ✔ ● ☐ ➢ ⇒", "√ √ • ■ ▶ →"),
        ("a\u3000b\u2009c\u202fd\u2028e", "a b c\u00a0d\ne"),
        ("m\u0301 \u1e3f", "m\u0301 m\u0301"),
        ("\u202eabc\u202c \u2066ก\u2069\u200e a\u200db\ufeff\x00\x9f", "abc ก ab"),
        ("1\ufe0f\u20e3", "1"),
    ],
)
def test_an_equal_is_written_and_what_is_never_seen_goes(typed, written):
    assert glyphs.drawable(typed) == (written, {})


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("นาย陳大文", "นาย■■■"),
        ("ใจดี 😀", "ใจดี ■"),
        ("👍🏽 🇹🇭 👩\u200d🌾", "■ ■ ■■"),
        ("العر", "■■■■"),
        ("\ue000\u0e3b", "■■"),
    ],
)
def test_any_other_letter_is_one_box_and_is_counted(typed, written):
    html, lost = glyphs.drawable(typed)
    assert (html, lost.total()) == (written, written.count(glyphs.BOX))


def test_s17_a_letter_that_equals_a_mark_of_html_stays_text():
    typed = "\uff1cscript src=\uff02x\uff02\uff1e\uff06amp;"
    assert glyphs.drawable(typed)[0] == "&lt;script src=&quot;x&quot;&gt;&amp;amp;"


@pytest.fixture
def paper(issue):
    """What a citizen, a merchant of Yaowarat and a person from abroad may write."""
    return issue("ใจดี 😀 ทำนา นาย陳大文 العربية ① ✓ ข้อ\u2060เสนอ")


def test_a_paper_is_whole_and_says_what_its_boxes_are(paper, caplog):
    pdf = rendering.render(seals.sealed(paper)).pdf
    assert {name.partition("+")[2].partition("-")[0] for name, *_flags in fonts(pdf)} == {"Sarabun"}
    assert [record.message for record in caplog.records] == [
        "11 letters drawn as ■: U+0627 U+0629 U+0628 U+0631 U+0639 U+0644 U+064A"
        " U+5927 U+6587 U+9673 U+1F600".replace("U+0629 U+0628", "U+0628 U+0629")
    ]
    for read in (poppler_pages, pdfium_pages):
        text = bare("".join(read(pdf))).replace("\u2060", "")
        assert "ใจดี■ทำนานาย■■■■■■■■■■1√ข้อเสนอ" in text
        assert "■แทนอักขระที่แบบอักษรสารบรรณไม่มีจำนวน๑๑ตัว" in text


def test_an_ordinary_paper_has_no_word_of_boxes(issue, caplog):
    pdf = sound_pdf_of(issue("ใจดี"), caplog)
    assert "แทนอักขระ" not in bare(poppler_pages(pdf)[0])
    assert logging.getLogger("pyp_portal.papers.rendering").name not in caplog.text
