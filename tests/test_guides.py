"""The guides name buttons and menus in the words that stand on the screen."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parent.parent
GUIDES = sorted((ROOT / "docs/guides").glob("*.md"))
EXPLAINED = {"ตัวหนา"}  # the word that says what bold means


@pytest.fixture(scope="module")
def on_screen():
    """Every Thai text of the catalogues."""
    catalogues = (ROOT / "pyp_portal/locale/th").glob("*.po")
    return {entry.msgstr for file in catalogues for entry in polib.pofile(str(file))}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_bold_words_are_words_of_the_screen(guide, on_screen):
    bold = set(re.findall(r"\*\*([^*]+)\*\*", guide.read_text(encoding="utf-8")))

    assert sorted(bold - on_screen - EXPLAINED) == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_links_between_guides_lead_somewhere(guide):
    for link in re.findall(r"\]\(([^)#]+)\)", guide.read_text(encoding="utf-8")):
        assert (guide.parent / link).exists(), link


def test_each_role_has_a_guide():
    assert {guide.stem for guide in GUIDES} == {
        "README",
        "admin",
        "applicant",
        "committee",
        "director",
        "lab",
        "officer",
        "secretary",
    }
