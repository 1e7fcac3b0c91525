"""The pages of the office, and the record as each side sees it."""

import re
from datetime import date

import pytest
from django_fsm import ConcurrentTransition

from proposals import services
from proposals.models import Proposal
from proposals.services.screening import INELIGIBLE
from proposals.services.submitting import freeze
from proposals.states import State
from pyp_portal.accounts import approvals
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import (
    ProposalFactory,
    complete_proposal,
    pass_all,
    submitter,
)
from tests.proposals.browsing import DEFECT, fields_of, letter, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


def test_screening_from_the_case_to_eligible(client_of):
    proposal = complete_proposal(state=State.SUBMITTED)
    officer = UserFactory(staff=True)
    client = client_of(officer)

    client.post(url("take", proposal.code), {"version": 1})
    client.post(url("start_screening", proposal.code), {"version": 2})
    checks = {f"E{n}": "PASS" for n in range(1, 9)}
    client.post(url("screening", proposal.code), checks | {"version": 3})
    client.post(url("mark_eligible", proposal.code), {"version": 4})

    fresh = Proposal.objects.get()
    assert (fresh.state, fresh.case_owner) == (State.ELIGIBLE, officer)


def test_a_check_that_is_no_pass_needs_its_reason(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    client = client_of(UserFactory(staff=True))

    answer = client.post(url("screening", proposal.code), {"E5": "FIX"})

    assert answer.status_code == 200
    assert "E5_reason" in answer.context["form"].errors
    assert not proposal.checks.exists()


def test_the_letter_of_return_is_kept_then_sent(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    client = client_of(UserFactory(staff=True))
    defect = DEFECT

    client.post(url("return", proposal.code), defect | {"keep": "1"})
    assert Proposal.objects.get().state == State.SCREENING
    client.post(url("return", proposal.code), defect | {"send": "1"})

    assert Proposal.objects.get().state == State.RETURNED
    assert proposal.returns.get().items.get().request_th == "เพิ่มเวทีประชาคม"


def test_the_agency_revises_only_the_named_field(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    officer, person = UserFactory(staff=True), submitter(proposal)
    freeze(proposal, person)
    defect = DEFECT | {"send": "1"}
    client_of(officer).post(url("return", proposal.code), defect)
    client = client_of(person)
    page = client.get(url("step", proposal.code, 3))
    assert set(page.context["form"].form.fields) == {"area_need_evidence"}
    assert "เพิ่มเวทีประชาคม" in page.content.decode()

    client.post(
        url("step", proposal.code, 3), fields_of(page) | {"area_need_evidence": "เวที 3 ครั้ง"}
    )
    client.post(url("submit", proposal.code), {"key": "again"})

    assert Proposal.objects.get().state == State.SCREENING
    steps = client.get(url("text", proposal.code)).context["steps"]
    assert [
        reading.question.code
        for _number, _title, readings in steps
        for reading in readings
        if reading.is_changed
    ] == ["F22"]


def test_two_people_turn_a_proposal_down(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    officer, director = UserFactory(staff=True), UserFactory(director=True)
    pass_all(proposal, officer, E5="FAIL")

    client_of(officer).post(
        url("propose_ineligible", proposal.code), {"reason": "เป็นคำของบประมาณก่อสร้าง"}
    )
    page = client_of(director).get(url("screening", proposal.code))
    [(approval, may_confirm, _leads_to)] = page.context["approvals"]
    assert may_confirm
    decide = url("decide", proposal.code, approval.uid)
    assert client_of(officer).post(decide, {"agrees": "on"}).status_code == 403
    client_of(director).post(decide, {"agrees": "on"})

    assert Proposal.objects.get().state == State.INELIGIBLE


def test_a_merger_needs_both_letters(client_of):
    proposal = complete_proposal(state=State.ELIGIBLE)
    other = complete_proposal(state=State.ELIGIBLE)
    client = client_of(UserFactory(staff=True))

    client.post(
        url("merge", proposal.code),
        {"other": other.code, "own_letter": letter(), "other_letter": letter()},
    )

    fresh = Proposal.objects.get(pk=proposal.pk)
    assert (fresh.state, fresh.merged_into) == (State.MERGED, other)
    assert other.partners.filter(agency=proposal.lead_agency).count() == 1


def test_two_administrators_correct_a_state(client_of):
    proposal = ProposalFactory(state=State.WITHDRAWN)
    first, second = UserFactory(admin=True), UserFactory(admin=True)

    client_of(first).post(
        url("correct", proposal.code), {"to": "screening", "reason": "ถอนผิดเรื่องโดยไม่ตั้งใจ"}
    )
    approval = client_of(second).get(url("screening", proposal.code)).context["approvals"][0][0]
    decide = url("decide", proposal.code, approval.uid)
    client_of(first).post(decide, {"agrees": "on"})
    assert Proposal.objects.get().state == State.WITHDRAWN
    client_of(second).post(decide, {"agrees": "on"})

    assert Proposal.objects.get().state == State.SCREENING


def test_an_officer_gives_more_time(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    client = client_of(UserFactory(staff=True))
    defect = DEFECT | {"send": "1"}
    client.post(url("return", proposal.code), defect)

    client.post(
        url("extend", proposal.code),
        {
            "reason": "น้ำท่วมพื้นที่ของหน่วยงาน",
            "last_day_0": "20",
            "last_day_1": "1",
            "last_day_2": "2568",
        },
    )

    assert proposal.returns.get().due_at.date() == date(2025, 1, 20)


RECORD = ["detail", "text", "files", "history", "preview", "receipt"]


@pytest.mark.parametrize("state", State)
def test_the_record_shows_in_every_state(client_of, state):
    proposal = complete_proposal(state=state)

    for client in map(client_of, (submitter(proposal), UserFactory(staff=True))):
        codes = {name: client.get(url(name, proposal.code)).status_code for name in RECORD}
        assert codes == dict.fromkeys(RECORD, 200)


def test_applicants_see_public_labels_only(client_of):
    proposal = complete_proposal(state=State.REVIEWING)
    client = client_of(submitter(proposal))

    pages = [
        client.get(url(name, proposal.code)).content.decode() for name in ("detail", "history")
    ]
    pages.append(client.get(url("list")).content.decode())

    for body in pages:
        assert str(State.REVIEWING.label) not in re.sub(r"<[^>]+>", " ", body)


def test_papers_are_made_and_handed_out(client_of):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))

    for kind in ("full", "summary", "endorsement"):
        answer = client.post(url("make_paper", proposal.code, kind))
        assert client.get(answer.url).status_code in {200, 202}
        assert client_of(MembershipFactory().user).get(answer.url).status_code == 404


def test_a_letter_of_return_without_words_comes_back(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    pass_all(proposal, UserFactory(), E3="FIX")
    client = client_of(UserFactory(staff=True))

    page = client.get(url("return", proposal.code))
    answer = client.post(
        url("return", proposal.code), DEFECT | {"defects-0-request_th": "", "send": "1"}
    )

    assert page.context["formset"].initial == [
        {"question": "F55", "defect_th": "ยังไม่ชัดเจน โปรดอธิบายเพิ่ม"}
    ]
    assert answer.status_code == 200
    assert "request_th" in answer.context["formset"].errors[0]
    assert not proposal.returns.exists()


def test_a_kept_letter_is_shown_again(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    client = client_of(UserFactory(staff=True))
    client.post(url("return", proposal.code), DEFECT | {"keep": "1"})

    [kept] = client.get(url("return", proposal.code)).context["formset"].initial

    assert kept["request_th"] == "เพิ่มเวทีประชาคม"


def test_a_merger_with_nothing_is_refused_beside_its_field(client_of):
    proposal = complete_proposal(state=State.ELIGIBLE)
    client = client_of(UserFactory(staff=True))

    answer = client.post(
        url("merge", proposal.code),
        {"other": "P68-0000", "own_letter": letter(), "other_letter": letter()},
    )

    assert "other" in answer.context["form"].errors


def test_an_act_out_of_turn_says_what_happened(client_of):
    proposal = complete_proposal(state=State.ELIGIBLE)
    client = client_of(UserFactory(staff=True))

    answer = client.post(url("mark_eligible", proposal.code), {"version": 1}, follow=True)

    [message] = answer.context["messages"]
    assert message.level_tag == "error"
    assert str(State.ELIGIBLE.label) in str(message)


def test_too_long_an_answer_decides_nothing(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    officer, director = UserFactory(staff=True), UserFactory(director=True)
    pass_all(proposal, officer, E5="FAIL")
    approval = approvals.propose(INELIGIBLE, proposal, by=officer, reason="เป็นคำของบประมาณ")

    page = client_of(director).post(
        url("decide", proposal.code, approval.uid), {"agrees": "on", "answer": "ก" * 1001}
    )

    assert "ก" * 1001 in page.content.decode()
    assert Proposal.objects.get().state == State.SCREENING


def test_a_checklist_that_is_only_read_has_nothing_to_fill_in(client_of):
    proposal = complete_proposal(state=State.ELIGIBLE)
    officer = UserFactory(staff=True)
    pass_all(proposal, officer, E5="FIX")

    page = client_of(officer).get(url("screening", proposal.code)).content.decode()

    assert "<textarea" not in page
    assert proposal.checks.get(item="E5").reason in page


def test_a_correction_names_the_states_in_words(client_of):
    proposal = complete_proposal(state=State.ELIGIBLE)
    first, second = UserFactory(admin=True), UserFactory(admin=True)
    sent = {"to": "submitted", "reason": "เริ่มตรวจผิดเรื่องไปแล้ว"}

    asking = client_of(first).get(url("correct", proposal.code)).content.decode()
    client_of(first).post(url("correct", proposal.code), sent)
    waiting = client_of(second).get(url("screening", proposal.code)).content.decode()

    assert f"“{State.ELIGIBLE.label}”" in asking
    assert f"→ {State.SUBMITTED.label}" in waiting


def test_somebody_saved_between_reading_and_writing(client_of, monkeypatch):
    proposal = complete_proposal(state=State.SCREENING)
    officer = UserFactory(staff=True)

    def too_late(*args, **kwargs):
        raise ConcurrentTransition

    monkeypatch.setattr(services, "take_case", too_late)
    answer = client_of(officer).post(url("take", proposal.code), follow=True)

    [message] = answer.context["messages"]
    assert str(State.SCREENING.label) in str(message)
