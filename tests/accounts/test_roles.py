"""Roles of the portal: given for a reason, ended at once, never without an administrator."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from pyp_portal.accounts import permissions, services
from pyp_portal.accounts.models import RoleGrant, User
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.roles import Role
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return UserFactory(admin=True)


def test_a_role_is_given_told_and_written_down(admin):
    person = UserFactory()
    assert person.roles == frozenset()

    services.grant_role(person, Role.STO_STAFF, by=admin, reason="คำสั่งที่ 1/2568")

    assert person.roles == {Role.STO_STAFF}
    [event] = timeline(person)
    assert (event.verb, event.after, event.by, event.reason) == (
        "role given",
        "sto_staff",
        admin,
        "คำสั่งที่ 1/2568",
    )
    [letter] = Message.objects.filter(recipient=person)
    with translation.override("th"):
        assert letter.subject == f"ท่านได้รับบทบาท “{Role.STO_STAFF.label}” ในพอร์ทัล ป.ย.ป."


def test_no_role_without_a_reason_and_none_twice(admin):
    person = UserFactory(staff=True)

    with pytest.raises(Refused):
        services.grant_role(person, Role.AUDITOR, by=admin, reason=" ")
    with pytest.raises(Refused):
        services.grant_role(person, Role.STO_STAFF, by=admin, reason="ซ้ำ")

    assert RoleGrant.objects.filter(user=person).count() == 1
    assert Message.objects.count() == 0


def test_a_committee_seat_gives_its_role_once(admin):
    person = UserFactory()

    first = services.ensure_role(person, Role.COMMITTEE, by=admin, reason="คำสั่งแต่งตั้ง")
    again = services.ensure_role(person, Role.COMMITTEE, by=admin, reason="คำสั่งแต่งตั้ง")

    assert first == again
    assert len(timeline(person)) == 1


def test_s36_a_role_that_has_ended_is_gone_in_open_sessions(admin, client_of):
    officer = UserFactory(staff=True)
    client = client_of(officer)
    assert client.get("/accounts/register/").status_code == 200

    services.end_role(User.objects.get(pk=officer.pk), Role.STO_STAFF, by=admin, reason="ย้าย")

    assert client.get("/accounts/register/").status_code == 403
    with pytest.raises(Refused):
        services.end_role(officer, Role.STO_STAFF, by=admin, reason="ย้าย")


def test_the_last_administrator_stays(admin):
    with pytest.raises(Refused):
        services.end_role(admin, Role.ADMIN, by=admin, reason="ลาออก")
    second = UserFactory(admin=True)
    services.end_role(admin, Role.ADMIN, by=second, reason="ลาออก")

    assert not admin.is_portal_admin


def test_only_administrators_give_roles_and_not_to_themselves(admin):
    person, officer = UserFactory(), UserFactory(staff=True)

    assert permissions.can_give_roles(person, admin)
    assert not permissions.can_give_roles(admin, admin)
    assert not permissions.can_give_roles(person, officer)


def test_a_seat_of_the_committee_is_not_ended_by_hand(admin):
    member = UserFactory(committee=True)

    assert not permissions.can_end_role(member.role_grants.get(), admin)


def test_the_first_administrator_comes_from_the_terminal():
    person = UserFactory(email="first@example.org")
    out = StringIO()

    call_command("give_role", "First@example.org", "admin", reason="ติดตั้ง", stdout=out)

    assert User.objects.get(pk=person.pk).is_portal_admin
    assert "admin" in out.getvalue()
    for email in ("nobody@example.org", "first@example.org"):
        with pytest.raises(CommandError):
            call_command("give_role", email, "admin", reason="ติดตั้ง")
