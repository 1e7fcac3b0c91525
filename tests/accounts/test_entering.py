"""One page to get in: what a person says of their agency, and when the office learns of it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from pyp_portal.accounts import services
from pyp_portal.accounts.models import Agency, AgencyRequest, Membership, User
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.roles import AgencyType, place_of
from pyp_portal.outbox.models import Message
from tests.accounts.pages import post, said
from tests.factories.accounts import (
    AgencyFactory,
    AgencyRequestFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SIGNUP = reverse("account_signup")
NEW = {
    "email": "new@example.org",
    "title_th": "นางสาว",
    "given_th": "ใบเตย",
    "family_th": "ตัวอย่างดี",
    "position_th": "นักวิเคราะห์นโยบายและแผน",
    "phone": "080 000 1000",
    "can_edit": "on",
    "can_submit": "on",
    "password1": "ยาวพอและไม่มีใครเดา-57",
    "password2": "ยาวพอและไม่มีใครเดา-57",
}
ASSOCIATION = {"new_name": "สมาคมคนรักคลอง", "new_kind": "ASSOCIATION", "new_province": "90"}


def confirm(client, address="new@example.org"):
    """Press the link in the letter."""
    letter = Message.objects.get(address=address, template__contains="signup")
    client.post(re.search(r"https?://[^/\s]+(/\S+)", letter.body).group(1))


def templates_to(address):
    letters = Message.objects.filter(address=address).order_by("pk")
    return [letter.template.rpartition("/")[2] for letter in letters]


# --- Signing up ---------------------------------------------------------------


def test_one_page_asks_for_my_agency_and_the_office_learns_of_it_once_i_confirm(client):
    agency, officer = AgencyFactory(code="LEAD"), UserFactory(staff=True)

    client.post(SIGNUP, NEW | {"agency": "LEAD"})

    asked = Membership.objects.get()
    assert (asked.agency, asked.can_edit, asked.can_submit) == (agency, True, True)
    assert asked.user.profile.position_th == NEW["position_th"]
    assert list(Membership.objects.to_decide(officer)) == []
    confirm(client)
    assert list(Membership.objects.to_decide(officer)) == [asked]
    assert templates_to("new@example.org") == [
        "email_confirmation_signup.txt",
        "membership_asked.txt",
    ]


def test_an_agency_that_is_not_in_the_list_is_asked_for_on_the_same_page(client):
    client.post(SIGNUP, NEW | ASSOCIATION)

    asked = AgencyRequest.objects.get()
    assert (asked.name_th, asked.type, asked.province_id) == ("สมาคมคนรักคลอง", "ASSOCIATION", 90)
    assert list(AgencyRequest.objects.to_decide()) == []
    confirm(client)
    assert list(AgencyRequest.objects.to_decide()) == [asked]
    assert templates_to("new@example.org")[1:] == ["agency_asked.txt"]


def test_a_name_that_the_register_has_is_asked_for_itself(client):
    known = AgencyFactory(name_th="องค์การบริหารส่วนตำบลบ้านคลอง")

    client.post(SIGNUP, NEW | {"new_name": "อบต. บ้านคลอง", "new_kind": "SAO"})

    assert Membership.objects.get().agency == known
    assert not AgencyRequest.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "agency"),
        ({"agency": "NONE"}, "agency"),
        ({"agency": "GONE"}, "agency"),
        ({"new_name": "สมาคม"}, "new_kind"),
        ({"agency": "LEAD", **ASSOCIATION}, "new_name"),
    ],
)
def test_what_is_wrong_with_the_agency_is_said_and_nothing_typed_is_lost(client, typed, field, at):
    at("2025-02-01 10:00")
    AgencyFactory(code="LEAD")
    AgencyFactory(code="GONE", valid_to="2024-01-01")

    form = client.post(SIGNUP, NEW | typed).context["form"]

    assert list(form.errors) == [field]
    kept = {name: form[name].value() for name in ("given_th", "position_th", "phone")}
    assert kept == {name: NEW[name] for name in kept}
    assert not User.objects.exists()


def test_without_javascript_the_agency_is_found_by_a_button_that_keeps_what_is_typed(client):
    found = AgencyFactory(name_th="เทศบาลนครตัวอย่างทะเล", code="SEA")
    AgencyFactory(name_th="เทศบาลนครตัวอย่างภูเขา")
    typed = {name: NEW[name] for name in ("given_th", "phone", "can_submit")}

    page = client.post(SIGNUP, typed | {"agency_query": "ทะเล", "find": "1"})

    form = page.context["form"]
    assert [code for code, _name in form["agency"].field.choices] == ["", found.code]
    assert (form["given_th"].value(), form.query) == (NEW["given_th"], "ทะเล")
    assert (form["can_submit"].value(), form["can_edit"].value()) == ("on", "")
    assert not form.errors
    assert not User.objects.exists()


def test_who_signs_up_for_no_agency_asks_for_none(client):
    AgencyFactory(code="LEAD")

    client.post(SIGNUP, NEW | {"without_agency": "on", "agency": "LEAD"})

    assert User.objects.filter(email=NEW["email"]).exists()
    assert not Membership.objects.exists()


def test_s26_a_known_address_gets_no_request_and_the_answer_is_the_same():
    known, agency = UserFactory(email="known@example.org"), AgencyFactory(code="LEAD")

    new = Client().post(SIGNUP, NEW | {"agency": "LEAD"})
    again = Client().post(SIGNUP, NEW | {"agency": "LEAD", "email": known.email})

    assert (again.status_code, again.url) == (new.status_code, new.url)
    assert not known.memberships.exists()
    assert agency.memberships.count() == 1


def test_s35_a_machine_that_fills_in_everything_gets_the_same_answer_and_no_account(client):
    answer = client.post(SIGNUP, NEW | {"without_agency": "on", "website": "https://spam.example"})

    assert answer.url == reverse("account_email_verification_sent")
    assert not User.objects.exists()
    assert not Message.objects.exists()


def test_s26_strangers_may_look_for_agencies_but_not_carry_the_register_away(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"find_agencies": "2/m/ip"}
    AgencyFactory(code="LEAD")
    url = reverse("accounts:find_agencies", query={"q": "LEAD"})

    answers = [client.get(url).status_code for _each in range(3)]
    client.force_login(UserFactory())

    assert answers == [200, 200, 429]
    assert client.get(url).status_code == 200


# --- Agencies to be entered ---------------------------------------------------


def test_entering_an_agency_lets_its_person_in_with_the_rights_asked_for_told_once():
    asked, officer = AgencyRequestFactory(), UserFactory(staff=True)

    member = services.enter_agency(asked, by=officer, name_th="สมาคมที่แก้ชื่อแล้ว")

    agency = Agency.objects.get(name_th="สมาคมที่แก้ชื่อแล้ว")
    assert (agency.type, agency.sector, agency.level) == ("ASSOCIATION", "CIVIL_SOCIETY", "")
    assert (member.agency, member.can_edit, member.can_submit) == (agency, True, True)
    assert asked.asked_by.rights_at(agency)
    assert templates_to(asked.asked_by.email) == ["membership_approved.txt"]


def test_an_officer_points_to_the_agency_that_it_is():
    asked, known = AgencyRequestFactory(), AgencyFactory()

    member = services.point_to(asked, known, by=UserFactory(staff=True))

    asked.refresh_from_db()
    assert (member.agency, asked.agency, Agency.objects.count()) == (known, known, 1)
    assert member.is_active


def test_who_waits_for_that_agency_already_is_let_in_there():
    asked, known = AgencyRequestFactory(), AgencyFactory()
    waits = MembershipFactory(user=asked.asked_by, agency=known, waiting=True)

    member = services.point_to(asked, known, by=UserFactory(staff=True))

    assert (member.pk, member.is_active) == (waits.pk, True)


def test_a_refusal_needs_a_reason_and_the_person_reads_it():
    asked, officer = AgencyRequestFactory(), UserFactory(staff=True)

    with pytest.raises(Refused):
        services.refuse_agency(asked, by=officer, reason=" ")
    services.refuse_agency(asked, by=officer, reason="ไม่พบการจดทะเบียน")

    [letter] = Message.objects.filter(recipient=asked.asked_by)
    assert "ไม่พบการจดทะเบียน" in letter.body
    assert not Agency.objects.exists()


def test_the_second_officer_is_told_who_was_first():
    asked, first = AgencyRequestFactory(), UserFactory(staff=True)
    services.enter_agency(asked, by=first)

    for verb in (services.enter_agency, services.take_back_agency):
        with pytest.raises(Refused, match=str(first)):
            verb(asked, by=UserFactory(staff=True))

    assert Agency.objects.count() == 1


def test_one_asks_for_one_new_agency_at_a_time(client_of):
    person = UserFactory()
    client = client_of(person)

    first = client.post(reverse("accounts:ask_agency"), ASSOCIATION, follow=True)
    second = client.post(
        reverse("accounts:ask_agency"), ASSOCIATION | {"new_name": "มูลนิธิ"}, follow=True
    )

    assert (said(first), said(second)) == (["success"], ["warning"])
    assert [asked.name_th for asked in second.context["asked"]] == ["สมาคมคนรักคลอง"]


def test_the_page_shows_what_is_named_alike_and_one_click_goes_there_first(officer):
    alike = AgencyFactory(name_th="องค์การบริหารส่วนตำบลบ้านคลองใหญ่")
    AgencyFactory(name_th="องค์การบริหารส่วนตำบลทุ่งกว้าง")
    asked = AgencyRequestFactory(name_th="อบต.บ้านคลองใหญ", type=AgencyType.SAO)

    page = post(officer, "enter_agency", asked.uid, {})

    assert page.context["alike"] == [alike]
    assert said(page) == ["warning"]
    assert asked in AgencyRequest.objects.waiting()


def test_one_click_enters_what_is_named_like_nothing_else(officer):
    AgencyFactory(name_th="องค์การบริหารส่วนตำบลทุ่งกว้าง")
    asked = AgencyRequestFactory(name_th="มูลนิธิเพื่อทะเลไทย")

    page = post(officer, "enter_agency", asked.uid, {})

    assert said(page) == ["success"]
    assert Agency.objects.filter(name_th="มูลนิธิเพื่อทะเลไทย").exists()


def test_a_mended_name_that_is_empty_is_named_and_nothing_is_entered(officer):
    asked = AgencyRequestFactory()

    page = post(officer, "enter_agency", asked.uid, {"name_th": "", "kind": "ASSOCIATION"})

    assert list(page.context["form"].errors) == ["name_th"]
    assert not Agency.objects.exists()


@pytest.mark.parametrize(
    ("kind", "level", "sector"),
    [
        ("SAO", "LOCAL", "PUBLIC"),
        ("PROVINCE", "REGIONAL", "PUBLIC"),
        ("DEPARTMENT", "CENTRAL", "PUBLIC"),
        ("COMPANY", "", "PRIVATE"),
        ("CITIZEN_GROUP", "", "CIVIL_SOCIETY"),
    ],
)
def test_level_and_sector_follow_from_the_kind(kind, level, sector):
    assert place_of(AgencyType(kind)) == {"level": level, "sector": sector}
