"""The fonts and the vendor style that the set-up makes."""

import re

from fontTools.ttLib import TTFont

from pyp_portal import fonts
from tests.look.words import ROOT

FIRST_VISIT = 140_000  # bytes of fonts that a first page may load


def test_fonts_are_small_and_can_write_thai_and_latin(tmp_path):
    made = fonts.prepare(tmp_path)[:-1]

    assert [path.name for path in made] == [f"{face.name}.woff2" for face in fonts.FACES]
    assert sum(path.stat().st_size for path in made) < FIRST_VISIT
    for path in made:
        letters = TTFont(path).getBestCmap().keys()
        assert {ord(letter) for letter in "กำปี่ญู้ AZaz09–−“”"} <= letters


def test_a_font_that_is_there_is_not_made_again(tmp_path):
    first = fonts.cut(fonts.FACES[0], tmp_path).stat().st_mtime_ns

    assert fonts.cut(fonts.FACES[0], tmp_path).stat().st_mtime_ns == first


def test_the_vendor_style_holds_nothing_that_is_refused(tmp_path):
    css = fonts.copy_bootstrap(tmp_path).read_text()

    assert "sourceMappingURL" not in css
    assert "data:" not in css
    assert ".form-select" in css


def test_styles_ask_for_no_font_that_is_not_made():
    asked = re.findall(r'url\("\.\./fonts/([^"]+)"\)', (ROOT / "static/css/base.css").read_text())

    assert asked == [f"{face.name}.woff2" for face in fonts.FACES]
