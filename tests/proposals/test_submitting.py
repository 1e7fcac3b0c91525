"""Submitting, recalling and revising: what counts, when, and what one gets for it."""

from datetime import timedelta

import pytest

from proposals import services
from proposals.fingerprints import fingerprint
from proposals.grounds import MoveRefused, StaleVersion
from proposals.models import Proposal, Receipt
from proposals.services.returning import due
from proposals.services.submitting import valid_receipt
from proposals.states import State
from pyp_portal.history.services import latest, record, timeline
from pyp_portal.outbox.models import Message
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from tests.factories.accounts import UserFactory
from tests.factories.proposals import (
    ProposalFactory,
    complete_proposal,
    pass_all,
    submitter,
)

pytestmark = pytest.mark.django_db
ADDRESSES = ["alt@example.org", "contact@example.org", "saraban@example.org"]


@pytest.fixture
def december(at):
    return at("2024-12-20 10:00")


def told(template):
    """Who was told, by the messages of one template."""
    found = Message.objects.filter(template=f"proposals/emails/{template}.txt")
    return sorted(found.values_list("address", flat=True))


def test_submit_freezes_numbers_and_thanks(december):
    proposal = complete_proposal()
    person = submitter(proposal)

    receipt = services.submit(proposal, person, at=december)

    fresh = Proposal.objects.get()
    assert (fresh.state, fresh.submitted_at, fresh.version) == (State.SUBMITTED, december, 2)
    assert receipt.number == "ปยป-รับ-2568-0001"
    assert receipt.revision.sha256 == fingerprint(receipt.revision.content)
    assert receipt.revision.content["answers"]["title_th"] == proposal.title_th
    assert told("receipt") == ADDRESSES
    assert sorted(Paper.objects.of(proposal).values_list("kind", flat=True)) == [
        Kind.PROPOSAL,
        Kind.RECEIPT,
    ]
    assert latest(fresh).verb == "submit"


def test_the_receipt_holds_the_hashes_of_the_files(december):
    proposal = complete_proposal()
    letter = proposal.attachments.get().file

    receipt = services.submit(proposal, submitter(proposal))

    answers = receipt.revision.content["answers"]
    assert answers["endorsement_letter"]["sha256"] == letter.sha256


def test_a_second_press_gets_the_same_receipt(december):
    proposal = complete_proposal()
    person = submitter(proposal)

    first = services.submit(proposal, person, key="form-1", version=1)
    second = services.submit(proposal, person, key="form-1", version=1)

    assert first == second
    assert Receipt.objects.count() == 1
    assert [event.verb for event in timeline(proposal)] == ["submit"]


def test_the_same_key_on_two_proposals_is_two_forms(december):
    receipts = {
        services.submit(proposal, submitter(proposal), key="form")
        for proposal in (complete_proposal(), complete_proposal())
    }

    assert len(receipts) == 2


def test_submitting_again_says_what_happened_before(december):
    proposal = complete_proposal()
    person = submitter(proposal)
    services.submit(proposal, person)

    with pytest.raises(MoveRefused) as refused:
        services.submit(proposal, person)

    assert str(person) in refused.value.sentence
    assert Receipt.objects.count() == 1


@pytest.mark.parametrize(
    ("seconds", "counts"), [(-0.001, True), (0, True), (899.999, True), (900, False)]
)
def test_an_arrival_before_the_end_of_grace_counts(at, seconds, counts):
    now = at("2025-01-06 20:00")
    proposal = complete_proposal()
    proposal.call.grace = timedelta(minutes=15)
    proposal.call.save()
    arrival = proposal.call.closes_at + timedelta(seconds=seconds)
    at(now + timedelta(hours=6))

    if counts:
        assert services.submit(proposal, submitter(proposal), at=arrival).arrived_at == arrival
    else:
        with pytest.raises(MoveRefused):
            services.submit(proposal, submitter(proposal), at=arrival)


def test_late_says_closed_with_the_exact_time_and_keeps_the_draft(at):
    at("2025-01-07 00:00:01")
    proposal = complete_proposal()

    with pytest.raises(MoveRefused) as refused:
        services.submit(proposal, submitter(proposal))

    assert "23.59" in refused.value.sentence
    assert Proposal.objects.get().state == State.DRAFT


def test_an_incomplete_draft_is_not_taken(december):
    proposal = ProposalFactory()

    with pytest.raises(MoveRefused):
        services.submit(proposal, submitter(proposal))

    assert not Receipt.objects.exists()


def test_an_old_version_is_not_submitted(december):
    proposal = complete_proposal(version=3)

    with pytest.raises(StaleVersion):
        services.submit(proposal, submitter(proposal), version=2)


def test_recall_voids_the_receipt_and_keeps_its_number(december):
    proposal = complete_proposal()
    person = submitter(proposal)
    services.submit(proposal, person)

    services.recall(proposal, person)
    again = services.submit(proposal, person)

    assert again.number == "ปยป-รับ-2568-0002"
    assert again.revision.number == 2
    assert list(Receipt.objects.order_by("pk").values_list("voided_at", flat=True)) == [
        december,
        None,
    ]
    assert told("recalled") == ADDRESSES


def test_after_screening_has_begun_nobody_recalls(december):
    proposal = complete_proposal(state=State.SCREENING)

    with pytest.raises(MoveRefused):
        services.recall(proposal, submitter(proposal))


@pytest.fixture
def returned(december):
    """A submitted proposal that was returned with one defect."""
    proposal = complete_proposal()
    person = submitter(proposal)
    services.submit(proposal, person)
    officer = UserFactory(staff=True)
    services.take_case(proposal, officer, officer)
    services.start_screening(proposal, officer)
    pass_all(proposal, officer, E7="FIX")
    services.write_return(proposal, [defect("F22")], officer)
    return services.return_for_revision(proposal, officer), person, officer


def defect(question):
    return {"question": question, "defect_th": "ยังไม่ชัดเจน", "request_th": "โปรดอธิบายเพิ่ม"}


def test_a_return_names_all_defects_until_a_day(returned, december):
    proposal, _person, _officer = returned

    letter = proposal.returns.get()
    assert (proposal.state, proposal.return_count) == (State.RETURNED, 1)
    assert proposal.revision_due_at == letter.due_at == proposal.call.closes_at
    assert told("returned") == ADDRESSES
    body = Message.objects.filter(template="proposals/emails/returned.txt")[0].body
    assert "โปรดอธิบายเพิ่ม" in body
    assert Paper.objects.of(proposal).filter(kind=Kind.SCREENING_LETTER).count() == 1


def test_the_answer_is_due_at_the_end_of_the_day(at):
    proposal = ProposalFactory()

    assert due(proposal.call, at("2025-01-08 15:30")) == at("2025-01-16 00:00")


def test_an_answer_gets_a_receipt_of_its_own(returned):
    proposal, person, officer = returned
    services.save_answers(proposal, {"area_need_evidence": "เวทีประชาคม 9 หมู่บ้าน"}, person)

    receipt = services.resubmit(proposal, person)

    assert Proposal.objects.get().state == State.SCREENING
    assert receipt.number == "ปยป-รับ-2568-0001/2"
    assert receipt.revision.content["answers"]["area_need_evidence"] == "เวทีประชาคม 9 หมู่บ้าน"
    assert valid_receipt(proposal) == receipt
    assert told("resubmitted") == [officer.email]
    assert proposal.returns.get().answered_at is not None


def test_only_the_named_fields_can_be_changed(returned):
    proposal, person, _officer = returned

    with pytest.raises(MoveRefused):
        services.save_answers(proposal, {"summary": "เขียนใหม่ทั้งหมด"}, person)

    assert services.open_codes(proposal) == {"F22"}


def test_a_return_without_defects_is_refused(december):
    proposal = complete_proposal(state=State.SCREENING)

    with pytest.raises(MoveRefused):
        services.return_for_revision(proposal, UserFactory(staff=True))


def test_a_second_return_is_one_too_many(returned):
    proposal, person, officer = returned
    services.resubmit(proposal, person)
    services.write_return(proposal, [defect("F19")], officer)

    with pytest.raises(MoveRefused):
        services.return_for_revision(proposal, officer)


def test_the_day_moves_once(returned, december):
    proposal, _person, officer = returned
    last_day = december.date() + timedelta(days=40)

    services.extend(proposal, last_day, officer, "น้ำท่วมพื้นที่ของหน่วยงาน")

    letter = proposal.returns.get()
    assert Proposal.objects.get().revision_due_at == letter.due_at
    assert told("extended") == ADDRESSES
    with pytest.raises(MoveRefused):
        services.extend(proposal, last_day + timedelta(days=1), officer, "ขอเพิ่มอีกหนึ่งวัน")


def test_a_revision_that_is_late_is_refused_and_lapses_once(returned, at):
    proposal, person, _officer = returned
    at("2025-01-07 00:00")

    with pytest.raises(MoveRefused):
        services.resubmit(proposal, person)

    assert (services.lapse_revisions(), services.lapse_revisions()) == (1, 0)
    assert Proposal.objects.get().state == State.INELIGIBLE
    assert told("lapsed") == ADDRESSES


def test_a_refused_attempt_is_not_taken_for_who_was_first(december):
    proposal = complete_proposal()
    first, second = submitter(proposal), submitter(proposal)
    services.submit(proposal, first)
    record(proposal, "submit_refused", by=second, reason="ยังขาด")

    with pytest.raises(MoveRefused) as refused:
        services.submit(proposal, second)

    assert str(first) in refused.value.sentence
