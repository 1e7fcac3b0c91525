"""Screening and what two people decide together."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from proposals import services
from proposals.grounds import Grounds, GuardsNotPassed, MoveRefused, ReasonNeeded
from proposals.hints import hints
from proposals.models import Attachment, Check, Proposal
from proposals.states import State
from pyp_portal.accounts import approvals
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import latest, timeline
from pyp_portal.outbox.models import Message
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory, complete_proposal, pass_all, pdf

pytestmark = pytest.mark.django_db
REASON = "เป็นคำของบประมาณก่อสร้าง"


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def screened(officer):
    return complete_proposal(state=State.SCREENING, case_owner=officer)


def state_of(proposal):
    return Proposal.objects.get(pk=proposal.pk).state


def letters(count=2):
    return [SimpleUploadedFile(f"{n}.pdf", pdf()) for n in range(count)]


def test_a_case_is_taken_before_screening_begins(officer):
    proposal = complete_proposal(state=State.SUBMITTED)
    with pytest.raises(MoveRefused):
        services.start_screening(proposal, officer)

    services.take_case(proposal, officer, officer)
    moved = services.start_screening(proposal, officer)

    assert (moved.state, moved.case_owner) == (State.SCREENING, officer)
    assert moved.screening_started_at is not None


def test_a_case_that_ended_is_not_taken(officer):
    with pytest.raises(MoveRefused):
        services.take_case(ProposalFactory(state=State.WITHDRAWN), officer, officer)


def test_a_line_is_answered_again(screened, officer):
    services.check(screened, "E5", "FIX", "ไม่เห็นการบูรณาการ", officer)
    services.check(screened, "E5", "PASS", "", officer)

    assert [(check.item, check.result) for check in screened.checks.all()] == [("E5", "PASS")]
    assert [event.data["result"] for event in timeline(screened)] == ["FIX", "PASS"]


@pytest.mark.parametrize(("item", "result", "reason"), [("E5", "FAIL", " "), ("E9", "PASS", "")])
def test_a_line_needs_its_reason_and_its_place(screened, officer, item, result, reason):
    with pytest.raises(MoveRefused):
        services.check(screened, item, result, reason, officer)


def test_lines_are_answered_during_screening_only(officer):
    with pytest.raises(MoveRefused):
        services.check(ProposalFactory(state=State.ELIGIBLE), "E1", "PASS", "", officer)


def test_only_changed_lines_are_written(screened, officer):
    services.save_checks(screened, {"E1": ("PASS", ""), "E2": ("PASS", "")}, officer)

    changed = services.save_checks(screened, {"E1": ("PASS", ""), "E2": ("FIX", "x")}, officer)

    assert [check.item for check in changed] == ["E2"]


def test_eligible_when_all_passes(screened, officer):
    pass_all(screened, officer)

    assert services.mark_eligible(screened, officer).state == State.ELIGIBLE


@pytest.mark.parametrize("results", [{"E3": "FIX"}, {"E8": "FAIL"}])
def test_not_eligible_while_something_does_not_pass(screened, officer, results):
    pass_all(screened, officer, **results)

    with pytest.raises(MoveRefused):
        services.mark_eligible(screened, officer)


def test_not_eligible_while_lines_are_open(screened, officer):
    services.check(screened, "E1", "PASS", "", officer)

    with pytest.raises(MoveRefused):
        services.mark_eligible(screened, officer)


def test_a_late_endorsement_is_needed_for_eligible(officer, december):
    proposal = ProposalFactory(state=State.SCREENING)
    pass_all(proposal, officer)

    with pytest.raises(MoveRefused):
        services.mark_eligible(proposal, officer)


def test_two_officers_at_once_the_second_learns_who_was_first(screened, officer):
    second = UserFactory(staff=True)
    pass_all(screened, officer)
    services.mark_eligible(screened, officer, version=1)

    with pytest.raises(MoveRefused) as refused:
        services.mark_eligible(screened, second, version=1)

    assert str(officer) in refused.value.sentence


# --- T10 --------------------------------------------------------------------------------


def test_the_director_confirms_what_an_officer_proposed(screened, officer):
    pass_all(screened, officer, E5="FAIL")
    approval = services.propose_ineligible(screened, officer, REASON)
    assert state_of(screened) == State.SCREENING

    services.confirm_ineligible(approval, UserFactory(director=True))

    assert state_of(screened) == State.INELIGIBLE
    told = Message.objects.filter(template="proposals/emails/ineligible.txt")
    assert {REASON in message.body for message in told} == {True}
    assert Paper.objects.of(screened).get().kind == Kind.SCREENING_LETTER


def test_an_officer_does_not_confirm(screened, officer):
    pass_all(screened, officer, E5="FAIL")
    approval = services.propose_ineligible(screened, officer, REASON)

    with pytest.raises(PermissionDenied):
        services.confirm_ineligible(approval, UserFactory(staff=True))


def test_a_director_does_not_confirm_the_own_proposal(screened):
    director = UserFactory(director=True)
    pass_all(screened, director, E5="FAIL")
    approval = services.propose_ineligible(screened, director, REASON)

    with pytest.raises(Refused):
        services.confirm_ineligible(approval, director)

    assert state_of(screened) == State.SCREENING


def test_the_director_may_refuse(screened, officer):
    pass_all(screened, officer, E5="FAIL")
    approval = services.propose_ineligible(screened, officer, REASON)

    services.refuse_ineligible(approval, UserFactory(director=True), "ให้แก้ไขก่อน")

    assert state_of(screened) == State.SCREENING
    assert services.propose_ineligible(screened, officer, REASON)


@pytest.mark.parametrize(("checked", "reason"), [(False, REASON), (True, "สั้น")])
def test_a_proposal_of_refusal_has_its_grounds(screened, officer, checked, reason):
    if checked:
        pass_all(screened, officer, E5="FAIL")

    with pytest.raises(MoveRefused):
        services.propose_ineligible(screened, officer, reason)


def test_what_moved_meanwhile_is_not_turned_down(screened, officer):
    pass_all(screened, officer, E5="FAIL")
    approval = services.propose_ineligible(screened, officer, REASON)
    Check.objects.filter(item="E5").delete()
    services.check(screened, "E5", "PASS", "", officer)
    services.mark_eligible(screened, officer)

    with pytest.raises(MoveRefused):
        services.confirm_ineligible(approval, UserFactory(director=True))

    assert approvals.open_for(screened, approval.kind) == approval


# --- T11, T13, T33 ------------------------------------------------------------------------


def test_a_merger_carries_the_partners_over(screened, officer):
    other = complete_proposal(state=State.ELIGIBLE, call=screened.call)
    before = other.partners.count()

    services.merge_into(screened, other, officer, letters())

    merged = Proposal.objects.get(pk=screened.pk)
    assert (merged.state, merged.merged_into) == (State.MERGED, other)
    assert other.partners.count() == before + 1
    assert other.partners.filter(agency=screened.lead_agency).exists()
    assert merged.attachments.filter(kind=Attachment.Kind.CONSENT).count() == 2
    assert latest(other).verb == "merged_in"
    told = Message.objects.filter(template__contains="merged").values_list("template", flat=True)
    assert set(told) == {f"proposals/emails/{name}.txt" for name in ("merged", "merged_in")}


def test_a_merger_needs_two_letters_and_another_living_proposal(screened, officer):
    other = complete_proposal(state=State.ELIGIBLE)
    ended = complete_proposal(state=State.WITHDRAWN)

    for into, files in [(other, letters(1)), (screened, letters()), (ended, letters())]:
        with pytest.raises(MoveRefused):
            services.merge_into(screened, into, officer, files)


def test_back_to_screening_needs_ground_and_reason(officer):
    proposal = complete_proposal(state=State.REVIEWING)
    shown = frozenset({"no_announcement"})

    with pytest.raises(GuardsNotPassed):
        services.revert_to_screening(proposal, Grounds(by=officer, reason=REASON))
    with pytest.raises(ReasonNeeded):
        services.revert_to_screening(proposal, Grounds(by=officer, passed=shown))
    moved = services.revert_to_screening(proposal, Grounds(by=officer, reason=REASON, passed=shown))

    assert moved.state == State.SCREENING


def test_two_administrators_correct(screened):
    first, second = UserFactory(admin=True), UserFactory(admin=True)
    approval = services.propose_correction(screened, State.SUBMITTED, first, REASON)

    with pytest.raises(Refused):
        services.confirm_correction(approval, first)
    services.confirm_correction(approval, second)

    event = latest(screened)
    assert (event.verb, event.before, event.after) == ("admin_correct", "screening", "submitted")


def test_a_correction_may_be_refused(screened):
    first, second = UserFactory(admin=True), UserFactory(admin=True)
    approval = services.propose_correction(screened, State.SUBMITTED, first, REASON)

    services.refuse_correction(approval, second, "ไม่จำเป็น")

    assert state_of(screened) == State.SCREENING


def test_no_correction_to_an_end(screened):
    with pytest.raises(MoveRefused):
        services.propose_correction(screened, State.WITHDRAWN, UserFactory(admin=True), REASON)


# --- What the machine finds ---------------------------------------------------------------


def test_the_machine_finds_nothing_wrong_with_a_whole_proposal(screened):
    found = hints(screened, screened.answered(), UserFactory(staff=True), [])

    tones = {item: tone for item, (tone, _sentence) in found.items()}

    assert tones == {f"E{number}": "good" for number in range(1, 9)}


def test_the_machine_finds_what_is_missing(officer):
    proposal = ProposalFactory(state=State.SCREENING, submitted_at=None)
    same = ProposalFactory(call=proposal.call, title_th=proposal.title_th)
    proposal.call.allowed_agency_types = ["MINISTRY"]
    proposal.call.save()

    found = hints(proposal, proposal.answered(), officer, [])

    tones = {item: tone for item, (tone, _sentence) in found.items()}
    assert tones == {
        "E1": "wait",
        "E2": "stop",
        "E3": "wait",
        "E4": "wait",
        "E5": "good",
        "E6": "wait",
        "E7": "wait",
        "E8": "stop",
    }
    assert same.code in found["E8"][1]
