"""Two who run the selection act at once: the second sees what the first did, nothing is undone."""

import pytest

from pyp_portal.history.models import Event
from selection import services, tasks
from selection.kinds import Interest, SeatRole, Stage, Verdict
from selection.models import Closing, Reopening, Seal, TieVerdict
from selection.services import closing, letting_in, running, weighing
from tests.factories.accounts import UserFactory
from tests.factories.pitches import pitch_day, sheet_of
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    DOC_CODES,
    DUE,
    REASON,
    fresh,
    plan_of,
    ready_proposal,
    seat_members,
    submit,
)
from tests.selection.sealing import faults
from tests.selection.sealing import sheet_of as doc_sheet_of
from tests.selection.test_races import both, while_it_waits

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def plan(at):
    at("2025-02-13 09:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def session(plan, seats):
    return pitch_day(plan, seats)


def test_two_verdicts_about_the_same_interest_at_once(plan, seats):
    clerks = [UserFactory(staff=True) for _each in range(2)]
    tie = (seats[1], ProposalFactory(call=plan.call), Interest.SAME_PROVINCE)
    seen = weighing.mark_of(*tie)

    def decide(verdict, by):
        return services.weigh(*tie, verdict, reason=REASON, by=by, seen=seen) and "done"

    outcomes = while_it_waits(
        lambda: decide(Verdict.PINNED, clerks[0]), lambda: decide(Verdict.DISMISSED, clerks[1])
    )

    assert outcomes == ["done", "refused"]
    kept = TieVerdict.objects.get()
    assert (kept.verdict, kept.decided_by) == (Verdict.PINNED, clerks[0])
    assert seats[1].conflicts.get(proposal=tie[1]).is_hard


def test_two_people_opening_pitches_at_once(session):
    first, second = session.slots.order_by("order")[:2]
    seen = running.mark_of(session)

    outcomes = while_it_waits(
        lambda: services.open_item(first, seen=seen) and "done",
        lambda: services.open_item(second, seen=seen) and "done",
    )
    same = both(lambda: services.open_item(second, seen=running.mark_of(fresh(session))))

    assert (outcomes, same) == (["done", "refused"], ["done", "done"])
    assert fresh(session).current == second
    opened = Event.objects.of(session).filter(verb="item opened").order_by("pk")
    assert [event.data["order"] for event in opened] == [1, 2]


def test_missing_points_opened_twice_at_once_are_opened_once(session, seats):
    seats[2].role = SeatRole.SECRETARY
    seats[2].save()
    for slot in session.slots.all():
        services.record_presented(slot)
        submit(seats[1], slot.proposal, stage=Stage.PITCH)
    services.close_scoring(session, reason=REASON)
    late = [sheet_of(seats[2], session.slots.first())]

    outcomes = both(lambda: letting_in.open_points(session, late, reason=REASON, by=seats[0].user))

    assert outcomes == ["done", "refused"]
    assert Reopening.objects.count() == 1


@pytest.fixture
def half(plan, seats):
    """A proposal of which one sheet is in, and the other one complete but not handed in."""
    proposal = ready_proposal(plan, seats[:2])
    services.open_review([proposal], due=DUE)
    submit(seats[0], proposal)
    services.save_sheet(doc_sheet_of(seats[1]), dict.fromkeys(DOC_CODES, 4))
    return doc_sheet_of(seats[1])


def test_a_round_is_closed_once_by_two_presses_and_two_workers(plan, seats, half):
    pressed = both(lambda: closing.ask_closing(plan, Stage.DOC, by=seats[0].user))
    asked = Closing.objects.get()
    both(lambda: tasks.close_round(asked.pk))

    assert pressed == ["done", "refused"]
    assert fresh(asked).seal == Seal.objects.get()
    assert faults(plan) == []


def test_who_hands_in_while_the_table_is_sealed_is_refused(plan, seats, half):
    outcomes = while_it_waits(
        lambda: services.close_round(plan, Stage.DOC, by=seats[0].user) and "done",
        lambda: services.submit_sheet(half) and "done",
    )

    assert outcomes == ["done", "refused"]
    assert faults(plan) == []
