"""The pages of an issue proposed again: what goes along, what is new, who may see it."""

from uuid import uuid4

import pytest
from django.urls import reverse

from proposals import services
from proposals.beside import facts
from proposals.hints import hints
from proposals.models import Call, Proposal
from proposals.neighbourhood import Near
from proposals.services import talking
from proposals.services.submitting import freeze
from proposals.states import State
from tests.factories.accounts import UserFactory
from tests.factories.proposals import (
    AccessFactory,
    CallFactory,
    ProposalFactory,
    complete_proposal,
    entered_from_paper,
    submitter,
)
from tests.proposals.browsing import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(at):
    opens, closes = at("2025-12-01 00:00"), at("2026-01-07 00:00")
    at("2025-12-10 10:00")
    return CallFactory(fiscal_year=2569, opens_at=opens, closes_at=closes)


@pytest.fixture
def source(call):
    proposal = complete_proposal(state=State.NOT_SELECTED, call=CallFactory(fiscal_year=2568))
    freeze(proposal, proposal.owner)
    return proposal


@pytest.fixture
def person(source):
    return submitter(source)


@pytest.fixture
def client(client_of, person):
    return client_of(person)


@pytest.fixture
def draft(source, call, person):
    return services.copy(source, call, person).draft


def body(answer):
    return answer.content.decode()


# --- To begin --------------------------------------------------------------------------------


def test_the_page_says_what_goes_along_and_a_press_begins_the_draft(client, source, call):
    page = client.get(url("again", source.code))
    assert not call.proposals.exists()

    done = client.post(page.request["PATH_INFO"], follow=True)

    draft = call.proposals.get()
    assert done.redirect_chain == [(url("step", draft.code, 2), 302)]
    assert "โปรดอธิบายสิ่งที่พัฒนาเพิ่ม" in body(done)
    assert draft.earlier == source


def test_policies_that_stay_behind_are_named_before_and_after(client, source, call):
    gone = source.policy_links.filter(item__scheme__kind="URGENT").get().item
    call.policy_schemes.remove(gone.scheme)

    assert f"นโยบาย: {gone.name_th}" in body(client.get(url("again", source.code)))
    done = client.post(url("again", source.code), follow=True)
    assert "ไม่ได้นำมาด้วย" in body(done) and gone.name_th in body(done)


def test_what_is_there_is_opened_and_not_begun_twice(client, source, draft, call):
    page = client.get(url("again", source.code))

    assert draft.get_absolute_url() in body(page) and "<form method" not in main(page)
    assert client.post(url("again", source.code)).url == draft.get_absolute_url()
    assert call.proposals.count() == 1


def main(page):
    return body(page).partition("<main")[2].partition("</main>")[0]


def test_a_refusal_is_said_before_and_after(client, source, at):
    at("2026-01-08 10:00")

    assert "ไม่รับร่างใหม่" in body(client.get(url("again", source.code)))
    done = client.post(url("again", source.code), follow=True)
    assert "ไม่รับร่างใหม่" in body(done)
    assert Proposal.objects.count() == 1


def test_who_may_not_write_for_the_agency_does_not_begin(client_of, source):
    looker = submitter(source, can_edit=False, can_submit=False)
    people = {looker: 403, UserFactory(staff=True): 403, UserFactory(): 404}

    for one, code in people.items():
        assert client_of(one).get(url("again", source.code)).status_code == code
        assert client_of(one).post(url("again", source.code)).status_code == code


def test_the_record_and_the_home_offer_it_until_it_is_begun(client, source, call, person, at):
    link = f'href="{url("again", source.code)}"'
    selected = ProposalFactory(
        state=State.SELECTED, call=source.call, lead_agency=source.lead_agency
    )

    home = body(client.get(reverse("home")))
    assert link in home and url("again", selected.code) not in home
    assert link in body(client.get(source.get_absolute_url()))

    services.copy(source, call, person)
    assert link not in body(client.get(reverse("home")))
    at("2026-01-08 10:00")
    assert link not in body(client.get(source.get_absolute_url()))


def test_who_may_only_look_is_offered_nothing(client_of, source):
    looker = client_of(submitter(source, can_edit=False, can_submit=False))

    for page in (reverse("home"), source.get_absolute_url()):
        assert url("again", source.code) not in body(looker.get(page))


def test_what_an_officer_entered_from_paper_is_proposed_again_by_its_agency(
    client_of, source, person
):
    entered_from_paper(source)
    officer = client_of(UserFactory(staff=True))

    assert officer.get(url("again", source.code)).status_code == 403
    assert url("again", source.code) not in body(officer.get(source.get_absolute_url()))
    client_of(person).post(url("again", source.code))
    assert source.later.get().origin == Proposal.Origin.AREA


def test_officers_propose_again_what_the_centre_proposed(client_of, source):
    Proposal.objects.filter(pk=source.pk).update(origin=Proposal.Origin.CENTRE)

    client_of(UserFactory(staff=True)).post(url("again", source.code))

    assert source.later.get().origin == Proposal.Origin.CENTRE


def test_practice_is_talked_about_and_not_proposed_again(client, client_of, source, person, at):
    at("2024-12-20 10:00")
    Call.everything.update(is_practice=True)
    draft = complete_proposal(call=source.call, lead_agency=source.lead_agency)
    talking.comment(draft, "impact", "ลองถาม", person, key=uuid4())

    assert "ลองถาม" in body(client.get(url("comments", draft.code)))
    assert client.get(url("edits", draft.code)).status_code == 200
    assert client.get(url("again", source.code)).status_code == 403


# --- What is new ---------------------------------------------------------------------------------


def test_what_is_new_stands_in_the_words_of_the_agency_and_word_by_word(client, draft, person):
    new = {"issue_status": {"value": "RESUBMITTED", "text": "เพิ่มภาคีเอกชน"}, "impact": "ลดลงครึ่งหนึ่ง"}
    services.save_answers(draft, new, person)

    page = client.get(url("since", draft.code))

    changed = {c.question.name for _n, _t, found in page.context["steps"] for c in found}
    assert {"impact", "issue_status__text", "workplan", "partners"} <= changed
    assert "summary" not in changed
    assert page.context["said"] == "เพิ่มภาคีเอกชน"
    assert "q-issue_status__text" in body(page)


def test_the_office_compares_what_was_handed_in(client_of, draft, person):
    services.save_answers(draft, {"impact": "ลดลงครึ่งหนึ่ง"}, person)
    freeze(Proposal.objects.get(pk=draft.pk), person)
    services.save_answers(draft, {"impact": "ยังไม่ส่ง"}, person)
    Proposal.objects.filter(pk=draft.pk).update(**{"state": State.SCREENING})

    client = client_of(UserFactory(staff=True))
    page = client.get(url("since", draft.code))

    assert "ลดลงครึ่งหนึ่ง" in main(page) and "ยังไม่ส่ง" not in main(page)
    assert not page.context["may_edit"]
    for name in ("detail", "screening"):
        assert url("since", draft.code) in body(client.get(url(name, draft.code)))


def test_before_anything_is_said_the_page_says_so(client, draft):
    assert "ยังไม่ได้อธิบาย" in body(client.get(url("since", draft.code)))
    assert "ยังไม่ได้อธิบาย" in body(client.get(draft.get_absolute_url()))


def test_where_the_earlier_one_is_hidden_nothing_leads_to_it(client_of, source, draft):
    reader = UserFactory(committee=True)
    AccessFactory(proposal=draft, user=reader)
    client = client_of(reader)

    for address in (url("since", draft.code), reverse("earlier", args=[draft.code])):
        assert client.get(address).status_code == 404
    assert source.code not in body(client.get(draft.get_absolute_url()))


def test_a_proposal_of_its_own_has_no_such_pages(client, source):
    for address in (url("since", source.code), reverse("earlier", args=[source.code])):
        assert client.get(address).status_code == 404


def test_beside_the_form_stands_what_was_said(client, draft, source):
    for name, args in (("step", (2,)), ("review", ())):
        page = body(client.get(url(name, draft.code, *args)))
        assert f'hx-get="{reverse("earlier", args=[draft.code])}"' in page
        assert f"ข้อเสนอแนะต่อ {source.code}" in page


def test_the_earlier_one_says_where_it_goes_on_to_who_may_see_that(
    client, client_of, source, draft
):
    reader = UserFactory(committee=True)
    AccessFactory(proposal=source, user=reader)

    assert "เสนออีกครั้งเป็น" in main(client.get(source.get_absolute_url()))
    assert draft.code in main(client.get(source.get_absolute_url()))
    assert draft.code not in body(client_of(reader).get(source.get_absolute_url()))


def test_e8_an_issue_proposed_again_is_no_double_of_itself(source, draft, person):
    officer = UserFactory(staff=True)
    services.save_answers(draft, {"title_th": source.title_th + " อีกครั้ง"}, person)
    draft, other = Proposal.objects.get(pk=draft.pk), ProposalFactory(state=State.ELIGIBLE)

    for own, near in ((draft, source), (source, draft)):
        found = [Near(near, 0.9, 0.9, ())]
        assert hints(own, own.answered(), officer, found)["E8"][0] == "good"
        [fact] = facts(own, own.answered(), found)["E8"]
        assert "ประเด็นเดียวกัน" in fact.text
    found = [Near(other, 0.9, 0.9, ())]
    assert hints(draft, draft.answered(), officer, found)["E8"][0] == "wait"
    assert "ประเด็นเดียวกัน" not in facts(draft, draft.answered(), found)["E8"][0].text
