"""Two at once: the first acts, the second is told so, nothing happens twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep

import pytest
from django.db import connections, transaction

from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection import services
from selection.kinds import AnnouncementKind, Outcome, Presence
from selection.models import AgendaItem, Meeting, PitchSession, SheetVersion
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    DOC_CODES,
    DUE,
    announced,
    decided,
    fresh,
    meeting_of,
    plan_of,
    ready_proposal,
    seat_members,
)

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def both(act):
    """Run ``act`` in two threads that begin together; what each came to."""
    start, moment = Barrier(2), clock.now()

    def run(_number):
        start.wait()
        try:
            with clock.at(moment):
                act()
        except MoveRefused:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(run, range(2)))


def while_it_waits(first, second):
    """Run ``second`` while ``first`` holds the row it needs; what each came to, in this order."""
    held, moment = Event(), clock.now()

    def run(act, begins):
        begins()
        try:
            with clock.at(moment):
                return act() or "done"
        except MoveRefused:
            return "refused"
        finally:
            connections.close_all()

    def hold():
        with transaction.atomic():
            answer = first()
            held.set()
            sleep(0.5)  # long enough for the other to reach the row
        return answer

    with ThreadPoolExecutor(2) as pool:
        acts = [pool.submit(run, hold, bool), pool.submit(run, second, held.wait)]
        return [act.result() for act in acts]


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(min_reviewers=2)


def test_two_releases_at_once(plan):
    director, seats = UserFactory(director=True), seat_members(plan, 2)
    _meeting, (proposal,) = decided(plan, seats, director, [Outcome.SELECTED])
    announcement = announced(plan, AnnouncementKind.RESULT, by=director)

    outcomes = both(lambda: services.release(announcement, by=director))

    assert outcomes == ["done", "refused"]
    assert fresh(proposal).state == State.SELECTED
    assert Paper.objects.filter(kind=Kind.RESULT_LETTER).count() == 1
    assert Message.objects.filter(occasion__startswith="result:").count() == 1


def test_a_sheet_submitted_twice_at_once(plan):
    seats = seat_members(plan, 2)
    proposal = ready_proposal(plan, seats[:2])
    services.open_review([proposal], due=DUE)
    sheet = seats[0].sheets.get()
    services.save_sheet(sheet, dict.fromkeys(DOC_CODES, 4))

    outcomes = both(lambda: services.submit_sheet(sheet))

    assert outcomes == ["done", "refused"]
    assert SheetVersion.objects.count() == 1


def test_a_review_opened_twice_at_once(plan):
    seats = seat_members(plan, 2)
    proposal = ready_proposal(plan, seats[:2])

    both(lambda: services.open_review(plan.call, due=DUE))

    assert fresh(proposal).state == State.REVIEWING
    assert proposal.sheets.count() == 2


def test_a_release_that_waited_for_the_signature_knows_who_signed(plan):
    director, seats = UserFactory(director=True), seat_members(plan, 2)
    decided(plan, seats, director, [Outcome.SELECTED])
    draft = services.draft_announcement(plan, AnnouncementKind.RESULT, title_th="ผล")
    signature = {"number": "ที่ 5/2568", "date": clock.today(), "signed_by": director}

    _signed, released = while_it_waits(
        lambda: services.sign(draft, **signature), lambda: services.release(draft, by=director)
    )

    assert released.signed_by == director
    paper = Paper.objects.get(kind=Kind.ANNOUNCEMENT)
    assert director.name_th in paper.html


def test_nothing_is_noted_behind_minutes_that_are_just_certified(plan):
    seats, clerk = seat_members(plan, 2), UserFactory()
    meeting = meeting_of(plan, seats)
    services.end_meeting(meeting)
    services.write_minutes(meeting, by=clerk)
    mine, yours = (Meeting.objects.get(pk=meeting.pk) for _each in "ab")
    absent = [{"seat": seats[1], "status": Presence.ABSENT}]

    outcomes = while_it_waits(
        lambda: services.certify_minutes(mine, by=clerk) and "done",
        lambda: services.mark_attendance(yours, absent) and "done",
    )

    assert outcomes == ["done", "refused"]
    assert meeting.attendances.get(seat=seats[1]).status == Presence.PRESENT


def test_two_secretaries_deciding_at_once(plan):
    proposal = ProposalFactory(call=plan.call, state=State.REVIEWING)
    item = services.add_item(meeting_of(plan, seat_members(plan, 2)), proposal=proposal)
    mine, yours = (AgendaItem.objects.get(pk=item.pk) for _each in "ab")

    outcomes = while_it_waits(
        lambda: services.resolve(mine, Outcome.SHORTLISTED, votes_for=3, seen=0) and "done",
        lambda: services.resolve(yours, Outcome.NOT_SHORTLISTED, votes_for=2, seen=0) and "done",
    )

    assert outcomes == ["done", "refused"]
    assert fresh(item).resolution.outcome == Outcome.SHORTLISTED


def test_a_member_who_just_left_is_not_counted_in_a_vote(plan, at):
    proposal = ProposalFactory(call=plan.call, state=State.REVIEWING)
    seats = seat_members(plan, 2)
    meeting = meeting_of(plan, seats)
    at("2025-02-12 10:30")
    item = services.add_item(meeting, proposal=proposal)
    mine, yours = Meeting.objects.get(pk=meeting.pk), AgendaItem.objects.get(pk=item.pk)

    outcomes = while_it_waits(
        lambda: services.leave(mine, seats[2]) and "done",
        lambda: services.resolve(yours, Outcome.SHORTLISTED, votes_for=3, seen=0) and "done",
    )

    assert outcomes == ["done", "refused"]


def test_two_items_added_at_once_have_two_numbers(plan):
    meeting = meeting_of(plan, seat_members(plan, 2))

    both(lambda: services.add_item(fresh(meeting), title_th="เรื่อง"))

    assert sorted(meeting.items.values_list("number", flat=True)) == ["5.1", "5.2"]


def test_a_slot_is_not_given_in_a_session_that_is_just_closed(plan):
    session = services.open_session(plan, starts_at=clock.now(), place_th="ห้อง")
    services.start_session(session, seat_members(plan, 2))
    waiting = ProposalFactory(call=plan.call, state=State.SHORTLISTED)
    mine, yours = (PitchSession.objects.get(pk=session.pk) for _each in "ab")

    outcomes = while_it_waits(
        lambda: services.end_session(mine) and "done",
        lambda: services.schedule(yours, [waiting]) and "done",
    )

    assert outcomes == ["done", "refused"]
    assert session.slots.count() == 0
