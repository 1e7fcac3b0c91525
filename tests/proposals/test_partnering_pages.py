"""The pages on which partners are asked and answer."""

import pytest
from django.urls import reverse

from proposals.models import PartnerAsk, Proposal
from proposals.services import ask_partner, close, remind_partners
from proposals.states import State
from pyp_portal.accounts.models import Profile
from pyp_portal.history.models import Event
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.proposals import pass_all
from tests.proposals.browsing import url
from tests.proposals.endorsed import told
from tests.proposals.partnered import REASON

pytestmark = pytest.mark.django_db
NAMED = {"name": "นางสาวสมใจ", "position": "ประธานกลุ่ม"}


@pytest.fixture
def asked(proposal, person, speaker):
    return ask_partner(proposal, "PART", person, address="saraban@example.org")


def seen(page):
    return {"seen": page.context["seen"]}


def test_the_agency_invites_each_partner_from_one_page(proposal, person, partner_agency, client_of):
    client, page = client_of(person), url("partners", proposal.code)
    (_one, first), (_other, second), *_rest = client.get(page).context["lines"]
    key = second["key"].value()

    wrong = client.post(page, {"key": key, "address": "ไม่ใช่อีเมล"})
    nobody = client.post(page, {"key": key, "address": ""})
    sent = client.post(page, {"key": key, "address": "a@example.org"}, follow=True)

    assert first["address"].value() == "s@ex.org"
    assert wrong.context["lines"][1][1]["address"].value() == "ไม่ใช่อีเมล"
    assert wrong.context["lines"][1][1].errors
    assert not wrong.context["lines"][0][1].errors
    assert [message.level_tag for message in nobody.context["messages"]] == ["error"]
    assert [one.standing for one, _form in sent.context["lines"]][1] == "asked"
    assert told("partner_asked") == ["a@example.org"]


def test_the_page_costs_the_same_for_one_and_three(
    proposal, person, partner_agency, client_of, django_assert_num_queries
):
    client, page = client_of(person), url("partners", proposal.code)
    proposal.partners.exclude(agency=partner_agency).delete()
    with django_assert_num_queries(40, exact=False) as first:
        client.get(page)
    for number in range(2):
        other = AgencyFactory(name_th=f"เทศบาล {number}")
        MembershipFactory(agency=other, can_submit=True)
        proposal.partners.create(agency=other, name_th=other.name_th, role_th="ร่วม")

    with django_assert_num_queries(len(first)):
        client.get(page)


def test_without_partners_it_says_where_to_name_them(proposal, person, client_of):
    proposal.partners.all().delete()

    page = client_of(person).get(url("partners", proposal.code))

    assert page.context["lines"] == []
    assert "ขั้นที่ 5" in page.content.decode()


def test_taken_back_from_the_page(proposal, person, asked, client_of):
    client = client_of(person)

    client.post(url("take_back_ask", proposal.code, asked.uid))

    assert PartnerAsk.objects.get().ended_at
    assert client_of(UserFactory()).get(asked.member_url).status_code == 404


def test_s22_opening_the_link_changes_nothing(asked, client):
    before = Event.objects.count()

    for _scanner in range(2):
        assert client.get(asked.mailed_url).status_code == 200

    assert (Event.objects.count(), PartnerAsk.objects.get().is_open) == (before, True)


def test_who_holds_the_link_says_who_they_are_and_confirms(proposal, asked, client):
    page = client.get(asked.mailed_url)
    nameless = client.post(asked.mailed_url, seen(page) | {"confirm": "on"})
    client.post(asked.mailed_url, seen(page) | NAMED | {"confirm": "on"})
    after = client.get(asked.mailed_url).content.decode()

    body = page.content.decode()
    assert proposal.title_th in body
    assert page.context["part"].role in body
    assert proposal.answers.data["problem_statement"] not in body
    assert set(nameless.context["form"].errors) == {"name", "position"}
    given = PartnerAsk.objects.get()
    assert (given.who, given.answered_by) == ("นางสาวสมใจ, ประธานกลุ่ม", None)
    assert proposal.title_th not in after


def test_declined_keeps_what_was_typed_until_there_is_a_reason(asked, client):
    short = client.post(asked.mailed_url, NAMED | {"decline": "on", "reason": "สั้น"})
    client.post(asked.mailed_url, NAMED | {"decline": "on", "reason": REASON})

    assert set(short.context["form"].errors) == {"reason"}
    assert short.context["form"]["name"].value() == NAMED["name"]
    assert PartnerAsk.objects.get().reason == REASON


def test_people_of_the_partner_sign_in_and_are_known(asked, speaker, client, client_of):
    Profile.objects.create(user=speaker, position_th="นายกเทศมนตรี")
    page = client_of(speaker).get(asked.member_url)

    client_of(speaker).post(asked.member_url, seen(page) | {"confirm": "on"})

    assert client.get(asked.member_url).status_code == 302
    assert "name" not in page.context["form"].fields
    given = PartnerAsk.objects.get()
    assert (given.answered_by, given.position) == (speaker, "นายกเทศมนตรี")


def test_who_only_writes_for_the_partner_does_not_speak_for_it(asked, client_of):
    writer = MembershipFactory(agency=asked.agency).user

    assert client_of(writer).get(asked.member_url).status_code == 404
    assert "name" in client_of(writer).get(asked.mailed_url).context["form"].fields


def test_s8_to_whom_the_proposal_is_closed_no_link_opens_it(proposal, asked, client_of):
    judge = UserFactory(committee=True)
    close(proposal, judge, "conflict")

    assert client_of(judge).get(asked.mailed_url).status_code == 404


def test_a_link_that_nobody_signed_leads_nowhere(asked, client):
    for token in (str(asked.uid), "x"):
        page = reverse("proposals:partner_online", args=[token])
        assert client.get(page).status_code == 404


def test_it_shows_in_the_form_the_record_and_the_checklist(proposal, person, asked, client):
    page = client.get(asked.mailed_url)
    client.post(asked.mailed_url, seen(page) | NAMED | {"confirm": "on"})
    officer = UserFactory(staff=True)

    client.force_login(person)
    step, detail = (
        client.get(url(*at)) for at in (("step", proposal.code, 5), ("detail", proposal.code))
    )
    other_step = client.get(url("step", proposal.code, 4))
    partners = client.get(url("partners", proposal.code))
    pass_all(proposal, officer)
    Proposal.objects.update(**{"state": State.SCREENING})
    client.force_login(officer)
    checklist = client.get(url("screening", proposal.code))

    for one in (step, detail, partners, checklist):
        assert "ยืนยันทางออนไลน์แล้ว" in one.content.decode()
    assert NAMED["name"] in checklist.content.decode()
    assert other_step.context["partnerships"] == []


def test_a_stale_one_shows_which_text_was_confirmed(proposal, person, asked, client):
    page = client.get(asked.mailed_url)
    client.post(asked.mailed_url, seen(page) | NAMED | {"confirm": "on"})
    old = page.context["part"].role
    proposal.partners.filter(agency=asked.agency).update(role_th="บทบาทใหม่")

    client.force_login(person)
    body = client.get(url("partners", proposal.code)).content.decode()

    assert old in body
    assert "ยืนยันข้อความเดิม" in body


def test_the_timetable_reminds(asked, at):
    at("2024-12-27 10:00")

    remind_partners()

    assert "saraban@example.org" in told("partner_reminder")
