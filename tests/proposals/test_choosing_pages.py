"""Agencies and places are looked up and chosen without script; nothing typed is lost meanwhile."""

import pytest

from proposals.models import Proposal
from tests.factories.accounts import AgencyFactory
from tests.factories.proposals import complete_proposal, submitter
from tests.proposals.browsing import fields_of, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


def test_a_registered_partner_is_found_and_chosen(client_of):
    proposal = complete_proposal()
    agency = AgencyFactory(name_th="กรมทดลองข้อมูล", level="CENTRAL")
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 5))
    sought = fields_of(page) | {"find": "agencies", "agencies_query": "ทดลองข้อ"}

    found = client.get(client.post(url("step", proposal.code, 5), sought).url)
    typed = fields_of(found) | {"partners-0-agency": agency.code}
    client.post(url("step", proposal.code, 5), typed)

    partner = proposal.partners.get(agency=agency)
    assert (partner.level, partner.sector) == ("CENTRAL", "PUBLIC")


def test_a_place_is_found_by_part_of_its_name_and_chosen(client_of):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 2))
    sought = fields_of(page) | {
        "find": "places",
        "places_query": "ภูหลวง เลย",
        "summary": "พิมพ์ค้างไว้",
    }

    found = client.get(client.post(url("step", proposal.code, 2), fields_of(page) | sought).url)
    typed = fields_of(found) | {"target_areas-1-place": "42/ภูหลวง"}
    client.post(url("step", proposal.code, 2), typed)

    assert found.context["answers"]["summary"] == "พิมพ์ค้างไว้"
    assert Proposal.objects.get().answered()["target_areas"] == [
        {"province_code": 90, "district_th": "รัตภูมิ", "subdistrict_th": "", "is_pilot": True},
        {"province_code": 42, "district_th": "ภูหลวง", "subdistrict_th": "", "is_pilot": False},
    ]


def test_an_area_typed_before_the_official_list_stays_as_it_is(client_of):
    proposal = complete_proposal()
    proposal.target_areas.update(district_th="อำเภอเก่า")
    client = client_of(submitter(proposal))

    answer = client.post(
        url("step", proposal.code, 2), fields_of(client.get(url("step", proposal.code, 2)))
    )

    assert answer.status_code == 302
    assert proposal.target_areas.get().district_th == "อำเภอเก่า"


def test_what_is_found_is_ticked_and_becomes_rows(client_of):
    proposal = complete_proposal()
    agencies = [AgencyFactory(name_th=f"กรมทดลองข้อมูล {number}") for number in (1, 2)]
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 5))
    sought = fields_of(page) | {"find": "agencies", "agencies_query": "ทดลองข้อ"}
    found = client.get(client.post(url("step", proposal.code, 5), sought).url)
    assert [name for _code, name in found.context["found"]["agencies"]] == [
        agency.name_th for agency in agencies
    ]

    ticked = {"agencies_add": [agency.code for agency in agencies], "stay": "1"}
    answer = client.post(url("step", proposal.code, 5), fields_of(found) | ticked)

    assert answer.url == url("step", proposal.code, 5)
    assert list(proposal.partners.values_list("name_th", flat=True)[2:]) == [
        agency.name_th for agency in agencies
    ]


def test_places_that_are_found_become_rows(client_of):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 2))

    client.post(
        url("step", proposal.code, 2), fields_of(page) | {"places_add": ["42/ภูหลวง", "90/สะเดา"]}
    )

    districts = proposal.target_areas.values_list("district_th", flat=True)
    assert list(districts) == ["รัตภูมิ", "ภูหลวง", "สะเดา"]


def test_a_search_without_result_says_so(client_of):
    proposal = complete_proposal()

    page = client_of(submitter(proposal)).get(url("step", proposal.code, 2, places="ไม่มีที่นี่"))

    assert page.context["found"]["places"] == []
    assert "ไม่พบ ลองพิมพ์ให้สั้นลง" in page.content.decode()


def test_a_place_that_is_none_is_refused(client_of):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 2))

    answer = client.post(
        url("step", proposal.code, 2), fields_of(page) | {"target_areas-0-place": "90/ไม่มี"}
    )

    assert 'href="#id_target_areas-0-place"' in answer.content.decode()
    assert proposal.target_areas.get().district_th == "รัตภูมิ"
