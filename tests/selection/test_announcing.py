"""Announcements: nothing leaks before, everything at once, guards refuse (T14 to T22)."""

from datetime import date, timedelta

import pytest

from proposals.grounds import Grounds, MoveRefused
from proposals.services.moving import move
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection import guards, services
from selection.kinds import AnnouncementKind, Outcome
from selection.models import Announcement
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    REASON,
    announced,
    certified,
    decided,
    fresh,
    meeting_of,
    pitched,
    plan_of,
    resolved,
    reviewed,
    seat_members,
    slot_of,
)

pytestmark = pytest.mark.django_db
SHORTLIST, RESULT = AnnouncementKind.SHORTLIST, AnnouncementKind.RESULT


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(min_reviewers=2, reserve_valid_until=date(2025, 6, 30), max_selected=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def director():
    return UserFactory(director=True)


def states(*proposals):
    return [fresh(proposal).state for proposal in proposals]


def results():
    return set(
        Message.objects.filter(occasion__startswith="result:").values_list("address", flat=True)
    )


def test_the_first_announcement_moves_both_ways_at_once(plan, seats, director):
    meeting = meeting_of(plan, seats)
    through, out, again = (reviewed(plan, seats) for _each in range(3))
    resolved(meeting, through, Outcome.SHORTLISTED)
    resolved(meeting, out, Outcome.NOT_SHORTLISTED)
    resolved(meeting, again, Outcome.SECOND_READING)
    announcement = announced(plan, SHORTLIST, by=director)

    services.release(announcement, by=director)

    assert states(through, out, again) == [
        State.SHORTLISTED,
        State.NOT_SHORTLISTED,
        State.REVIEWING,
    ]
    assert timeline(out).last().detail.reason == REASON
    assert results() == {through.owner.email, out.owner.email}


def test_a_second_announcement_takes_those_that_were_read_once_more(plan, seats, director):
    meeting = meeting_of(plan, seats)
    first, later = reviewed(plan, seats), reviewed(plan, seats)
    resolved(meeting, first, Outcome.SHORTLISTED)
    services.release(announced(plan, SHORTLIST, by=director), by=director)
    resolved(meeting_of(plan, seats), later, Outcome.NOT_SHORTLISTED)

    services.release(announced(plan, RESULT, by=director, number="ที่ 5"), by=director)

    assert states(first, later) == [State.SHORTLISTED, State.NOT_SHORTLISTED]


def test_nothing_is_known_before_the_release(plan, seats, director, client_of):
    _meeting, (proposal,) = decided(plan, seats, director, [Outcome.SELECTED])
    announcement = announced(plan, RESULT, by=director)
    client = client_of(proposal.owner)

    assert states(proposal) == [State.PITCHED]
    assert results() == set()
    assert Paper.objects.filter(kind=Kind.ANNOUNCEMENT).exists() is False
    assert client.get(f"/selection/proposals/{proposal.code}/result/").status_code == 404
    assert client.get(announcement.get_absolute_url()).status_code == 404


def test_s10_a_member_does_not_see_a_draft_of_an_announcement(plan, seats, director, client_of):
    decided(plan, seats, director, [Outcome.SELECTED])
    announcement = announced(plan, RESULT, by=director)
    client = client_of(seats[1].user)

    listed = client.get("/selection/2568/announcements/").content.decode()

    assert announcement.number not in listed
    assert client.get(announcement.get_absolute_url()).status_code == 404


def test_the_result_moves_freezes_and_tells_all_in_one(plan, seats, director):
    _meeting, proposals = decided(
        plan, seats, director, [Outcome.SELECTED, Outcome.RESERVE, Outcome.NOT_SELECTED]
    )
    announcement = announced(plan, RESULT, by=director)

    services.release(announcement, by=director)

    assert states(*proposals) == [State.SELECTED, State.RESERVE, State.NOT_SELECTED]
    reserve = fresh(proposals[1])
    assert (reserve.reserve_rank, reserve.reserve_valid_until) == (1, date(2025, 6, 30))
    paper = Paper.objects.get(kind=Kind.ANNOUNCEMENT)
    assert [p.title_th in paper.html for p in proposals] == [True, True, False]
    assert Paper.objects.filter(kind=Kind.RESULT_LETTER).count() == 3
    assert results() == {p.owner.email for p in proposals}
    assert fresh(announcement).enquiry_until == clock.today() + timedelta(days=15)


def test_the_letter_gives_means_and_merged_comments_without_a_name(plan, seats, director):
    _meeting, (proposal,) = decided(plan, seats, director, [Outcome.NOT_SELECTED])
    announcement = announced(plan, RESULT, by=director)

    services.release(announcement, by=director)

    letter = Paper.objects.get(kind=Kind.RESULT_LETTER)
    assert "๔.๐๐" in letter.html
    assert not any(seat.user.family_th + " " + seat.user.given_th in letter.html for seat in seats)
    assert not any(seat.user.name_th in letter.html for seat in seats)
    assert services.for_applicant(proposal).item.outcome == Outcome.NOT_SELECTED


def test_release_is_all_or_nothing(plan, seats, director):
    _meeting, (good, gone) = decided(plan, seats, director, [Outcome.SELECTED, Outcome.SELECTED])
    announcement = announced(plan, RESULT, by=director)
    move(gone, "withdraw", Grounds(gone.owner, REASON))

    with pytest.raises(MoveRefused):
        services.release(announcement, by=director)

    assert states(good, gone) == [State.PITCHED, State.WITHDRAWN]
    assert fresh(announcement).released_at is None
    assert (results(), Paper.objects.filter(kind=Kind.RESULT_LETTER).count()) == (set(), 0)


def test_what_was_withdrawn_is_taken_out_and_the_rest_goes(plan, seats, director):
    _meeting, (good, gone) = decided(plan, seats, director, [Outcome.SELECTED, Outcome.SELECTED])
    announcement = announced(plan, RESULT, by=director)
    move(gone, "withdraw", Grounds(gone.owner, REASON))

    services.drop(announcement.items.get(proposal=gone), reason=REASON, by=director)
    services.release(announcement, by=director)

    assert states(good) == [State.SELECTED]


def test_releasing_again_changes_nothing_and_says_so(plan, seats, director):
    _meeting, (proposal,) = decided(plan, seats, director, [Outcome.SELECTED])
    announcement = announced(plan, RESULT, by=director)
    services.release(announcement, by=director)
    version = fresh(proposal).version

    with pytest.raises(MoveRefused):
        services.release(announcement, by=director)

    assert fresh(proposal).version == version
    assert Message.objects.filter(occasion__startswith="result:").count() == 1


def test_no_more_are_selected_than_there_are_seats(plan, seats, director):
    _meeting, proposals = decided(plan, seats, director, [Outcome.SELECTED] * 3)
    draft = services.draft_announcement(plan, RESULT, title_th="ผลการคัดเลือก")
    facts = {"number": "ที่ 3", "date": clock.today(), "signed_by": director}
    with pytest.raises(MoveRefused):
        services.sign(draft, **facts)
    services.change_plan(plan, by=director, max_selected=3)
    announcement = services.sign(draft, **facts)
    services.change_plan(plan, by=director, max_selected=2)

    with pytest.raises(MoveRefused):
        services.release(announcement, by=director)

    assert set(states(*proposals)) == {State.PITCHED}
    assert len(services.obstacles(announcement)) == 1


def test_an_unsigned_announcement_is_not_released_and_may_be_thrown_away(plan, seats, director):
    decided(plan, seats, director, [Outcome.SELECTED])
    draft = services.draft_announcement(plan, RESULT, title_th="ร่าง")

    with pytest.raises(MoveRefused):
        services.release(draft, by=director)
    services.discard(draft)

    assert Announcement.objects.count() == 0


def test_once_signed_it_is_not_thrown_away_and_its_sheets_stand(plan, seats, director):
    _meeting, (proposal,) = decided(plan, seats, director, [Outcome.SELECTED])
    announcement = announced(plan, RESULT, by=director)

    with pytest.raises(MoveRefused):
        services.discard(announcement)
    with pytest.raises(MoveRefused):
        services.reopen_sheet(proposal.sheets.first(), reason=REASON, by=director)
    with pytest.raises(MoveRefused):
        services.revert_to_screening(proposal, reason=REASON, by=director)


def test_an_empty_announcement_is_not_signed(plan, seats, director):
    with pytest.raises(MoveRefused):
        announced(plan, RESULT, by=director)


def test_nobody_came_ends_the_way_with_an_announcement(plan, seats, director):
    proposal = ProposalFactory(call=plan.call, state=State.SHORTLISTED)
    services.record_missed(slot_of(plan, proposal, seats), reason=REASON)
    announcement = announced(plan, RESULT, by=director, slots=services.missed_slots(plan))

    services.release(announcement, by=director)

    assert states(proposal) == [State.NOT_SELECTED]


def test_without_a_pitch_the_documents_lead_to_the_decision(plan, seats, director):
    services.change_plan(plan, by=director, pitch_mode="none")
    meeting = meeting_of(plan, seats)
    proposal = reviewed(plan, seats)
    resolved(meeting, proposal, Outcome.SELECTED)
    certified(meeting, director)

    services.release(announced(plan, RESULT, by=director), by=director)

    assert states(proposal) == [State.SELECTED]


def test_every_guard_of_a_decision_refuses(plan, seats, director):
    proposal = ProposalFactory(call=plan.call, state=State.REVIEWING)
    meeting = services.call_meeting(plan.committee, starts_at=clock.now(), place_th="ห้อง")
    item = services.add_item(meeting, proposal=proposal)
    draft = Announcement(plan=plan, kind=RESULT, title_th="ร่าง")

    refusals = {
        "reviewers_assigned": guards.reviewers_assigned(proposal, plan),
        "sheets_submitted": guards.sheets_submitted(proposal, plan),
        "decision_recorded": guards.decision_recorded(None, Outcome.SELECTED),
        "pitch_mode_allows": guards.pitch_mode_allows(proposal, plan),
        "announcement_signed": guards.announcement_signed(draft),
        "meeting_quorate": guards.meeting_quorate(item),
        "meeting_quorate without one": guards.meeting_quorate(None),
        "notice_ok": guards.notice_ok(meeting),
        "notice_ok without one": guards.notice_ok(None),
        "minutes_certified": guards.minutes_certified(meeting),
        "minutes_certified without one": guards.minutes_certified(None),
        "slot_missed": guards.slot_missed(None),
        "seat_left": guards.seat_left(plan),
        "next_in_reserve": guards.next_in_reserve(proposal),
    }

    assert [name for name, refusal in refusals.items() if not refusal] == []


def test_a_score_sheet_counts_only_when_enough_are_in(plan, seats, director):
    meeting = meeting_of(plan, seats)
    proposal = reviewed(plan, seats[:2])
    resolved(meeting, proposal, Outcome.SHORTLISTED)
    services.recuse_late(seats[0], proposal, reason=REASON)
    announcement = announced(plan, SHORTLIST, by=director)

    with pytest.raises(MoveRefused):
        services.release(announcement, by=director)


def test_pitched_scores_enter_the_board(plan, seats, director):
    proposal = pitched(plan, seats, points=5)

    (row,) = services.board(plan, director)

    assert (row.proposal, float(row.standing.final)) == (proposal, 100.0)
