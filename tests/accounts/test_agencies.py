"""The register of agencies: a tree in Thai order that is found by parts of names."""

import pytest
from django.db import IntegrityError, transaction

from pyp_portal.accounts import services
from pyp_portal.accounts.forms import AgencyForm
from pyp_portal.accounts.models import Agency
from pyp_portal.history.services import timeline
from pyp_portal.search.services import matching
from tests.factories.accounts import AgencyFactory, ProvinceFactory, UserFactory

pytestmark = pytest.mark.django_db
SAO = {"level": "LOCAL", "sector": "PUBLIC", "type": "SAO"}


def test_a_registered_agency_is_mended_found_and_written_down():
    agency = services.register_agency(
        code="L20", name_th="องค์การบริหารส่วนตาบล\u200bน้ําใส", short_th="อบต.น้ำใส", **SAO
    )

    assert agency.name_th == "องค์การบริหารส่วนตาบลน้ำใส"
    assert list(matching(Agency.objects.all(), "น้ำใ")) == [agency]
    assert [event.verb for event in timeline(agency)] == ["registered"]


def test_a_correction_says_which_fields_and_is_found_anew():
    officer = UserFactory(staff=True)
    agency = services.register_agency(code="L20", name_th="เทศบาลเก่า", **SAO)

    assert services.change_agency(agency, by=officer, name_th="เทศบาลใหม่")
    assert not services.change_agency(agency, by=officer, name_th="เทศบาลใหม่")

    event = timeline(agency).last()
    assert (event.before, event.after, event.data) == (
        "เทศบาลเก่า",
        "เทศบาลใหม่",
        {"fields": ["name_th"]},
    )
    assert not matching(Agency.objects.all(), "เก่า").exists()
    assert matching(Agency.objects.all(), "ใหม่").get() == agency


def test_thai_order_puts_leading_vowels_behind_their_consonant():
    for name in ("เทศบาลก", "กรม", "แม่สอด", "ขอนแก่น"):
        AgencyFactory(name_th=name)

    names = list(Agency.objects.values_list("name_th", flat=True))

    assert names == ["กรม", "ขอนแก่น", "เทศบาลก", "แม่สอด"]


def test_paging_goes_on_behind_the_last_also_among_equal_names():
    agencies = [AgencyFactory(name_th="ชื่อเดียวกัน") for _each in range(3)]

    first = list(Agency.objects.page(None, 2))
    rest = list(Agency.objects.page(first[-1].code, 2))

    assert first + rest == agencies


def test_agencies_begin_and_end(at):
    at("2024-12-20 10:00")
    AgencyFactory(valid_to="2024-12-19")
    AgencyFactory(valid_from="2024-12-21")
    now = AgencyFactory(valid_from="2024-12-20", valid_to="2024-12-20")

    now.refresh_from_db()
    assert list(Agency.objects.existing()) == [now]
    assert now.exists_today


@pytest.mark.postgres
def test_the_database_refuses_an_end_before_the_beginning_and_an_own_parent():
    agency = AgencyFactory(valid_from="2024-12-20")
    for wrong in ({"valid_to": "2024-12-19"}, {"parent": agency}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Agency.objects.filter(pk=agency.pk).update(**wrong)


def test_the_way_up_starts_at_the_top():
    ministry = AgencyFactory()
    department = AgencyFactory(parent=ministry)
    office = AgencyFactory(parent=department)

    assert office.ancestors == [ministry, department]
    assert ministry.ancestors == []


def typed(**changes):
    entry = {"code": "L30", "name_th": "เทศบาล", **SAO, "province": ProvinceFactory().pk}
    return {**entry, **changes}


def test_a_form_names_other_agencies_by_their_code():
    ministry = AgencyFactory(code="M01")

    form = AgencyForm(typed(parent="M01"))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["parent"] == ministry
    assert AgencyForm(instance=AgencyFactory(parent=ministry)).initial["parent"] == "M01"


def test_a_form_refuses_a_ring_and_a_life_that_ends_before_it_begins():
    above = AgencyFactory(code="M01")
    AgencyFactory(code="C01", parent=above)
    backwards = {"valid_from_0": "2", "valid_from_1": "1", "valid_from_2": "2568"}
    backwards |= {"valid_to_0": "1", "valid_to_1": "1", "valid_to_2": "2568"}

    ring = AgencyForm(typed(code="M01", parent="C01"), instance=above)
    life = AgencyForm(typed(**backwards))
    after = AgencyForm(typed(code="M01", successor="M01"), instance=above)

    assert list(ring.errors) == ["parent"]
    assert list(after.errors) == ["successor"]
    assert list(life.errors) == ["valid_to"]
