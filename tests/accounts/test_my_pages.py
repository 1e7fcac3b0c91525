"""What people do for themselves: details, agencies, colleagues."""

import pytest
from django.urls import reverse

from pyp_portal.accounts.models import Membership, Profile
from tests.accounts.pages import post, said
from tests.factories.accounts import AgencyFactory, MembershipFactory, ProfileFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_i_keep_my_details(client_of, person):
    client = client_of(person)
    url = reverse("accounts:profile")
    typed = {
        "title_th": "นาย", "given_th": "มานะ", "family_th": "ใจดี", "phone": "0800001000",
        "position_th": "นักวิเคราะห์", "level_code": "K2",
        "appointed_on_0": "1", "appointed_on_1": "10", "appointed_on_2": "2565",
    }  # fmt: skip

    response = client.post(url, typed, follow=True)

    profile = Profile.objects.get(user=person)
    assert said(response) == ["success"]
    assert (profile.position_th, profile.rank, str(profile.appointed_on)) == (
        "นักวิเคราะห์",
        20,
        "2022-10-01",
    )
    page = client.get(url).content.decode()
    assert 'value="2565"' in page


def test_a_day_that_has_not_come_is_refused_and_the_rest_kept(client_of, person, at):
    at("2024-12-20 10:00")
    typed = {"given_th": "มานะ", "appointed_on_0": "21", "appointed_on_1": "12"}

    response = client_of(person).post(
        reverse("accounts:profile"), typed | {"appointed_on_2": "2567"}
    )

    form = response.context["form"]
    assert "appointed_on" in form.errors
    assert form["given_th"].value() == "มานะ"
    assert not Profile.objects.exists()


def test_i_find_my_agency_and_ask_for_it(client_of, person):
    AgencyFactory(name_th="เทศบาลเมืองไกล")
    agency = AgencyFactory(code="L20", name_th="องค์การบริหารส่วนตำบลน้ำใส")
    client = client_of(person)

    found = client.get(reverse("accounts:join"), {"q": "น้ำใส"})
    asked = post(client, "ask", "L20", {"can_edit": "on", "can_submit": "on", "note": "กองแผน"})

    assert found.context["rows"] == [agency]
    assert said(asked) == ["success"]
    membership = Membership.objects.get()
    assert (membership.user, membership.agency) == (person, agency)
    assert (membership.is_waiting, membership.can_submit, membership.can_endorse) == (
        True,
        True,
        False,
    )
    assert client.get(reverse("accounts:ask", args=["L20"])).context["agency"] == agency
    again = post(client, "ask", "L20", {"can_edit": "on"})
    assert said(again) == ["warning"]
    assert Membership.objects.count() == 1


@pytest.mark.parametrize("query", ["?q=%00", "?after=no such page", "?q=" + "ก" * 300])
@pytest.mark.parametrize("name", ["join", "agencies", "people"])
def test_s13_a_query_that_makes_no_sense_is_as_if_not_asked(officer, name, query):
    AgencyFactory()

    response = officer.get(reverse(f"accounts:{name}") + query)

    assert response.status_code == 200
    assert len(response.context["rows"]) == 1


def test_nobody_asks_for_an_agency_that_does_not_exist(client_of, person):
    assert client_of(person).get(reverse("accounts:ask", args=["none"])).status_code == 404


def test_i_leave_without_giving_a_reason(client_of, person):
    membership = MembershipFactory(user=person)
    client = client_of(person)
    url = reverse("accounts:end", args=[membership.uid])

    client.get(url)
    membership.refresh_from_db()
    assert membership.is_active
    first = client.post(url, follow=True)
    second = client.post(url, follow=True)

    membership.refresh_from_db()
    assert not membership.is_active
    assert (said(first), said(second)) == (["success"], ["warning"])


def test_a_colleague_cannot_end_my_membership(client_of, person):
    membership = MembershipFactory(user=person)
    leader = MembershipFactory(agency=membership.agency, can_submit=True).user
    stranger = UserFactory()
    url = reverse("accounts:end", args=[membership.uid])

    assert client_of(leader).post(url, {"reason": "x"}).status_code == 403
    assert client_of(stranger).post(url, {"reason": "x"}).status_code == 404
    membership.refresh_from_db()
    assert membership.is_active


def test_who_may_submit_sees_the_people_of_the_agency(client_of, person):
    membership = MembershipFactory(user=person, can_submit=True)
    writer = MembershipFactory(agency=membership.agency).user
    MembershipFactory(agency=membership.agency, waiting=True)
    url = reverse("accounts:colleagues", args=[membership.agency.code])

    page = client_of(person).get(url)

    assert {member.user for member in page.context["members"]} == {person, writer}
    assert client_of(writer).get(url).status_code == 403
    assert client_of(UserFactory()).get(url).status_code == 404


def test_s4_a_colleague_learns_the_name_and_the_post_only(client_of, person):
    membership = MembershipFactory(user=person)
    colleague = MembershipFactory(agency=membership.agency).user
    ProfileFactory(user=colleague, position_th="ปลัด", appointed_on="2022-10-01")
    MembershipFactory(user=colleague, agency__name_th="หน่วยงานที่สอง")

    page = client_of(person).get(colleague.get_absolute_url()).content.decode()

    assert "ปลัด" in page
    for hidden in (colleague.email, colleague.phone, "2565", "หน่วยงานที่สอง"):
        assert hidden not in page
