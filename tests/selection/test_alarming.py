"""R-46: the selection is due and proposals are undecided: told in time, once each time."""

from datetime import date

import pytest

from proposals.models import Call
from proposals.states import State
from pyp_portal.outbox.models import Message
from selection import services
from selection.kinds import SeatRole
from selection.services.alarming import STEPS, UNDECIDED
from selection.todo import todo
from tests.factories.accounts import UserFactory
from tests.factories.proposals import AccessFactory, CallFactory, ProposalFactory
from tests.factories.selection import SeatFactory, plan_of, seat_members
from tests.reminders.asking import reached_on

pytestmark = pytest.mark.django_db
DUE = date(2025, 2, 28)  # a Friday


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2025, 2, 20), ""),
        (date(2025, 2, 21), "-7"),
        (date(2025, 2, 27), "-7"),
        (date(2025, 2, 28), "0"),
        (date(2025, 3, 6), "0"),
        (date(2025, 3, 7), "+7"),
        (date(2025, 3, 28), "+28"),
        (date(2025, 4, 3), "+28"),
        (date(2025, 4, 4), ""),
    ],
)
def test_which_alarm_is_due(today, stage):
    assert (reached_on(STEPS, DUE, today) or "") == stage


@pytest.fixture
def plan(at):
    at("2025-01-20 10:00")
    return plan_of(CallFactory(selection_due=DUE))


@pytest.fixture
def director(plan):
    return UserFactory(director=True)


def opened(proposal, *seats):
    """The proposal is open to these members, as it is once its review has begun."""
    for seat in seats:
        AccessFactory(proposal=proposal, user=seat.user)


def told():
    found = Message.objects.filter(occasion__startswith="selection-due:")
    return sorted((one.address, one.occasion.rsplit(":", 1)[1]) for one in found)


def test_director_chair_and_secretary_hear_once_of_each_stage(plan, director, at):
    chair, member = seat_members(plan, 1)
    secretary = SeatFactory(committee=chair.committee, role=SeatRole.SECRETARY)
    UserFactory(staff=True)
    for proposal in ProposalFactory.create_batch(2, call=plan.call, state=State.REVIEWING):
        opened(proposal, chair, secretary, member)
    for moment in ("2025-02-20", "2025-02-21", "2025-02-24", "2025-02-28", "2025-03-03"):
        at(f"{moment} 09:00")
        services.warn_undecided()

    people = [director, chair.order.signed_by, chair.user, secretary.user]  # two directors
    assert told() == sorted((one.email, stage) for one in people for stage in ("-7", "0"))
    assert member.user.email not in dict(told())
    letters = Message.objects.filter(address=director.email).order_by("pk")
    assert [one.subject for one in letters] == ["ใกล้ถึงกำหนดคัดเลือก: ยังไม่มีผลการพิจารณา 2 เรื่อง"] * 2
    assert "/selection/2568/" in letters[0].body


def test_after_the_day_it_says_that_it_is_over(plan, director, at):
    ProposalFactory(call=plan.call, state=State.PITCHED)
    at("2025-03-07 09:00")

    services.warn_undecided()

    assert Message.objects.get().subject == "เลยกำหนดคัดเลือกแล้ว: ยังไม่มีผลการพิจารณา 1 เรื่อง"


@pytest.mark.parametrize("state", State)
def test_only_what_is_undecided_counts(plan, director, at, state):
    ProposalFactory(call=plan.call, state=state)
    at("2025-02-28 09:00")

    services.warn_undecided()

    assert bool(told()) is (state in UNDECIDED)


def test_a_day_off_a_call_without_a_date_and_one_of_another_year_are_left_alone(plan, director, at):
    ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    at("2025-03-01 09:00")  # a Saturday
    services.warn_undecided()
    Call.objects.update(selection_due=None)
    at("2025-03-03 09:00")
    services.warn_undecided()

    assert told() == []


def test_a_selection_that_nobody_has_opened_yet_is_due_all_the_same(at):
    at("2025-02-28 09:00")
    director = UserFactory(director=True)
    ProposalFactory(call=CallFactory(selection_due=DUE), state=State.SCREENING)

    services.warn_undecided()

    assert "ยังไม่ได้เปิดในระบบ" in Message.objects.get().body
    assert [line.url for line in todo(director)] == ["/selection/"]


def test_s6_what_is_closed_to_a_member_is_not_in_their_count(plan, director, at):
    chair, _member = seat_members(plan, 1)
    seen, closed = ProposalFactory.create_batch(2, call=plan.call, state=State.REVIEWING)
    opened(seen, chair)
    AccessFactory(proposal=closed, user=chair.user, kind="closed")
    at("2025-02-28 09:00")

    services.warn_undecided()

    subjects = {one.address: one.subject.split()[-2] for one in Message.objects.all()}
    directors = {one.email: "2" for one in (director, chair.order.signed_by)}
    assert subjects == directors | {chair.user.email: "1"}


@pytest.mark.parametrize(
    ("moment", "tone", "note"),
    [("2025-02-28 09:00", "wait", ""), ("2025-03-10 09:00", "stop", "เลยกำหนดแล้ว")],
)
def test_it_stands_on_their_homes_until_all_is_decided(plan, director, at, moment, tone, note):
    chair, member = seat_members(plan, 1)
    for seat in (chair, member):
        seat.user.role_grants.create(role="committee", given_at=plan.opened_at)
    proposal = ProposalFactory(call=plan.call, state=State.SHORTLISTED)
    opened(proposal, chair, member)
    at(moment)

    shown = {
        who: [line for line in todo(who) if line.icon == "alert"]
        for who in (director, UserFactory(staff=True), chair.user, member.user, UserFactory())
    }
    type(proposal).objects.update(**{"state": State.SELECTED})

    assert [len(lines) for lines in shown.values()] == [1, 1, 1, 0, 0]
    [line] = shown[director]
    assert (line.url, line.tone, line.note) == ("/selection/2568/", tone, note)
    assert line.due.isoformat() == "2025-02-28T23:59:00+07:00"
    assert [line for line in todo(director) if line.icon == "alert"] == []


def test_before_the_last_week_nobody_is_alarmed(plan, director, at):
    ProposalFactory(call=plan.call, state=State.REVIEWING)
    at("2025-02-20 09:00")

    assert [line for line in todo(director) if line.icon == "alert"] == []
