"""Agencies found while one types: by any part of the name, and what the picker is told."""

import pytest
from django.urls import reverse

from pyp_portal.search.services import index_all
from tests.factories.accounts import AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client_of):
    client = client_of(UserFactory())
    return lambda **query: client.get(reverse("accounts:find_agencies", query=query)).json()


@pytest.fixture
def register():
    def put(*names, **facts):
        agencies = [AgencyFactory(name_th=name, **facts) for name in names]
        index_all((agency, agency.searched_text) for agency in agencies)
        return agencies

    return put


def test_any_part_of_the_name_finds_it(ask, register):
    agency, _other = register("องค์การบริหารส่วนตำบลบ้านทุ่งรวงทอง", "เทศบาลเมืองอื่น")

    found = ask(q="ทุ่งรวง")

    assert [option["value"] for option in found["options"]] == [agency.code]
    assert found["options"][0]["label"] == agency.name_th
    assert set(found["options"][0]) == {"value", "label", "note", "fills"}
    assert not found["more"]


def test_the_short_word_for_the_kind_finds_it_too(ask, register):
    [agency] = register("องค์การบริหารส่วนตำบลบ้านทุ่งรวงทอง")

    assert [o["value"] for o in ask(q="อบต. บ้านทุ่ง")["options"]] == [agency.code]


def test_broken_vowels_are_mended(ask, register):
    [agency] = register("เทศบาลตำบลน้ำดำ")

    assert [o["value"] for o in ask(q="นํ้าดํา")["options"]] == [agency.code]


def test_one_agency_by_its_code(ask, register):
    agency, _other = register("กรมหนึ่ง", "กรมสอง", level="CENTRAL")

    [option] = ask(key=agency.code)["options"]

    assert option["fills"] == {"name_th": "กรมหนึ่ง", "level": "CENTRAL", "sector": agency.sector}


def test_what_has_ended_is_not_offered(ask, register):
    register("หน่วยงานเลิกแล้ว", valid_to="2020-01-01")

    assert ask(q="เลิกแล้ว")["options"] == []


@pytest.mark.parametrize("query", [{}, {"q": " "}, {"q": "ไม่มีชื่อนี้"}, {"key": "NONE"}])
def test_nothing_for_nothing(ask, query):
    assert ask(**query) == {"options": [], "more": False}


def test_twenty_at_most_and_whether_there_are_more(ask, register, django_assert_num_queries):
    register(*[f"อบต. ตัวอย่างที่ {number:02d}" for number in range(21)])

    found = ask(q="ตัวอย่าง")

    assert len(found["options"]) == 20
    assert found["more"]
