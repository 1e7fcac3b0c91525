"""Colleagues invited by mail: who may, what the link does, and what it never does."""

from datetime import timedelta

import pytest
from django.urls import reverse

from pyp_portal import clock
from pyp_portal.accounts import services
from pyp_portal.accounts.models import Invitation
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.rights import Rights
from pyp_portal.accounts.services import inviting
from pyp_portal.accounts.telling import told
from pyp_portal.accounts.todo import todo
from pyp_portal.outbox.models import Message
from tests.accounts.pages import post, said
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
WRITE, SUBMIT = Rights(can_edit=True), Rights(can_edit=True, can_submit=True)


def mails(template):
    found = Message.objects.filter(template=f"accounts/emails/{template}.txt")
    return sorted(found.values_list("address", flat=True))


# --- Sending ---------------------------------------------------------------------


def test_the_agency_invites_from_the_page_of_its_people(agency, chief, client_of):
    client, page = client_of(chief), reverse("accounts:invite", args=["LEAD"])

    wrong = client.post(page, {"address": "ไม่ใช่อีเมล", "can_submit": "on"})
    sent = client.post(page, {"address": "New@example.org", "can_submit": "on"}, follow=True)
    twice = client.post(page, {"address": "new@example.org"})

    assert list(wrong.context["form"].errors) == list(twice.context["form"].errors) == ["address"]
    assert wrong.context["form"]["address"].value() == "ไม่ใช่อีเมล"
    [one] = sent.context["invitations"]
    assert (one.address, one.rights, one.state.value) == ("new@example.org", SUBMIT, "open")
    letter = Message.objects.get(template="accounts/emails/invitation.txt")
    assert (letter.address, letter.recipient) == ("new@example.org", None)
    assert one.get_absolute_url() in letter.body
    assert told(agency)[0].sentence.endswith("(new@example.org)")


def test_edit_right_alone_is_what_is_ticked_at_first(agency, chief, client_of):
    page = client_of(chief).get(reverse("accounts:invite", args=["LEAD"]))

    client_of(chief).post(reverse("accounts:invite", args=["LEAD"]), {"address": "a@example.org"})

    assert page.context["form"]["can_submit"].value() == ""
    assert Invitation.objects.get().rights == WRITE


def test_an_officer_invites_for_any_agency_a_writer_for_none(agency, client_of):
    writer, officer = MembershipFactory(agency=agency).user, UserFactory(staff=True)
    page = reverse("accounts:invite", args=["LEAD"])

    assert client_of(officer).get(page).status_code == 200
    assert client_of(writer).get(page).status_code == 403


def test_who_works_there_is_not_invited_and_others_are_not_told_apart(agency, chief):
    member = MembershipFactory(agency=agency).user
    elsewhere = MembershipFactory().user

    with pytest.raises(Refused):
        services.invite(agency, member.email.upper(), rights=WRITE, by=chief)
    for address in (elsewhere.email, "nobody@example.org"):
        assert services.invite(agency, address, rights=WRITE, by=chief).state == "open"


def test_an_agency_that_is_gone_invites_nobody(agency, chief):
    agency.valid_to = clock.today() - timedelta(days=1)
    agency.save()

    with pytest.raises(Refused):
        services.invite(agency, "a@example.org", rights=WRITE, by=chief)


def test_s35_an_agency_sends_so_many_invitations_a_day(agency, chief, invitation, monkeypatch):
    monkeypatch.setattr(inviting, "MOST_A_DAY", 1)

    for act in (
        lambda: services.invite(agency, "more@example.org", rights=WRITE, by=chief),
        lambda: services.send_again(invitation, by=chief),
    ):
        with pytest.raises(Refused, match="1"):
            act()
    assert mails("invitation") == ["new@example.org"]


def test_sent_again_it_lasts_longer_and_is_one_more_letter(at, agency, chief, client_of):
    at("2025-01-06 10:00")
    invitation = services.invite(agency, "new@example.org", rights=WRITE, by=chief)
    at("2025-01-21 10:00")
    assert Invitation.objects.get().state == "expired"

    page = post(client_of(chief), "send_again", invitation.uid, {})

    assert said(page) == ["success"]
    [one] = page.context["invitations"]
    assert (one.state.value, one.times_sent) == ("open", 2)
    assert mails("invitation") == ["new@example.org"] * 2


def test_after_the_fifth_letter_somebody_calls(invitation, chief, client_of):
    Invitation.objects.update(times_sent=inviting.MOST_TIMES)

    assert said(post(client_of(chief), "send_again", invitation.uid, {})) == ["warning"]
    assert len(mails("invitation")) == 1


def test_taken_back_the_link_is_dead_and_says_nothing_of_the_agency(invitation, chief, client):
    services.take_back_invitation(invitation, by=chief)

    page = client.get(invitation.get_absolute_url())

    assert "ลิงก์นี้ใช้ไม่ได้แล้ว" in page.content.decode()
    assert str(invitation.agency) not in page.content.decode()
    for verb in (services.take_back_invitation, services.send_again):
        with pytest.raises(Refused, match="ถอน"):
            verb(invitation, by=chief)


def test_taken_back_from_the_list_it_may_be_sent_anew(agency, invitation, chief, client_of):
    page = post(client_of(chief), "take_back_invitation", invitation.uid, {})

    services.invite(agency, invitation.address, rights=WRITE, by=chief)

    assert said(page) == ["success"]
    states = [one.state.value for one in Invitation.objects.for_list()]
    assert states == ["open", "taken_back"]


def test_strangers_see_no_invitation_of_others(invitation, client_of):
    other = MembershipFactory(can_submit=True).user
    for name in ("send_again", "take_back_invitation"):
        url = reverse(f"accounts:{name}", args=[invitation.uid])
        assert client_of(other).post(url).status_code == 404
        assert client_of(UserFactory(auditor=True)).post(url).status_code == 403


def test_an_invitation_waits_at_home_until_it_is_over(at, agency, chief):
    at("2025-01-06 10:00")
    person = UserFactory()
    invitation = services.invite(agency, person.email, rights=WRITE, by=chief)

    [line] = todo(person)
    at("2025-01-21 10:00")

    assert (line.url, line.detail) == (invitation.get_absolute_url(), str(chief))
    assert invitation.get_absolute_url() not in [one.url for one in todo(person)]


def test_the_list_of_invitations_costs_the_same_for_one_and_three(
    agency, chief, client_of, django_assert_num_queries
):
    client, page = client_of(chief), reverse("accounts:colleagues", args=["LEAD"])
    services.invite(agency, "a@example.org", rights=WRITE, by=chief)
    with django_assert_num_queries(30, exact=False) as first:
        client.get(page)
    for name in "bc":
        services.invite(agency, f"{name}@example.org", rights=WRITE, by=chief)

    with django_assert_num_queries(len(first)):
        client.get(page)


# --- Who learns that somebody asks -----------------------------------------------------


def test_head_and_submitters_learn_that_somebody_asks(agency, chief):
    head = MembershipFactory(agency=agency, can_edit=False, can_endorse=True).user
    MembershipFactory(agency=agency)
    MembershipFactory(can_submit=True)

    services.ask_membership(UserFactory(), agency)

    assert mails("membership_to_decide") == sorted([chief.email, head.email])
