"""Every word on screen has Thai, and Thai stands in catalogues, not in templates."""

import re
from collections import defaultdict

import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext

from pyp_portal.locale import build
from tests.look import words

THAI = re.compile("[\u0e01-\u0e5b]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")
SHEET = re.compile(r'<html lang="th">|{% extends "papers/')
PARTS_OF_SHEETS = {"_garuda.html", "_seal.html"}
CATALOGUE = {entry.msgid: entry for entry in build.merged("th")}


def is_on_screen(path):
    """E-mails and papers are written in Thai at once; all else goes through gettext."""
    folders = path.relative_to(words.ROOT).parts
    is_sheet = path.name in PARTS_OF_SHEETS or SHEET.search(path.read_text())
    return not ({"emails", "documents"} & set(folders) or is_sheet)


def by_file(paths, faults_of):
    """The faults found in these files, by file; files without any are left out."""
    found = {path: faults_of(path.read_text()) for path in paths}
    return {str(path.relative_to(words.ROOT)): faults for path, faults in found.items() if faults}


def test_each_word_of_a_template_has_thai():
    untold = by_file(words.templates(), lambda text: words.of_template(text) - CATALOGUE.keys())

    assert untold == {}


def test_each_word_of_a_module_has_thai():
    untold = by_file(words.modules(), lambda text: words.of_module(text) - CATALOGUE.keys())

    assert untold == {}


def test_screens_hold_no_thai_of_their_own():
    screens = [path for path in words.templates() if is_on_screen(path)]

    assert by_file(screens, THAI.findall) == {}


def test_a_translation_keeps_the_places_for_values():
    strayed = [
        entry.msgid
        for entry in CATALOGUE.values()
        for said in entry.msgstr_plural.values() or [entry.msgstr]
        if set(PLACEHOLDER.findall(said))
        - set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    ]

    assert strayed == []


def test_one_english_sentence_has_one_thai():
    said = defaultdict(set)
    for catalogue in build.areas("th").values():
        for entry in catalogue:
            said[build.key(entry)].add(entry.msgstr or entry.msgstr_plural.get(0))

    assert {key: thai for key, thai in said.items() if len(thai) > 1} == {}


def test_the_words_reach_the_pages():
    with translation.override("th"):
        assert gettext("Sign in") == "เข้าสู่ระบบ"
        assert gettext("This field is required.") == "โปรดกรอกช่องนี้"
        assert ngettext("in %(days)s day", "in %(days)s days", 3) == "อีก %(days)s วัน"


def test_english_is_the_sentence_itself():
    with translation.override("en"):
        assert gettext("Sign in") == "Sign in"
        assert ngettext("in %(days)s day", "in %(days)s days", 3) == "in %(days)s days"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{% translate \"Sign in\" %}{% translate 'To do' as x %}", {"Sign in", "To do"}),
        ('{% include "a.html" with words=_("Work") %}', {"Work"}),
        (
            "{% blocktranslate count n=a %}{{ n }} day, 5 %{% plural %}days{% endblocktranslate %}",
            {"%(n)s day, 5 %%"},
        ),
    ],
)
def test_words_of_a_template(text, found):
    assert words.of_template(text) == found


def test_words_of_a_module():
    text = '_("One " "two"); ngettext("%(n)s day", "%(n)s days", n); _(label); len("No")'

    assert words.of_module(text) == {"One two", "%(n)s day"}
