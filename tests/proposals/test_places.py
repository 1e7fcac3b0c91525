"""Provinces, districts and subdistricts: found by any part of the name, kept as words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals import places
from proposals.places import Place
from pyp_portal.accounts.models import Province


def names(query, most=20):
    return [place.name for place in places.find(query, most)]


def test_the_list_is_whole():
    counts = [
        sum(bool(p.subdistrict_th) for p in places.places()),
        sum(bool(p.district_th) and not p.subdistrict_th for p in places.places()),
        sum(not p.district_th for p in places.places()),
    ]

    assert counts == [7436, 928, 77]
    assert len({place.key for place in places.places()}) == sum(counts)


def test_any_part_of_a_name_finds_it():
    assert "อ.รัตภูมิ จ.สงขลา" in names("ตภูม")
    assert names("สงขลา")[0] == "จ.สงขลา"


def test_several_words_narrow_it_down():
    assert names("กำแพงเพชร รัตภูมิ") == ["ต.กำแพงเพชร อ.รัตภูมิ จ.สงขลา"]


@pytest.mark.parametrize("query", ["ต.กำแพงเพชร อ.รัตภูมิ", "ตำบลกําแพงเพชร อำเภอรัตภูมิ จังหวัดสงขลา"])
def test_words_of_the_level_and_broken_vowels_do_no_harm(query):
    assert names(query) == ["ต.กำแพงเพชร อ.รัตภูมิ จ.สงขลา"]


def test_bangkok_has_its_own_words():
    assert "แขวงบางกะปิ เขตห้วยขวาง กรุงเทพมหานคร" in names("บางกะปิ")


@pytest.mark.parametrize("query", ["", "  ", "จังหวัด", "ไม่มีที่ใดชื่อนี้"])
def test_nothing_is_found_for_nothing(query):
    assert names(query) == []


def test_no_more_than_asked_for():
    assert len(names("บ้าน", most=5)) == 5


@given(st.sampled_from(range(0, 8441, 37)))
def test_a_place_comes_back_from_its_key_and_from_its_answer(number):
    place = places.places()[number]

    assert places.of_key(place.key) == place
    assert places.of_answer(place.answer) == place
    assert place in places.find(places.smallest(place), most=10_000)


@pytest.mark.parametrize("key", ["", "999", "90/ไม่มี", "90/รัตภูมิ/ไม่มี", "x", "90/"])
def test_what_is_not_in_the_list_is_no_place(key):
    assert places.of_key(key) is None


def test_words_typed_before_the_list_stand():
    typed = {"province_code": 90, "district_th": "รัตภูมิเก่า"}

    assert places.of_answer(typed) == Place(90, "สงขลา", "รัตภูมิเก่า")
    assert places.of_answer({"province_code": None}) is None


def test_provinces_named_in_a_text():
    text = "ร่วมกับจังหวัดสงขลา จ. ตรัง และจังหวัดสงขลา ไม่นับเชียงใหม่"

    assert places.provinces_named(text) == [(90, "สงขลา"), (92, "ตรัง")]


@pytest.mark.django_db
def test_provinces_have_the_names_of_the_register():
    assert places.provinces() == dict(Province.objects.values_list("pk", "name_th"))
