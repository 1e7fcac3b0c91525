"""Who reads English gets English: sentences, dates, months and the names of letters and papers."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.dates import MONTHS
from django.utils.module_loading import import_string
from django.utils.translation import gettext

from pyp_portal import thai
from pyp_portal.accounts.models import Province
from pyp_portal.locale import build
from pyp_portal.outbox import letters
from pyp_portal.templatetags.thai import place
from tests.look import words

THAI = re.compile("[\u0e01-\u0e5b]")
# What is written alike in both languages: kinds of files, codes, and places for values alone.
ALIKE = re.compile(r"[A-Z0-9+ ]*|CSV|Excel|\w+ \(\.\w+\)|(%\(\w+\)s|[:,. ])*")
PAPERS = [entry.document.label for path in settings.PAPER_WORDINGS for entry in import_string(path)]


def test_each_sentence_of_templates_and_code_is_english():
    said = {word for path in words.templates() for word in words.of_template(path.read_text())}
    said |= {word for path in words.modules() for word in words.of_module(path.read_text())}

    assert [word for word in said if THAI.search(word)] == []
    assert len(said) > 3000


def test_each_sentence_has_thai_in_thai_letters():
    untold = [
        entry.msgid
        for entry in build.merged("th")
        for text in entry.msgstr_plural.values() or [entry.msgstr]
        if not THAI.search(text) and not ALIKE.fullmatch(entry.msgid)
    ]

    assert untold == []


def test_each_paper_has_an_english_name():
    with translation.override("th"):
        assert [label for label in PAPERS if gettext(label) != label] == []
    with translation.override("en"):
        assert [label for label in PAPERS if THAI.search(gettext(label))] == []


@pytest.mark.django_db
def test_each_province_and_region_has_its_english_name():
    provinces = Province.objects.all()

    with translation.override("th"):
        assert [p for p in provinces if place(p) != p.name_th] == []
    with translation.override("en"):
        assert [p for p in provinces if place(p) != p.name_en] == []
        assert [p for p in provinces if THAI.search(place(p.region_th))] == []
    assert len(provinces) == 77
    assert place(None) == ""


def test_months_are_chosen_in_the_language_of_the_reader():
    with translation.override("th"):
        assert [str(name) for name in MONTHS.values()] == thai.MONTHS
    with translation.override("en"):
        assert str(MONTHS[1]) == "January"


@pytest.mark.parametrize(
    ("day", "in_thai", "in_english"),
    [
        (date(2025, 4, 14), "วันสงกรานต์", "Songkran Festival"),
        (date(2025, 4, 19), "วันเสาร์", "Saturday"),
    ],
)
def test_days_off_are_named_in_the_language_of_the_reader(day, in_thai, in_english):
    with translation.override("th"):
        assert thai.day_off_name(day) == in_thai
    with translation.override("en"):
        assert thai.day_off_name(day) == in_english


def test_both_languages_know_the_same_holidays():
    with translation.override("en"):
        named = thai.day_names(2025)

    assert named.keys() == thai.holidays_of(2025).keys()
    assert [name for name in named.values() if THAI.search(name)] == []


@pytest.mark.django_db
def test_letters_are_listed_and_found_by_their_subject_in_either_language():
    with translation.override("en"):
        ((_room, _title, found),) = letters.listed(2569, "A document of the call did not")
        assert [one.subject for one in found] == [
            "A document of the call did not pass the virus scan"
        ]
        ((_room, _title, by_thai),) = letters.listed(2569, letters.subject_of(found[0].shipped))

    assert [one.shipped for one in by_thai] == [found[0].shipped]
