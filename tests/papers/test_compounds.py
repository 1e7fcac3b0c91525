"""Compounds stay whole on a line of a paper, and nothing sticks out of a narrow column."""

import pytest

from pyp_portal.papers import compounds
from pyp_portal.papers.rendering import render
from tests.papers.pdfs import bare, poppler_pages

SAID = (
    "หน่วยงานใดหน่วยงานหนึ่งเสนอข้อเสนอแนะต่อคณะกรรมการ ผู้อำนวยการลงนามในประกาศและกฎระเบียบ "
    "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ของสำนักงาน ป.ย.ป. ที่ https://pyp.example.go.th/verify/ "
)
KEPT = [
    "หน่วยงานใด",
    "หน่วยงานหนึ่ง",
    "ข้อเสนอแนะ",
    "คณะกรรมการ",
    "ผู้อำนวยการ",
    "ลงนาม",
    "กฎระเบียบ",
    "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
    "สำนักงาน ป.ย.ป.",
    "https://pyp.example.go.th/verify/",
    "ปยป-2568-PD16-0012",
    "ปยป-รับ-2568-0015",
    "P68-0001",
    "พระนครศรีอยุธยา",
    "ดังกล่าว",
    "๑๙ สิงหาคม ๒๕๖๘",
    "คะแนนรวม",
    "๘๒.๒๗ คะแนน",
    "๙ คน",
    "๐๙.๓๐ น.",
]


@pytest.fixture(scope="module")
def pages():
    """The same words in columns of twelve widths, then in one that is narrower than a word."""
    columns = "".join(
        f'<h2>กว้าง {width}</h2><p style="width: {width}mm">{SAID * 2}</p>'
        for width in range(84, 120, 3)
    )
    narrow = f'<p class="new-page" style="width: 12mm">{SAID}</p>'
    html = f'<html lang="th"><title>คำ</title><body>{columns}{narrow}</body></html>'
    return poppler_pages(render(html).pdf)


def test_no_compound_is_broken_whatever_the_width(pages):
    lines = "".join(pages[:-1]).split("\n")

    for phrase in ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", "สำนักงาน ป.ย.ป.", "ข้อเสนอแนะ", "กฎระเบียบ"):
        assert sum(line.count(phrase) for line in lines) == 24
    assert sum(line.count("หน่วยงาน") for line in lines) == 48
    assert sum(line.count("pyp.example.go.th/verify/") for line in lines) == 24


def test_a_column_narrower_than_a_word_breaks_it_and_loses_nothing(pages):
    assert bare(pages[-1]) == bare(SAID) + "หน้า๕จาก๕"
    assert max(map(len, pages[-1].split("\n")[:-2])) <= 10


@pytest.mark.parametrize("phrase", KEPT)
def test_places_are_counted_in_bytes_as_pango_does(phrase):
    before = "ตามที่ "
    start, end = compounds.ranges(before + phrase, is_wide=True)[0]

    assert (before + phrase).encode()[start:end].decode() in phrase
    assert start == len(before.encode())


def test_longer_phrases_may_break_in_a_narrow_column():
    assert compounds.ranges("ปีงบประมาณ พ.ศ. 2568", is_wide=True) == [(0, 44)]
    assert compounds.ranges("ปีงบประมาณ พ.ศ. 2568", is_wide=False) == [(0, 30), (31, 44)]


def test_short_phrases_are_whole_in_what_is_left_of_a_line():
    assert compounds.ranges("โดยสำนักงาน ป.ย.ป. แจ้ง", is_wide=False) == [(9, 46)]


def test_what_opens_a_word_never_ends_a_line():
    assert compounds.ranges("ความเร็ว", is_wide=False) == [(0, 15)]
    assert compounds.ranges("มีความ", is_wide=False) == []


def test_installing_again_changes_nothing():
    compounds.install()
    compounds.install()

    assert compounds.line_break.Layout is compounds.Layout


def test_of_words_that_begin_alike_the_longest_is_kept():
    said = "ข้อเสนอแนะ ข้อเสนอ คณะกรรมการ"
    found = [said.encode()[a:b].decode() for a, b in compounds.ranges(said, is_wide=False)]

    assert found == ["ข้อเสนอแนะ", "ข้อเสนอ", "คณะกรรมการ"]
