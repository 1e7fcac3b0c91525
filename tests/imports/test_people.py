"""People from a file: an account without a password, and the right to write for an agency."""

import pytest
from django.utils import translation

from pyp_portal.accounts.models import Agency, Membership, Profile, User
from pyp_portal.history.services import timeline
from pyp_portal.imports import services
from pyp_portal.imports.models import Kind, State
from pyp_portal.outbox.models import Message
from pyp_portal.search.services import matching
from tests.accounts.test_named import FIRST, set_password
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.imports.files import entered, faults, person, sent, worked

pytestmark = pytest.mark.django_db
EMAIL = "new@example.org"


@pytest.fixture(autouse=True)
def lead():
    with translation.override("th"):
        yield AgencyFactory(code="LEAD", name_th="เทศบาลตำบลตัวอย่าง")


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def test_a_person_may_write_for_the_agency_and_nobody_is_written_to(officer, lead):
    row = person("New@Example.org", "มาลี", "ตัวอย่างดี", "LEAD", "081 234 5678", "นักวิชาการ", "ใช่")

    found = entered(Kind.PEOPLE, row, by=officer)

    made, member = User.objects.get(email=EMAIL), Membership.objects.get()
    assert (found.state, found.made) == (State.ENTERED, [made.pk])
    assert (made.name_th, made.phone, made.post.position_th) == (
        "นางสาวมาลี ตัวอย่างดี",
        "081-234-5678",
        "นักวิชาการ",
    )
    assert not made.has_usable_password()
    assert made.emailaddress_set.get().verified is False
    assert (member.user, member.agency, member.approved_by) == (made, lead, officer)
    assert (member.can_edit, member.can_submit, member.can_endorse) == (True, True, False)
    assert list(matching(User.objects.all(), "มาลี")) == [made]
    assert [one.verb for one in timeline(made)] == ["entered by others"]
    assert not Message.objects.exists()


def test_by_forgotten_password_the_person_comes_in(officer, client):
    entered(Kind.PEOPLE, person(EMAIL), by=officer)

    made = set_password(client, User.objects.get(email=EMAIL))

    assert made.check_password(FIRST)
    assert made.emailaddress_set.get().verified is True


def test_doubles_in_the_file_and_in_the_register_are_found(officer, lead):
    UserFactory(email="old@example.org")
    known = UserFactory(given_th="สมชาย", family_th="ใจดี")
    MembershipFactory(user=known, agency=lead)
    rows = [
        person(EMAIL),
        person("NEW@example.org", "อื่น"),
        person("b@example.org"),
        person("OLD@example.org", "อีกคน"),
        person("c@example.org", "สมชาย", "ใจดี"),
        person("d@example.org", "คนใหม่", "ใจดี", "NONE"),
        person("not an address", "คนที่เจ็ด"),
    ]

    found = sent(Kind.PEOPLE, *rows, by=officer)

    assert faults(found) == [
        (3, "อีเมล", "อีเมลซ้ำกับแถวที่ 2 ของไฟล์"),
        (4, "ชื่อ (ภาษาไทย)", "ชื่อซ้ำกับแถวที่ 2 ของไฟล์ในหน่วยงานเดียวกัน"),
        (5, "อีเมล", "มีบัญชีที่ใช้อีเมลนี้แล้ว"),
        (6, "ชื่อ (ภาษาไทย)", "หน่วยงานมีผู้ใช้ชื่อนี้อยู่แล้ว"),
        (7, "รหัสหน่วยงาน", "ไม่มีหน่วยงานรหัส “NONE” ในทะเบียน"),
        (8, "อีเมล", "“not an address” ไม่ใช่ที่อยู่อีเมล"),
    ]
    assert found.state == State.REFUSED


def test_it_is_undone_while_nobody_has_come_in(officer):
    found = entered(Kind.PEOPLE, person(EMAIL), person("b@example.org", "อื่น"), by=officer)

    found = worked(services.undo(found, by=officer, reason="ส่งผิดไฟล์"))

    assert (found.state, found.note) == (State.UNDONE, "")
    assert list(User.objects.all()) == [officer]
    assert not Membership.objects.exists() and not Profile.objects.exists()


def came_in(made):
    made.emailaddress_set.update(verified=True)


def works_elsewhere(made):
    MembershipFactory(user=made)


def acted(made):
    AgencyFactory(code="MORE")
    services.record(Agency.objects.get(code="MORE"), "corrected", by=made)


@pytest.mark.parametrize("depend", [came_in, works_elsewhere, acted])
def test_it_is_not_undone_once_a_person_has_done_anything(officer, depend):
    found = entered(Kind.PEOPLE, person(EMAIL), person("b@example.org", "อื่น"), by=officer)
    depend(User.objects.get(email=EMAIL))

    found = worked(services.undo(found, by=officer, reason="ส่งผิดไฟล์"))

    assert found.state == State.ENTERED
    assert "1 รายการ" in found.note and "ใบเตย" in found.note
    assert User.objects.filter(pk__in=found.made).count() == 2
