"""Ways that end before the selection: withdrawn, ineligible by two, expired, merged."""

from datetime import timedelta

import pytest
from django.utils.translation import gettext as _

from proposals import tasks
from proposals.states import State
from pyp_portal.accounts.approvals import Approval
from pyp_portal.outbox.models import Message
from pyp_portal.papers.models import Paper
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory, complete_proposal, submitter
from tests.journeys.walking import letter, state_of, walker

pytestmark = pytest.mark.django_db
REASON = "หน่วยงานปรับโครงสร้างและไม่มีผู้รับผิดชอบแล้ว"
FAILED = {f"E{n}": "PASS" for n in range(1, 9)} | {"E5": "FAIL", "E5_reason": REASON}


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


def screened():
    """A proposal that an officer is checking."""
    return complete_proposal(state=State.SCREENING, case_owner=UserFactory(staff=True))


def test_an_agency_withdraws_what_it_has_submitted():
    proposal = complete_proposal()
    applicant = walker(submitter(proposal))
    applicant.send("proposals:submit", proposal.code)

    without = applicant.send("proposals:withdraw", proposal.code, reason=REASON)
    assert state_of(proposal) == State.SUBMITTED
    assert 'href="#id_letter"' in without
    page = applicant.send("proposals:withdraw", proposal.code, reason=REASON, letter=letter())

    assert state_of(proposal) == State.WITHDRAWN
    assert str(State.WITHDRAWN.public_label) in page
    assert proposal.attachments.filter(kind="withdrawal_letter").count() == 1
    again = applicant.send("proposals:withdraw", proposal.code, reason=REASON, letter=letter())
    assert str(State.WITHDRAWN.public_label) in again
    assert state_of(proposal) == State.WITHDRAWN


def test_two_persons_find_a_proposal_ineligible():
    proposal = screened()
    officer = walker(proposal.case_owner)
    director, second = (walker(UserFactory(director=True)) for _each in range(2))
    officer.send("proposals:screening", proposal.code, **FAILED)

    officer.send("proposals:propose_ineligible", proposal.code, reason=REASON)
    waiting = Approval.objects.get(record_id=proposal.pk)
    officer.send("proposals:decide", proposal.code, waiting.uid, status=403, agrees="on")
    assert state_of(proposal) == State.SCREENING
    director.send("proposals:decide", proposal.code, waiting.uid, agrees="on")

    assert state_of(proposal) == State.INELIGIBLE
    told = walker(submitter(proposal)).see("proposals:detail", proposal.code)
    assert str(State.INELIGIBLE.public_label) in told
    assert Paper.objects.of(proposal).count() == 1
    assert Message.objects.filter(occasion__contains="ineligible").exists()
    late = second.send("proposals:decide", proposal.code, waiting.uid, refuses="on", answer=REASON)
    assert str(director.person) in late
    assert state_of(proposal) == State.INELIGIBLE


def test_the_director_alone_makes_nobody_ineligible():
    proposal = screened()
    director = walker(UserFactory(director=True))
    director.send("proposals:screening", proposal.code, **FAILED)
    director.send("proposals:propose_ineligible", proposal.code, reason=REASON)

    waiting = Approval.objects.get(record_id=proposal.pk)
    page = director.send("proposals:decide", proposal.code, waiting.uid, agrees="on")

    assert state_of(proposal) == State.SCREENING
    assert _("It waits for a second person.") in page


def test_a_draft_that_was_never_submitted_expires_and_stays_readable(at):
    proposal = complete_proposal()
    applicant = walker(submitter(proposal))
    at(proposal.call.closes_at + timedelta(minutes=16))

    tasks.expire_drafts()
    tasks.expire_drafts()

    assert state_of(proposal) == State.EXPIRED
    assert str(State.EXPIRED.public_label) in applicant.see("proposals:detail", proposal.code)
    assert "ที่ทำการปกครองอำเภอ" in applicant.see("proposals:text", proposal.code)
    told = Message.objects.filter(occasion__contains="expired")
    assert [message.address for message in told].count(proposal.owner.email) <= 1
    assert told.exists()
    applicant.send("proposals:submit", proposal.code)
    assert state_of(proposal) == State.EXPIRED


def test_two_agencies_merge_their_proposals():
    proposal = screened()
    other = ProposalFactory(state=State.SCREENING, call=proposal.call)
    officer = walker(proposal.case_owner)
    letters = {"own_letter": letter("a.pdf"), "other_letter": letter("b.pdf")}

    officer.send("proposals:merge", proposal.code, other=other.code, **letters)

    assert (state_of(proposal), state_of(other)) == (State.MERGED, State.SCREENING)
    assert {p.name_th for p in other.partners.all()} >= {proposal.lead_agency.name_th}
    told = walker(submitter(proposal)).see("proposals:detail", proposal.code)
    assert str(State.MERGED.public_label) in told


def test_nothing_is_merged_into_itself_or_without_letters():
    proposal = screened()
    officer = walker(proposal.case_owner)
    letters = {"own_letter": letter("a.pdf"), "other_letter": letter("b.pdf")}

    page = officer.send("proposals:merge", proposal.code, other=proposal.code, **letters)
    bare = officer.send("proposals:merge", proposal.code, other=proposal.code)

    assert _("Choose another proposal of the same call.") in page
    assert 'href="#id_own_letter"' in bare
    assert state_of(proposal) == State.SCREENING
