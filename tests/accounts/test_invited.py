"""The other end of an invitation: signing up, signing in, and who is not meant by it."""

import pytest
from django.test import Client
from django.urls import reverse

from pyp_portal.accounts import services
from pyp_portal.accounts.models import Invitation, Membership, User
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.services import inviting
from pyp_portal.accounts.services.inviting import Dead
from pyp_portal.accounts.todo import todo
from pyp_portal.history.models import Event
from tests.accounts.pages import said
from tests.accounts.test_inviting import mails
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
ABOUT_ME = {
    "title_th": "นาย",
    "given_th": "ร่วมใจ",
    "family_th": "ตัวอย่างดี",
    "position_th": "นักพัฒนาชุมชน",
    "phone": "080 000 1000",
    "password1": "ยาวพอและไม่มีใครเดา-57",
    "password2": "ยาวพอและไม่มีใครเดา-57",
}


# --- Without an account -------------------------------------------------------------


def test_s22_opening_the_link_changes_nothing(invitation, client):
    before = Event.objects.count()

    for _scanner in range(2):
        assert client.get(invitation.get_absolute_url()).status_code == 200

    assert Event.objects.count() == before
    assert not User.objects.filter(email="new@example.org").exists()


def test_who_has_no_account_signs_up_by_the_link_and_is_in(agency, invitation, chief, client):
    page = client.post(invitation.get_absolute_url(), ABOUT_ME, follow=True)

    person = User.objects.get(email="new@example.org")
    member = person.rights_at(agency)
    assert (member.can_edit, member.can_submit, member.can_endorse) == (True, True, False)
    assert (member.approved_by, page.context["user"]) == (chief, person)
    assert person.emailaddress_set.get().verified
    assert person.profile.position_th == "นักพัฒนาชุมชน"
    assert said(page)[-1] == "success"
    assert mails("invitation_accepted") == [chief.email]
    assert mails("membership_approved") == [person.email]
    assert mails("email_confirmation_signup") == mails("membership_asked") == []
    signed_in = Client().post(
        reverse("account_login"), {"login": person.email, "password": ABOUT_ME["password1"]}
    )
    assert signed_in.url == "/"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"password2": "อย่างอื่น-ยาวพอ-57"}, "password2"),
        ({"password1": "new@example.org"}, "password1"),
        ({"phone": "1"}, "phone"),
        ({"password2": ""}, "password2"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(invitation, client, typed, field):
    form = client.post(invitation.get_absolute_url(), ABOUT_ME | typed).context["form"]

    assert field in form.errors
    assert form["given_th"].value() == "ร่วมใจ"
    assert not User.objects.filter(email="new@example.org").exists()


def test_used_twice_says_so(invitation, client):
    client.post(invitation.get_absolute_url(), ABOUT_ME)

    again = Client().post(invitation.get_absolute_url(), ABOUT_ME | {"given_th": "อีกคน"})

    assert "ใช้ได้ครั้งเดียว" in again.content.decode()
    assert Membership.objects.filter(agency=invitation.agency).count() == 2


def test_a_link_that_dies_while_the_form_is_filled_in_says_so(invitation, chief):
    form = {name: ABOUT_ME[name] for name in ("title_th", "given_th", "family_th", "phone")}
    services.take_back_invitation(invitation, by=chief)

    with pytest.raises(Dead):
        services.sign_up_invited(invitation, password="x", **form)


def test_an_account_made_meanwhile_is_signed_in_with(invitation, client, monkeypatch):
    UserFactory(username="new")
    monkeypatch.setattr("pyp_portal.accounts.views.inviting.has_account", lambda one: False)

    answer = client.post(invitation.get_absolute_url(), ABOUT_ME)

    assert answer.url == invitation.get_absolute_url()
    assert User.objects.filter(email="new@example.org").count() == 1
    assert not Membership.objects.filter(user__email="new@example.org").exists()


# --- With an account ----------------------------------------------------------------


def test_who_has_an_account_signs_in_then_accepts(agency, invitation, client, client_of):
    person, link = UserFactory(username="new"), invitation.get_absolute_url()

    before = client.get(link)
    tried = client.post(link, ABOUT_ME)
    asked = client_of(person).get(link)
    page = client_of(person).post(link, follow=True)

    assert [one.context["way"] for one in (before, tried, asked)] == ["sign_in"] * 2 + ["accept"]
    assert said(page) == ["success"]
    assert User.objects.get(pk=person.pk).rights_at(agency).can_submit


def test_the_wrong_person_reads_a_sentence_and_may_sign_out(invitation, client_of):
    other = UserFactory()
    client, link = client_of(other), invitation.get_absolute_url()

    page = client.post(link)

    assert page.context["way"] == "wrong_person"
    assert other.email in page.content.decode()
    assert invitation.address not in page.content.decode()
    assert not other.memberships.exists()
    with pytest.raises(Refused):
        services.accept_invitation(invitation, by=other)
    out = client.post(reverse("account_logout"), {"next": link})
    assert out.url == link


def test_an_address_that_is_not_proven_is_not_theirs(invitation):
    person = UserFactory(verified=False)
    person.emailaddress_set.create(email="new@example.org", verified=False)

    assert not inviting.is_meant(invitation, person)
    assert inviting.has_account(invitation)
    assert list(todo(person, is_settled=True)) == []


def test_who_asked_already_is_let_in_with_the_rights_of_the_invitation(agency, invitation):
    person = UserFactory(username="new")
    waits = MembershipFactory(user=person, agency=agency, waiting=True, can_endorse=True)

    member = services.accept_invitation(invitation, by=person)

    assert member.pk == waits.pk
    assert (member.can_submit, member.can_endorse) == (True, False)


def test_who_was_let_in_meanwhile_keeps_the_rights_decided_on(agency, invitation):
    person = UserFactory(username="new")
    held = MembershipFactory(user=person, agency=agency, can_submit=False)

    member = services.accept_invitation(invitation, by=person)

    assert (member.pk, member.can_submit) == (held.pk, False)
    assert Invitation.objects.get().state == "accepted"


@pytest.mark.parametrize("role", ["committee", "staff", "auditor"])
def test_s8_no_judge_or_officer_becomes_an_applicant_by_a_link(invitation, client_of, role):
    person = UserFactory(username="new", **{role: True})

    page = client_of(person).post(invitation.get_absolute_url(), follow=True)

    assert said(page) == ["warning"]
    assert not person.memberships.exists()
    assert Invitation.objects.get().is_open


def test_s36_the_link_lives_no_longer_than_the_right_of_who_sent_it(invitation, chief, client):
    Membership.objects.filter(user=chief).update(can_submit=False)

    page = client.post(invitation.get_absolute_url(), ABOUT_ME)

    assert page.templates[0].name == "accounts/invited_over.html"
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_link_that_nobody_signed_leads_nowhere(invitation, client):
    for token in (str(invitation.uid), f"{invitation.uid}:x", "x"):
        assert client.get(reverse("accounts:invited", args=[token])).status_code == 404
