"""V-02 to V-07: what answers must agree with, each rule by its number."""

from copy import deepcopy
from datetime import date

import pytest

from proposals import completeness, rules
from proposals.models import Call
from tests.factories.answers import ANSWERS, AREAS, FORM, PARTNERS

CALL = Call(lab_starts_on=date(2025, 3, 1), lab_ends_on=date(2025, 8, 31))
LEAD = {"code": "AG-1", "level": "LOCAL", "sector": "PUBLIC"}


@pytest.fixture
def answers():
    rows = {"partners": PARTNERS, "target_areas": AREAS, "lead": LEAD, "lead_agency": "อบต. ตัวอย่าง"}
    return deepcopy(ANSWERS | rows)


def hindered(answers):
    return [lack.question for rule in rules.HINDRANCES for lack in rule(answers, FORM)]


def warned(answers, call=CALL):
    return [lack.question for lack in completeness.warnings_in(answers, FORM, call)]


def test_a_good_proposal_meets_no_rule(answers):
    assert hindered(answers) == []
    assert warned(answers) == []


@pytest.mark.parametrize(
    "partner",
    [
        {"agency": "AG-1", "name_th": "ชื่อใดก็ได้"},
        {"name_th": "อบต.ตัวอย่าง"},
        {"name_th": PARTNERS[0]["name_th"] + " "},
    ],
    ids=["lead by code", "lead by name", "twice"],
)
def test_v02_a_partner_is_another_agency_named_once(answers, partner):
    answers["partners"].append(PARTNERS[0] | partner)

    [lack] = rules.partners_besides(answers, FORM)

    assert (lack.question, lack.name) == ("F35", "partners")
    assert "3" in lack.text


def test_v02_two_agencies_of_one_name_are_two_where_the_register_tells_them_apart(answers):
    answers["partners"] = [PARTNERS[0] | {"agency": code} for code in ("AG-2", "AG-3")]

    assert rules.partners_besides(answers, FORM) == []


def test_v02_a_partner_without_a_name_is_asked_for_elsewhere(answers):
    answers["partners"] = [{"name_th": ""}, {"name_th": ""}]

    assert rules.partners_besides(answers, FORM) == []


def test_v02_somebody_has_agreed(answers):
    answers["partners"][0]["status"] = "TO_INVITE"

    assert warned(answers) == ["F35"]


def test_v03_one_level_and_sector_alone_is_warned_of(answers):
    for row in answers["partners"]:
        row |= {"level": "LOCAL", "sector": "PUBLIC"}

    assert warned(answers) == ["F35"]


def test_v04_one_outcome_that_moves_is_enough(answers):
    answers["outcomes"].append({"baseline": 5, "target": 5})
    assert hindered(answers) == []

    answers["outcomes"] = answers["outcomes"][1:]
    assert hindered(answers) == ["F44"]


@pytest.mark.parametrize(
    ("pilot", "is_inside"),
    [
        ({"province_code": 90, "district_th": "รัตภูมิ"}, True),
        ({"province_code": 90, "district_th": "รัตภูมิ", "subdistrict_th": "กำแพงเพชร"}, True),
        ({"province_code": 90}, False),
        ({"province_code": 90, "district_th": "สะเดา"}, False),
    ],
)
def test_v05_the_pilot_area_lies_inside_the_areas(answers, pilot, is_inside):
    answers["pilot_area_idea"]["areas"] = [pilot]

    assert hindered(answers) == ([] if is_inside else ["F18"])


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("ทดลองที่จังหวัดสงขลา", []),
        ("ทดลองที่ จ.ตรัง และจังหวัดสงขลา", ["ตรัง"]),
        ("อำเภอเมืองพัทลุง ไม่ได้บอกจังหวัด", []),
    ],
)
def test_v05_words_about_another_province_are_warned_of(answers, text, strange):
    answers["pilot_area_idea"]["text"] = text

    found = rules.pilot_elsewhere(answers, FORM, CALL)

    assert [lack.question for lack in found] == ["F18"] * len(strange)
    assert all(name in found[0].text for name in strange)


@pytest.mark.parametrize(
    ("start", "end", "is_warned"),
    [
        ("2025-03", "2025-08", False),
        ("2025-02", "2025-04", True),
        ("2025-08", "2025-09", True),
        ("2025-09", "", True),
        ("", "2025-02", True),
    ],
)
def test_v06_months_outside_the_lab_are_warned_of(answers, start, end, is_warned):
    answers["workplan"][0] |= {"start": start, "end": end}

    assert warned(answers) == (["F50"] if is_warned else [])


def test_v06_no_activity_ends_before_it_begins(answers):
    answers["workplan"][1] |= {"start": "2025-06", "end": "2025-05"}

    [lack] = rules.work_runs_forward(answers, FORM)

    assert lack.question == "F50"
    assert "2" in lack.text
