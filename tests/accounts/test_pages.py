"""The pages of people and agencies, as those who use them go through them."""

import pytest
from django.urls import reverse

from pyp_portal.accounts import services
from pyp_portal.accounts.models import Agency, Membership, Profile, RoleGrant
from pyp_portal.accounts.roles import Role
from pyp_portal.history.services import timeline
from tests.factories.accounts import (
    AgencyFactory,
    MembershipFactory,
    ProfileFactory,
    ProvinceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client_of):
    return client_of(UserFactory(staff=True))


@pytest.fixture
def person():
    return UserFactory()


def said(response):
    """The messages that the next page shows."""
    return [message.level_tag for message in response.context["messages"]]


def post(client, name, record, data, **kwargs):
    return client.post(reverse(f"accounts:{name}", args=[record]), data, follow=True, **kwargs)


# --- What I do for myself -----------------------------------------------------


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


# --- What officers decide -----------------------------------------------------


def test_an_officer_approves_from_the_queue(officer, person):
    membership = MembershipFactory(user=person, waiting=True, note="กองแผน")

    queue = officer.get(reverse("accounts:waiting"))
    detail = officer.get(reverse("accounts:membership", args=[membership.uid]))
    done = post(officer, "approve", membership.uid, {"can_edit": "on", "can_endorse": "on"})

    assert list(queue.context["rows"]) == [membership]
    assert "กองแผน" in detail.content.decode()
    assert said(done) == ["success"]
    membership.refresh_from_db()
    assert (membership.is_active, membership.can_submit, membership.can_endorse) == (
        True,
        False,
        True,
    )


def test_a_refusal_without_reason_comes_back(officer):
    membership = MembershipFactory(waiting=True)

    empty = post(officer, "refuse", membership.uid, {"reason": ""})
    done = post(officer, "refuse", membership.uid, {"reason": "ไม่พบชื่อ"})
    again = post(officer, "approve", membership.uid, {"can_edit": "on"})

    assert list(empty.context["reason_form"].errors) == ["reason"]
    assert (said(done), said(again)) == (["success"], ["warning"])
    membership.refresh_from_db()
    assert membership.approved_at is None


def test_an_officer_changes_rights_and_ends_for_a_reason(officer):
    membership = MembershipFactory()

    changed = post(officer, "rights", membership.uid, {"can_edit": "on", "can_submit": "on"})
    empty = post(officer, "end", membership.uid, {"reason": ""})
    ended = post(officer, "end", membership.uid, {"reason": "ย้าย"})
    late = post(officer, "rights", membership.uid, {"can_edit": "on"})
    too_late = post(officer, "refuse", membership.uid, {"reason": "ช้า"})

    assert list(empty.context["form"].errors) == ["reason"]
    outcomes = [said(response) for response in (changed, ended, late, too_late)]
    assert outcomes == [["success"], ["success"], ["warning"], ["warning"]]
    assert [event.verb for event in timeline(membership)] == ["rights set", "ended"]


# --- The register ---------------------------------------------------------------


def test_the_register_shows_the_tree(officer):
    ministry = AgencyFactory(name_th="กระทรวงตัวอย่าง")
    office = AgencyFactory(name_th="กรมตัวอย่าง", parent=ministry)
    below = AgencyFactory(name_th="สำนักงานจังหวัด", parent=office)

    page = officer.get(office.get_absolute_url())

    assert page.context["ancestors"] == [ministry]
    assert list(page.context["children"]) == [below]


def test_a_member_sees_the_own_agency_without_its_history(client_of, person):
    agency = MembershipFactory(user=person).agency
    client = client_of(person)

    assert client.get(agency.get_absolute_url()).context["events"] == []
    assert client.get(AgencyFactory().get_absolute_url()).status_code == 404


def test_an_officer_enters_and_corrects_an_agency(officer):
    entry = {
        "code": "L30", "name_th": "เทศบาลเมืองไกล", "sector": "PUBLIC", "level": "LOCAL",
        "type": "TOWN_MUNICIPALITY", "province": ProvinceFactory().pk,
    }  # fmt: skip

    made = officer.post(reverse("accounts:agency_new"), entry, follow=True)
    wrong = post(officer, "agency_edit", "L30", entry | {"name_th": " "})
    done = post(officer, "agency_edit", "L30", entry | {"name_th": "เทศบาลนครไกล"})

    assert (said(made), said(done)) == (["success"], ["success"])
    assert list(wrong.context["form"].errors) == ["name_th"]
    agency = Agency.objects.get()
    assert agency.name_th == "เทศบาลนครไกล"
    assert [event.verb for event in timeline(agency)] == ["registered", "corrected"]
    assert officer.post(reverse("accounts:agency_new"), entry).context["form"].errors


# --- People and roles -----------------------------------------------------------


def test_an_administrator_gives_and_ends_a_role(client_of, person):
    client = client_of(UserFactory(admin=True))

    empty = post(client, "grant_role", person.uid, {"role": "auditor", "reason": ""})
    given = post(client, "grant_role", person.uid, {"role": "auditor", "reason": "คำสั่ง"})
    twice = post(client, "grant_role", person.uid, {"role": "auditor", "reason": "คำสั่ง"})
    url = reverse("accounts:end_role", args=[person.uid, "auditor"])
    asked, no_reason = client.get(url), client.post(url, {"reason": ""})
    ended = client.post(url, {"reason": "พ้นหน้าที่"}, follow=True)

    assert list(empty.context["form"].errors) == ["reason"]
    assert (said(given), said(twice), said(ended)) == (["success"], ["warning"], ["success"])
    assert (asked.status_code, no_reason.status_code) == (200, 200)
    assert client.get(url).status_code == 404
    assert RoleGrant.objects.get(user=person).ended_at


def test_a_committee_seat_is_not_given_by_hand(client_of, person):
    client = client_of(UserFactory(admin=True))

    response = post(client, "grant_role", person.uid, {"role": "committee", "reason": "x"})

    assert list(response.context["form"].errors) == ["role"]


def test_nobody_ends_the_own_role_as_administrator(client_of):
    admin = UserFactory(admin=True)
    own = reverse("accounts:end_role", args=[admin.uid, "admin"])

    assert client_of(admin).post(own, {"reason": "x"}).status_code == 403
    assert admin.is_portal_admin


def test_who_comes_second_in_ending_a_role_is_told(client_of, person, monkeypatch):
    services.grant_role(person, Role.AUDITOR, by=None, reason="คำสั่ง")
    url = reverse("accounts:end_role", args=[person.uid, "auditor"])
    meanwhile = services.end_role

    def after_another(*args, **kwargs):
        meanwhile(*args, **kwargs)
        return meanwhile(*args, **kwargs)

    monkeypatch.setattr(services, "end_role", after_another)
    response = client_of(UserFactory(admin=True)).post(url, {"reason": "พ้นหน้าที่"}, follow=True)

    assert said(response) == ["warning"]


def test_people_are_found_by_part_of_their_name(officer):
    found = UserFactory(given_th="ประสาน", family_th="ร่วมใจ")

    page = officer.get(reverse("accounts:people"), {"q": "สาน ร่วม"})

    assert page.context["rows"] == [found]


def test_s12_names_are_shown_as_text(officer):
    person = UserFactory(given_th="<script>alert(1)</script>")
    MembershipFactory(user=person, waiting=True, note="<b>x</b>", agency__name_th="<i>y</i>")
    urls = [reverse("accounts:waiting"), reverse("accounts:people"), person.get_absolute_url()]
    urls.append(reverse("accounts:membership", args=[person.memberships.get().uid]))

    for url in urls:
        page = officer.get(url).content.decode()
        assert "<script>alert" not in page
        assert "<b>x" not in page
        assert "<i>y" not in page
