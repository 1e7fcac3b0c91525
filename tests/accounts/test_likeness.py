"""Names that look like the same agency, whatever the short form, spaces and slips of the finger."""

import pytest

from pyp_portal.accounts.likeness import alike, bare, named_alike, namesakes
from tests.factories.accounts import AgencyFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "registered", "is_alike"),
    [
        ("อบต.บ้านคลองใหญ่", "องค์การบริหารส่วนตำบลบ้านคลองใหญ่", True),
        ("อบต. บ้านคลองใหญ", "องค์การบริหารส่วนตำบลบ้านคลองใหญ่", True),
        ("เทศบาลตำบลบ้านคลองใหญ่", "องค์การบริหารส่วนตำบลบ้านคลองใหญ่", True),
        ("องค์การบริหารส่วนตำบลบ้านคลองใหญ่", "องค์การบริหารส่วนตำบลทุ่งกว้าง", False),
        ("มูลนิธิเพื่อทะเลไทย", "มูลนิธิเพื่อทะเลไทยแห่งสงขลา", True),
        ("มูลนิธิเพื่อทะเลไทย", "กรมประมง", False),
        ("ก", "กรมประมง", False),
    ],
)
def test_names_are_compared_without_what_all_of_a_kind_have_in_common(typed, registered, is_alike):
    agency = AgencyFactory(name_th=registered)

    assert named_alike(typed) == [agency] * is_alike


def test_the_most_alike_comes_first_and_of_two_equals_the_one_of_the_kind():
    municipality = AgencyFactory(name_th="เทศบาลตำบลบ้านคลอง", type="SUBDISTRICT_MUNICIPALITY")
    body = AgencyFactory(name_th="องค์การบริหารส่วนตำบลบ้านคลอง", type="SAO")
    less = AgencyFactory(name_th="องค์การบริหารส่วนตำบลบ้านคลองบน", type="SAO")

    assert named_alike("อบต.บ้านคลอง", "SAO") == [body, municipality, less]


def test_an_agency_that_has_ended_is_not_compared(at):
    at("2025-02-01 10:00")
    AgencyFactory(name_th="มูลนิธิเพื่อทะเลไทย", valid_to="2024-12-31")

    assert named_alike("มูลนิธิเพื่อทะเลไทย") == []
    assert namesakes(["มูลนิธิเพื่อทะเลไทย"]) == {}


def test_the_register_is_read_once_for_many_names(django_assert_num_queries):
    AgencyFactory.create_batch(3)

    with django_assert_num_queries(1):
        found = alike(["อบต.ก", "อบต.ข", "อบต.ค"])

    assert list(found) == ["อบต.ก", "อบต.ข", "อบต.ค"]


def test_a_name_that_is_nothing_but_its_kind_stays_a_name():
    assert bare("เทศบาลนคร") == "เทศบาลนคร"
