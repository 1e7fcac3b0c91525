"""How a guide is read and written as HTML."""

import pytest

from pyp_portal.guides import finding, reading, writing

TEXT = """# Guide of a trial

For whoever tries it.

## Begin <b>here</b> {#begin}

1. Press **Save**, see [the other](committee.md#score) or [below](#end).

![The page of a sheet](../../static/guides/sheet.webp "A sheet & its words")

### Then {#then}

<script>alert(1)</script> and [this](javascript:alert) too.

## End {#end}

### No anchor

| a | b |
|---|---|
| 1 | 2 |
"""


@pytest.fixture
def trial():
    return reading.parsed("trial", "th", TEXT)


def test_a_guide_has_title_lede_and_sections(trial):
    assert (trial.title, trial.lede) == ("Guide of a trial", "For whoever tries it.")
    assert [(one.anchor, one.title, one.level) for one in trial.sections] == [
        ("begin", "Begin <b>here</b>", "h2"),
        ("then", "Then", "h3"),
        ("end", "End", "h2"),
        ("part-4", "No anchor", "h3"),
    ]
    assert [one.anchor for one in trial.chapters] == ["begin", "end"]


def test_the_text_of_a_section_is_plain(trial):
    assert trial.sections[0].text == "Press Save, see the other or below."


def test_headings_have_their_anchors_and_markup_is_text(trial):
    html = writing.page(trial)

    assert '<h2 id="begin">Begin &lt;b&gt;here&lt;/b&gt;</h2>' in html
    assert '<h3 id="then">Then</h3>' in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script" not in html
    assert "{#" not in html
    assert "<td>1</td>" in html


def test_links_lead_to_guides_in_the_portal_and_nowhere_else(trial):
    html = writing.page(trial)

    assert '<a href="/guides/committee/#score">the other</a>' in html
    assert '<a href="#end">below</a>' in html
    assert 'href="javascript' not in html


def test_a_picture_alone_is_a_figure_with_its_size(trial):
    html = writing.page(trial)
    sheet = reading.picture("sheet.webp")

    assert f'width="{sheet.width}" height="{sheet.height}"' in html
    assert "<figcaption>A sheet &amp; its words</figcaption></figure>" in html
    assert 'alt="The page of a sheet"' in html
    assert "<p><a class=" not in html


def test_a_paper_carries_its_pictures_and_leads_to_the_portal(trial):
    html = writing.paper(trial)

    assert 'src="data:image/jpeg;base64,' in html
    assert 'href="http://localhost:8000/guides/committee/#score"' in html
    assert "/static/" not in html


def test_all_words_have_to_stand_in_a_section():
    found = finding.find("ยื่นข้อเสนอ ใบรับ", "th")

    assert ("applicant", "submit") in {(one.guide.name, one.section.anchor) for one in found}
    assert all("ใบรับ" in one.section.title + one.section.text for one in found)
    assert finding.find("ไม่มีคำนี้แน่", "th") == []
    assert finding.find("  ", "th") == []


def test_ones_own_guide_comes_first_and_a_heading_before_a_text():
    own = finding.find("ประชุม", "th", first=("secretary",))

    assert own[0].guide.name == "secretary"
    assert "ประชุม" in own[0].section.title


def test_an_excerpt_shows_where_the_word_stands():
    long = "ก " * 60 + "คำที่หา " + "ข " * 200

    said = finding.excerpt(long, "คำที่หา")

    assert "คำที่หา" in said
    assert said.startswith("… ")
    assert said.endswith(" …")
    assert len(said) < 200
    assert finding.excerpt("สั้น", "สั้น") == "สั้น"
