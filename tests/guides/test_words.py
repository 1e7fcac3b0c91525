"""The guides name buttons and menus in the words that stand on the screen, and lead somewhere."""

import re
from pathlib import Path

import polib
import pytest

from pyp_portal.guides import reading, shelf
from tests.pictures.shots import SHOTS

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "docs" / "guides"
THAI, ENGLISH = sorted(FOLDER.glob("*.md")), sorted(FOLDER.glob("en/*.md"))
EXPLAINED = {"ตัวหนา"}  # the word that says what bold means
BOLD = re.compile(r"\*\*([^*]+)\*\*")
LINK = re.compile(r"\]\(([^)# ]*)(?:#([^) ]+))?(?: \"[^\"]*\")?\)")
MOST_BYTES = 4 * 2**20


def name_of(path):
    return f"{path.parent.name}-{path.stem}"


@pytest.fixture(scope="module")
def on_screen():
    """Every text of the catalogues, in Thai and in English."""
    files = (ROOT / "pyp_portal/locale/th").glob("*.po")
    entries = [entry for file in files for entry in polib.pofile(str(file))]
    return {entry.msgstr for entry in entries} | {entry.msgid for entry in entries}


@pytest.mark.parametrize("guide", THAI + ENGLISH, ids=name_of)
def test_bold_words_are_words_of_the_screen(guide, on_screen):
    bold = set(BOLD.findall(guide.read_text(encoding="utf-8")))

    assert sorted(bold - on_screen - EXPLAINED) == []


@pytest.mark.parametrize("guide", THAI + ENGLISH, ids=name_of)
def test_links_and_pictures_are_there(guide):
    found = LINK.findall(guide.read_text(encoding="utf-8"))

    assert [name for name, _anchor in found if not (guide.parent / name).exists()] == []


@pytest.mark.parametrize("guide", THAI, ids=name_of)
def test_links_to_a_heading_find_it(guide):
    found = LINK.findall(guide.read_text(encoding="utf-8"))
    asked = {(name.removesuffix(".md") or guide.stem, anchor) for name, anchor in found if anchor}

    assert {place for place in asked if place[1] not in anchors(place[0])} == set()


def anchors(name):
    return {section.anchor for section in reading.guide(name, "th").sections}


def test_each_guide_stands_on_the_shelf_in_both_languages_and_in_the_index():
    index = {name for name, _anchor in LINK.findall((FOLDER / "README.md").read_text())}

    assert {path.stem for path in THAI} - {"README"} == set(shelf.SHELF)
    assert {path.stem for path in ENGLISH} == set(shelf.SHELF)
    assert {f"{name}.md" for name in shelf.SHELF} <= index


@pytest.mark.parametrize("name", shelf.SHELF)
@pytest.mark.parametrize("language", ["th", "en"])
def test_each_heading_has_an_anchor_of_its_own(name, language):
    found = [section.anchor for section in reading.guide(name, language).sections]

    assert found
    assert len(found) == len(set(found))


def test_pictures_are_those_that_are_taken_and_shown_and_small():
    files = {path.stem: path.stat().st_size for path in reading.PICTURES.glob("*")}
    text = "".join(path.read_text() for path in THAI)
    shown = set(re.findall(r"static/guides/([a-z-]+)\.webp", text))

    assert set(files) == shown == {shot.name for shot in SHOTS}
    assert sum(files.values()) < MOST_BYTES


def test_each_picture_says_in_words_what_it_shows():
    text = "".join(path.read_text() for path in THAI)

    assert [found for found in re.findall(r"!\[([^\]]*)\]", text) if len(found) < 10] == []
