"""Interests, assignment, the opening of the review (T12) and the way back (T13)."""

import pytest

from proposals.grounds import MoveRefused
from proposals.models import Proposal
from proposals.states import State
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from selection import services
from selection.kinds import Severity
from selection.models import ScoreSheet
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    DUE,
    REASON,
    SeatFactory,
    fresh,
    plan_of,
    ready_proposal,
    reviewed,
    seat_members,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-01-25 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


def visible(seat):
    return set(Proposal.objects.visible_to(seat.user))


def test_opening_creates_sheets_opens_doors_and_writes_to_the_readers(plan, seats):
    readers, others = seats[:2], seats[2:]
    proposal = ready_proposal(plan, readers)

    result = services.open_review(plan.call, due=DUE)

    assert [p.code for p in result.opened] == [proposal.code]
    assert fresh(proposal).state == State.REVIEWING
    assert {(s.seat, s.due_at) for s in ScoreSheet.objects.all()} == {(r, DUE) for r in readers}
    assert all(visible(seat) == {proposal} for seat in [*readers, *others])
    told = Message.objects.filter(template__contains="sheets_ready")
    assert {m.address for m in told} == {r.user.email for r in readers}


def test_opening_again_finds_nothing_left_to_do(plan, seats):
    ready_proposal(plan, seats[:2])
    services.open_review(plan.call, due=DUE)

    again = services.open_review(plan.call, due=DUE)

    assert (again.opened, again.refused) == ([], [])
    assert ScoreSheet.objects.count() == 2


def test_what_is_not_ready_stays_behind_with_the_reason(plan, seats):
    ready = ready_proposal(plan, seats[:2])
    alone = ready_proposal(plan, seats[:1])

    result = services.open_review(plan.call, due=DUE)

    assert [p.code for p in result.opened] == [ready.code]
    assert [p for p, _why in result.refused] == [alone]
    assert fresh(alone).state == State.ELIGIBLE


def test_s31_a_hard_interest_is_never_assigned(plan, seats):
    proposal = ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    services.declare(seats[1], proposal, Severity.HARD, reason=REASON)

    with pytest.raises(MoveRefused):
        services.assign(seats[1], proposal)

    assert proposal.assignments.count() == 0


def test_whom_the_records_suspect_must_declare_before_an_assignment(plan, seats):
    proposal = ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    MembershipFactory(user=seats[1].user, agency=proposal.lead_agency)

    with pytest.raises(MoveRefused):
        services.assign(seats[1], proposal)
    services.declare(seats[1], proposal, Severity.NONE)
    services.assign(seats[1], proposal)

    assert proposal.assignments.count() == 1


def test_a_seat_without_a_vote_reads_but_does_not_score(plan, seats):
    adviser = SeatFactory(committee=plan.committee, role="ADVISER_NO_VOTE")
    proposal = ready_proposal(plan, seats[:2])

    with pytest.raises(MoveRefused):
        services.assign(adviser, proposal)
    services.open_review(plan.call, due=DUE)

    assert visible(adviser) == {proposal}


def test_s10_a_hard_interest_shuts_the_proposal_whatever_else_the_person_holds(plan, seats):
    proposal = ready_proposal(plan, seats[:2])
    officer = UserFactory(staff=True)
    seat = SeatFactory(committee=plan.committee, user=officer)
    services.declare(seat, proposal, Severity.HARD, reason=REASON)

    services.open_review(plan.call, due=DUE)

    assert visible(seat) == set()


def test_declaring_late_takes_away_assignment_and_counted_sheet(plan, seats):
    proposal = reviewed(plan, seats[:2])

    services.recuse_late(seats[0], proposal, reason=REASON)

    assert [s.seat for s in ScoreSheet.objects.counted()] == [seats[1]]
    assert visible(seats[0]) == set()


def test_a_declaration_corrected_opens_again(plan, seats):
    proposal = reviewed(plan, seats[:2])
    services.declare(seats[2], proposal, Severity.HARD, reason=REASON)

    services.declare(seats[2], proposal, Severity.NONE, by=seats[0].user)

    assert visible(seats[2]) == {proposal}


def test_an_interest_needs_an_explanation(plan, seats):
    proposal = ProposalFactory(call=plan.call, state=State.ELIGIBLE)

    with pytest.raises(MoveRefused):
        services.declare(seats[0], proposal, Severity.SOFT, reason="สั้น")


def test_none_for_the_rest_leaves_suspected_ones_to_the_member(plan, seats):
    plain = ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    own = ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    MembershipFactory(user=seats[0].user, agency=own.lead_agency)

    made = services.declare_none_for_rest(seats[0], [plain, own])

    assert [c.proposal for c in made] == [plain]


def test_a_further_reader_joins_during_the_review(plan, seats):
    proposal = reviewed(plan, seats[:2])
    with pytest.raises(MoveRefused):
        services.assign(seats[2], proposal)
    services.declare(seats[2], proposal, Severity.NONE)

    services.assign(seats[2], proposal)

    assert seats[2].sheets.get().is_waiting


def test_a_member_who_leaves_reads_no_more_and_another_is_asked_for(plan, seats):
    begun, done = ready_proposal(plan, seats[:2]), reviewed(plan, seats[:2])
    services.end_seat(seats[0], reason=REASON, by=UserFactory(staff=True))

    result = services.open_review([begun], due=DUE)

    assert [p for p, _why in result.refused] == [begun]
    assert [a.proposal for a in seats[0].assignments.all()] == [done]
    assert seats[0].sheets.get(proposal=done).submitted_at


def test_a_reader_who_has_submitted_is_not_taken_off(plan, seats):
    proposal = reviewed(plan, seats[:2])

    with pytest.raises(MoveRefused):
        services.unassign(seats[0], proposal)


def test_a_reader_is_taken_off_and_the_sheet_is_no_longer_asked_for(plan, seats):
    proposal = ready_proposal(plan, seats)
    services.open_review([proposal], due=DUE)

    assert services.unassign(seats[0], proposal)

    assert list(seats[0].sheets.waiting()) == []
    assert services.unassign(seats[0], proposal) is False


def test_back_to_screening_keeps_the_sheets_read_only_and_the_reason(plan, seats):
    proposal = reviewed(plan, seats[:2])
    officer = UserFactory(staff=True)

    services.revert_to_screening(proposal, reason=REASON, by=officer)

    assert fresh(proposal).state == State.SCREENING
    assert all(sheet.frozen_at for sheet in proposal.sheets.all())
    last = timeline(proposal).last()
    assert (last.verb, last.detail.reason, last.by) == ("revert_to_screening", REASON, officer)
