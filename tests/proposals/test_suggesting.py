"""Policies suggested from what is written: which, in what order, and why."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import proposals
from proposals.suggesting import MOST_WORDS, PLAIN_WORDS, plain, suggest

SCHEMES = {
    scheme["code"]: [(item["code"], item["name_th"]) for item in scheme["items"]]
    for scheme in json.loads(
        (Path(proposals.__file__).parent / "reference/policies.json").read_text()
    )
}
FLOOD = "ชาวบ้านริมน้ำประสบปัญหาน้ำท่วมซ้ำซากทุกปี เพราะไม่มีข้อมูลระดับน้ำร่วมกัน"
FARM = "เกษตรกรรายย่อยขายผลไม้ได้ราคาต่ำ จึงจะทำการท่องเที่ยวสวนผลไม้"
OFFICE = "ประชาชนต้องขออนุญาตหลายแห่ง ขั้นตอนซ้ำซ้อน จึงรวมไว้ที่จุดเดียว"


def codes(text, scheme, **options):
    return [suggestion.code for suggestion in suggest(text, SCHEMES[scheme], **options)]


@pytest.mark.parametrize(
    ("text", "scheme", "best"),
    [
        (FLOOD, "MP", "MP-19"),
        (FLOOD, "NESDP13", "M-11"),
        (FARM, "MP", "MP-03"),
        (FARM, "URGENT-2567-09-12", "U67-06"),
        (OFFICE, "MP", "MP-20"),
        (OFFICE, "NESDP13", "M-13"),
        (OFFICE, "NS", "NS-6"),
        ("เยาวชนติดยาบ้าเพิ่มขึ้น ผู้เสพเข้าไม่ถึงการบำบัด", "URGENT-2567-09-12", "U67-08"),
    ],
)
def test_the_policy_that_a_text_speaks_of_comes_first(text, scheme, best):
    assert codes(text, scheme)[0] == best


def test_the_second_best_follows():
    assert codes(FARM, "URGENT-2567-09-12") == ["U67-06", "U67-07"]


def test_the_reason_is_what_the_writer_wrote():
    first, _second = suggest(FARM, SCHEMES["URGENT-2567-09-12"])

    assert set(first.words) <= {"เกษตร", "ผลไม้"}
    assert all(word in FARM for word in first.words)


def test_broken_vowels_in_the_text_do_no_harm():
    assert codes(FLOOD.replace("น้ำ", "นํ้า"), "MP")[0] == "MP-19"


def test_what_is_chosen_already_is_not_suggested():
    assert "MP-19" not in codes(FLOOD, "MP", chosen=["MP-19"])


@pytest.mark.parametrize("text", ["", "ประชาชนในพื้นที่", "เรื่องที่ไม่เกี่ยวกับสิ่งใดเลย"])
def test_a_text_that_says_nothing_suggests_nothing(text):
    assert [codes(text, scheme) for scheme in SCHEMES] == [[]] * len(SCHEMES)


def test_each_everyday_word_leads_to_a_policy():
    names = "".join(name for items in SCHEMES.values() for _code, name in items)

    assert [word for word in PLAIN_WORDS if word not in names] == []


@given(st.text(alphabet="กขคงนมเาิ้ำยรลวสหอ ", max_size=80) | st.sampled_from([FLOOD, FARM, OFFICE]))
def test_every_reason_stands_in_the_text(text):
    for items in SCHEMES.values():
        found = suggest(text, items)
        assert len(found) <= 3
        assert all(0 < len(s.words) <= MOST_WORDS for s in found)
        assert all(word in plain(text) for s in found for word in s.words)


def test_the_more_a_text_speaks_of_it_the_higher():
    text = "ท่องเที่ยว " + "ยาเสพติด ยาบ้า ผู้เสพ " * 2

    assert codes(text, "URGENT-2567-09-12")[0] == "U67-08"
