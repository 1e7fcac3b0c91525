"""What the office does: members, the register, people and roles."""

import pytest
from django.urls import reverse

from pyp_portal.accounts import services
from pyp_portal.accounts.models import Agency, RoleGrant
from pyp_portal.accounts.roles import Role
from pyp_portal.history.services import timeline
from tests.accounts.pages import post, said
from tests.factories.accounts import AgencyFactory, MembershipFactory, ProvinceFactory, UserFactory

pytestmark = pytest.mark.django_db


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
