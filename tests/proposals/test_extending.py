"""More time after the end: shown, proposed, confirmed by a second, for all who are meant (S40)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from proposals import services
from proposals.grounds import MoveRefused
from proposals.hints import hints
from proposals.models import Call, Extension, Proposal, Receipt
from proposals.services import attempting, extending
from proposals.services.extending import EXTENSION, confirm, propose, reached
from proposals.services.submitting import valid_receipt
from proposals.states import State
from pyp_portal.accounts import approvals
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import latest
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.proposals import ProposalFactory, complete_proposal, pass_all, submitter
from tests.proposals.browsing import url
from tests.proposals.endorsed import told

pytestmark = pytest.mark.django_db
REASON = "ระบบล่มตั้งแต่ 22.00 น. ของวันปิดรับ"
AFTER, END, LATE = "2025-01-07 09:00", "2025-01-09 00:00", "2025-01-08 23:59:59"
ALL, AGENCIES, DRAFTS, ATTEMPTS = Extension.Mode


@pytest.fixture
def end(at):
    """The new end, for a test that begins while the call is open."""
    end = at(END)
    at("2024-12-20 10:00")
    return end


@pytest.fixture
def officers():
    return [UserFactory(staff=True), UserFactory(staff=True)]


def give(officers, mode, end, **circle):
    call = Proposal.objects.first().call
    extension = propose(call, officers[0], mode, end, REASON, **circle)
    return confirm(approvals.open_for(extension, EXTENSION), officers[1])


def test_s40_nothing_changes_before_a_second_person_confirms(officers, end, at):
    draft = complete_proposal()
    person = submitter(draft)
    at(AFTER)
    extension = propose(draft.call, officers[0], ALL, end, REASON)
    approval = approvals.open_for(extension, EXTENSION)

    for other, refusal in ((officers[0], Refused), (UserFactory(admin=True), PermissionDenied)):
        with pytest.raises(refusal):
            confirm(approval, other)
    with pytest.raises(MoveRefused):
        services.submit(draft, person)
    confirm(approval, officers[1])

    assert services.submit(draft, person).number
    assert latest(draft).verb == "submit"


def test_s40_a_reason_and_a_later_end_are_needed(officers, end, at):
    draft = ProposalFactory()
    at(AFTER)

    for wrong in ((END, "สั้น"), ("2025-01-06 12:00", REASON), ("2025-01-07 08:00", REASON)):
        moment = at(wrong[0])
        at(AFTER)
        with pytest.raises(MoveRefused):
            propose(draft.call, officers[0], ALL, moment, wrong[1])
    with pytest.raises(MoveRefused):
        propose(draft.call, officers[0], ATTEMPTS, end, REASON)

    assert not Extension.objects.exists()


def test_each_mode_reaches_whom_it_names(end, at):
    empty, whole = ProposalFactory(), complete_proposal()
    handed_in, checked = (
        ProposalFactory(state=state) for state in (State.SUBMITTED, State.SCREENING)
    )
    at("2025-01-06 23:00")
    attempting.note(empty, UserFactory(), attempting.Code.ERROR)
    call = empty.call

    found = {
        "all": reached(call, ALL),
        "agencies": reached(call, AGENCIES, agencies=[whole.lead_agency]),
        "drafts": reached(call, DRAFTS, percent=90),
        "attempts": reached(call, ATTEMPTS),
    }

    assert found == {
        "all": [empty, whole, handed_in],
        "agencies": [whole],
        "drafts": [whole, handed_in],
        "attempts": [empty],
    }
    assert checked not in found["all"]


@pytest.mark.parametrize("seconds", [-0.001, 0])
def test_the_new_end_counts_to_the_millisecond(officers, end, at, seconds):
    draft, other = complete_proposal(), complete_proposal()
    at(AFTER)
    give(officers, AGENCIES, end, agencies=[draft.lead_agency])
    arrival = end + timedelta(seconds=seconds)

    def handed_in(one):
        try:
            return bool(services.submit(one, submitter(one), at=arrival))
        except MoveRefused:
            return False

    assert [handed_in(draft), handed_in(other)] == [seconds < 0, False]


def test_granted_while_somebody_is_on_the_page(officers, end, at, client_of):
    draft = complete_proposal()
    client = client_of(submitter(draft))
    page = client.get(url("review", draft.code))
    sent = {"key": page.context["key"], "version": page.context["proposal"].version}
    at(AFTER)
    refused = client.post(url("submit", draft.code), sent, follow=True)

    give(officers, ALL, end)
    at(LATE)
    taken = client.post(url("submit", draft.code), sent)

    assert "23.59" in refused.content.decode()
    assert taken.url == url("receipt", draft.code)
    given = Proposal.objects.get()
    assert hints(given, given.answered(), officers[0], [])["E1"][0] == "good"


def test_an_expired_draft_comes_back_and_expires_at_the_new_end(officers, end, at):
    draft = complete_proposal()
    at(AFTER)
    services.expire_drafts()
    give(officers, ALL, end)
    reopened = Proposal.objects.get()
    was_open = reopened.takes_answers
    at("2025-01-09 00:14:59")
    early = services.expire_drafts()
    at("2025-01-09 00:15")
    ended = services.expire_drafts()

    assert (reopened.state, was_open) == (State.DRAFT, True)
    assert (early, ended) == (0, 1)
    assert draft.pk == reopened.pk


def test_each_is_told_once(officers, end, at):
    complete_proposal()
    at(AFTER)

    give(officers, ALL, end)

    assert told("more_time") == ["alt@example.org", "contact@example.org", "saraban@example.org"]


def test_a_draft_may_be_begun_by_who_is_meant(officers, end, at):
    draft = ProposalFactory()
    person, stranger = submitter(draft), AgencyFactory()
    at(AFTER)
    give(officers, AGENCIES, end, agencies=[draft.lead_agency])

    begun = services.start(draft.call, draft.lead_agency, person)
    with pytest.raises(MoveRefused):
        services.start(draft.call, stranger, person)

    assert begun.extended_until == end
    assert begun.takes_answers


# --- Who had submitted already --------------------------------------------------------------


@pytest.fixture
def reopened(officers, end, at):
    """Submitted in time, and reopened in the longer time."""
    proposal = complete_proposal()
    person = submitter(proposal)
    receipt = services.submit(proposal, person)
    at(AFTER)
    give(officers, ALL, end)
    services.recall(proposal, person)
    services.save_answers(proposal, {"summary": "แก้ไขในเวลาที่ขยาย", "partners": []}, person)
    services.detach(proposal.attachments.current().get(), person)
    return proposal, person, receipt


def test_reopened_it_keeps_its_receipt_until_a_new_one(reopened, at):
    proposal, person, first = reopened
    kept = valid_receipt(proposal)
    before = first.revision.content["answers"]
    services.save_answers(proposal, {key: before[key] for key in ("partners", "summary")}, person)
    Call.objects.update(endorsement_due=at("2025-01-20 00:00"))
    at(LATE)

    second = services.submit(proposal, person)

    assert kept == first
    assert valid_receipt(proposal) == second
    assert Receipt.objects.get(pk=first.pk).voided_at is not None


def test_not_submitted_again_the_first_submission_counts(reopened, at):
    first = reopened[-1]
    at("2025-01-09 00:15")

    assert services.expire_drafts() == 0

    fresh = Proposal.objects.get()
    content = first.revision.content["answers"]
    assert (fresh.state, fresh.submitted_at) == (State.SUBMITTED, first.arrived_at)
    assert fresh.answered() == content
    assert valid_receipt(fresh) == first
    assert latest(fresh).data["reinstated"] is True
    assert len(told("reinstated")) == 3


def test_the_first_submission_can_be_screened_as_it_was(reopened, at, officers):
    proposal, _person, _first = reopened
    at("2025-01-09 00:15")
    services.expire_drafts()
    services.take_case(proposal, officers[0], officers[0])
    services.start_screening(proposal, officers[0])
    pass_all(proposal, officers[0])

    assert services.mark_eligible(proposal, officers[0]).state == State.ELIGIBLE


def test_without_more_time_a_submission_stays(end, at):
    proposal = complete_proposal()
    person = submitter(proposal)
    services.submit(proposal, person)
    at(AFTER)

    with pytest.raises(MoveRefused):
        services.recall(proposal, person)


# --- The pages ----------------------------------------------------------------------------


ASKED = {
    "mode": "all",
    "last_day_0": "8",
    "last_day_1": "1",
    "last_day_2": "2568",
    "last_minute": "23.59",
    "reason": REASON,
}


def test_from_the_preview_to_the_second_person(officers, end, at, client_of):
    draft = complete_proposal()
    at(AFTER)
    first, second = (client_of(officer) for officer in officers)
    page = url("extensions", 2568)

    preview = first.post(page, ASKED | {"preview": "on"})
    nothing_yet = Extension.objects.count()
    first.post(page, ASKED | {"propose": "on"})
    approval = approvals.open_for(Extension.objects.get(), EXTENSION)
    second.post(url("decide_extension", approval.uid), {"agrees": "on"})

    assert preview.context["preview"] == [draft]
    assert nothing_yet == 0
    assert draft.code in preview.content.decode()
    assert Proposal.objects.get().extended_until == end
    assert extending.end_for(draft.call, AgencyFactory()) == end


def test_a_wrong_form_keeps_what_was_typed(officers, end, at, client_of):
    ProposalFactory()
    at(AFTER)
    sent = ASKED | {"mode": "agencies", "last_minute": "25.00", "propose": "on"}

    page = client_of(officers[0]).post(url("extensions", 2568), sent)

    assert set(page.context["form"].errors) == {"agencies", "last_minute"}
    assert page.context["form"]["reason"].value() == REASON
