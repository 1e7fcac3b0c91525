"""S36: an account that is closed opens nothing from that moment on, and loses no history."""

import pytest
from django.test import Client
from django.urls import reverse

from pyp_portal import clock
from pyp_portal.accounts import permissions, services
from pyp_portal.accounts.models import OpenSession, User
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.rights import Rights
from pyp_portal.history.services import timeline
from pyp_portal.outbox import delivery
from pyp_portal.outbox.models import Message
from tests.accounts.pages import post, said
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "a long password for tests"
WHY = "พ้นจากราชการ"
NEWS, OWED = "accounts/emails/role_given.txt", "privacy/emails/answered.txt"
LEFT_OUT = "บัญชีของผู้รับถูกปิดแล้ว จึงไม่ได้ส่ง"


@pytest.fixture
def admin():
    return UserFactory(admin=True)


def test_s36_open_sessions_end_at_once_and_no_new_one_begins(admin, client_of):
    person, other = UserFactory(), UserFactory()
    clients = [client_of(person), client_of(person)]
    untouched = client_of(other)

    services.close_account(person, by=admin, reason=WHY)
    again = Client().post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    for client in clients:
        assert client.get(reverse("accounts:profile")).status_code == 302
    assert untouched.get(reverse("accounts:profile")).status_code == 200
    assert again.url == reverse("account_inactive")
    assert not OpenSession.objects.filter(user=person).exists()


def test_s36_roles_rights_and_links_do_nothing_and_come_back_with_the_account(admin, client):
    member = MembershipFactory(can_submit=True)
    officer = UserFactory(staff=True)
    link = services.invite(
        member.agency, "new@example.org", rights=Rights(can_edit=True), by=member.user
    )
    url = reverse("accounts:invited", args=[link.token])
    before = client.get(url).templates[0].name

    for person in (member.user, officer):
        services.close_account(person, by=admin, reason=WHY)
    closed = [User.objects.get(pk=one.pk) for one in (member.user, officer)]
    dead = client.get(url).templates[0].name
    stood = [(one.roles, one.agency_ids, one.is_office) for one in closed]
    for person in closed:
        services.open_account(person, by=admin, reason="กลับมาปฏิบัติงาน")

    assert (before, dead) == ("accounts/invited.html", "accounts/invited_over.html")
    assert stood == [(frozenset(), [], False)] * 2
    assert User.objects.get(pk=officer.pk).is_sto_staff
    assert User.objects.get(pk=member.user.pk).agency_ids == [member.agency_id]
    assert client.get(url).templates[0].name == "accounts/invited.html"


def test_what_was_done_stays_and_the_person_reads_why(admin):
    person = UserFactory(staff=True)
    services.save_profile(person, names={"given_th": "ใบเตย"}, post={})

    services.close_account(person, by=admin, reason=WHY)

    events = [(event.verb, event.by, event.reason) for event in timeline(person)]
    assert events == [("details changed", person, ""), ("account closed", admin, WHY)]
    assert person.role_grants.filter(ended_at=None).count() == 1
    [letter] = Message.objects.filter(recipient=person)
    assert (letter.template, WHY in letter.body) == ("accounts/emails/account_closed.txt", True)


def test_twice_is_refused_and_a_reason_is_needed(admin):
    person = UserFactory()
    with pytest.raises(Refused, match="เหตุผล"):
        services.close_account(person, by=admin, reason=" ")
    with pytest.raises(Refused, match="เปิดใช้อยู่แล้ว"):
        services.open_account(person, by=admin, reason=WHY)
    services.close_account(person, by=admin, reason=WHY)

    with pytest.raises(Refused, match="ปิดอยู่แล้ว"):
        services.close_account(person, by=admin, reason=WHY)
    assert Message.objects.filter(recipient=person).count() == 1


def test_the_last_administrator_who_can_sign_in_stays(admin):
    second = UserFactory(admin=True)
    services.close_account(second, by=admin, reason=WHY)

    with pytest.raises(Refused, match="ผู้ดูแล"):
        services.close_account(admin, by=UserFactory(admin=True, is_active=False), reason=WHY)
    with pytest.raises(Refused, match="ผู้ดูแล"):
        services.end_role(admin, "admin", by=second, reason=WHY)


@pytest.mark.parametrize("role", ["staff", "director", "auditor"])
def test_administrators_close_accounts_but_not_their_own(role, admin):
    person = UserFactory()

    assert permissions.can_close_account(person, admin)
    assert not permissions.can_close_account(admin, admin)
    assert not permissions.can_close_account(person, UserFactory(**{role: True}))


def test_the_page_asks_first_and_then_does_the_other_of_the_two(admin, client_of):
    client, person = client_of(admin), UserFactory()

    asked = client.get(reverse("accounts:close_account", args=[person.uid])).content.decode()
    close = {"reason": WHY, "act": "close"}

    without = post(client, "close_account", person.uid, close | {"reason": ""})
    assert list(without.context["form"].errors) == ["reason"]
    closed = post(client, "close_account", person.uid, close)
    assert 'name="act" value="close"' in asked
    assert said(closed) == ["success"]
    listed = client.get(reverse("accounts:people")).content.decode()
    twice = post(client, "close_account", person.uid, close)  # by a page that was open before
    assert (said(twice), User.objects.get(pk=person.pk).is_active) == (["warning"], False)
    opened = post(client, "close_account", person.uid, close | {"act": "open"})

    assert listed.count("บัญชีถูกปิด") == 1
    assert said(opened) == ["success"]
    assert User.objects.get(pk=person.pk).is_active


def letter(person, template, state="waiting"):
    now = clock.now()
    facts = {"template": template, "language": "th", "subject": "ก", "body": "ข", "state": state}
    occasion = f"closing:{Message.objects.count()}"
    where = {"address": person.email, "recipient": person, "occasion": occasion}
    return Message.objects.create(**where, **facts, created_at=now, due_at=now)


def test_what_is_on_its_way_to_a_closed_account_is_taken_back(admin):
    person, other = UserFactory(), UserFactory()
    for each, template in ((person, NEWS), (person, OWED), (other, NEWS)):
        letter(each, template)
    letter(person, NEWS, state="collected")

    services.close_account(person, by=admin, reason=WHY)

    found = {
        (one.recipient_id == person.pk, one.template, one.state): one.trouble
        for one in Message.objects.exclude(template="accounts/emails/account_closed.txt")
    }
    assert found == {
        (True, NEWS, "held"): LEFT_OUT,
        (True, NEWS, "kept"): "",
        (True, OWED, "waiting"): "",
        (False, NEWS, "waiting"): "",
    }
    assert timeline(person).get(verb="account closed").data["mails"] == 1


def test_what_is_written_later_to_a_closed_account_does_not_leave_but_what_is_owed_does(
    admin, mailoutbox
):
    person = UserFactory()
    services.close_account(person, by=admin, reason=WHY)
    made = [letter(person, NEWS), letter(person, OWED)]

    for one in made:
        delivery.deliver(one.pk)
    services.open_account(person, by=admin, reason="กลับมาปฏิบัติงาน")
    again = letter(person, NEWS)
    delivery.deliver(again.pk)

    states = [Message.objects.get(pk=one.pk) for one in (*made, again)]
    assert [(one.state, one.trouble) for one in states] == [
        ("held", LEFT_OUT),
        ("sent", ""),
        ("sent", ""),
    ]
    assert [one.tries.get().outcome for one in states] == ["left", "taken", "taken"]
    assert [mail.subject for mail in mailoutbox] == ["ก", "ก"]
