"""The exercise on a past proposal: scored by all, counted nowhere, its spread without names."""

import pytest
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal.outbox.models import Message
from selection import services
from selection.kinds import SeatRole, Severity
from selection.models import PracticeSheet, ScoreSheet
from selection.services import exercising
from selection.todo import todo
from tests.factories.accounts import UserFactory
from tests.factories.proposals import CallFactory, ProposalFactory
from tests.factories.selection import (
    DOC_CODES,
    DUE,
    REASON,
    SeatFactory,
    fresh,
    plan_of,
    ready_proposal,
    seat_members,
)

pytestmark = pytest.mark.django_db
ALL_FOUR = dict.fromkeys(DOC_CODES, 4)


@pytest.fixture
def plan(at):
    at("2025-01-25 10:00")
    return plan_of(min_reviewers=1)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def past(plan):
    return ProposalFactory(call=plan.call, state=State.INELIGIBLE)


@pytest.fixture
def exercise(plan, seats, past):
    return exercising.open_exercise(plan, past, by=UserFactory(staff=True))


def text(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("state", "is_past"),
    [
        (State.SUBMITTED, False),
        (State.REVIEWING, False),
        (State.RESERVE, False),
        (State.NOT_SELECTED, True),
        (State.SELECTED, True),
    ],
)
def test_only_what_nobody_judges_any_more_is_practised_on(plan, seats, state, is_past):
    proposal = ProposalFactory(call=plan.call, state=state)

    assert exercising.is_past(proposal, plan) == is_past
    if not is_past:
        with pytest.raises(MoveRefused):
            exercising.open_exercise(plan, proposal, by=UserFactory(staff=True))


def test_one_of_an_earlier_year_is_past_whatever_became_of_it(plan):
    earlier = ProposalFactory(call=CallFactory(fiscal_year=2567), state=State.RESERVE)

    assert exercising.is_past(earlier, plan)


def test_the_members_are_told_and_may_read_until_it_is_closed(plan, seats, past, exercise):
    reads = [past.access_kinds(seat.user) for seat in seats]
    exercising.close_exercise(exercise, by=None)

    assert reads == [{"read"}] * 3
    assert Message.objects.filter(occasion=f"exercise:{exercise.pk}").count() == 3
    assert [fresh(past).access_kinds(seat.user) for seat in seats] == [set()] * 3
    with pytest.raises(MoveRefused):
        exercising.close_exercise(exercise, by=None)


def test_who_is_tied_to_it_takes_no_part(plan, seats, past):
    services.declare(seats[1], past, Severity.HARD, reason=REASON)
    type(past).objects.filter(pk=past.pk).update(owner=seats[2].user)
    exercise = exercising.open_exercise(plan, fresh(past), by=None)

    assert [exercising.takes_part(exercise, seat.user) for seat in seats] == [True, False, False]
    with pytest.raises(MoveRefused):
        exercising.practise(exercise, seats[1], ALL_FOUR)


def test_one_exercise_at_a_time_and_a_committee_first(plan, exercise):
    other = ProposalFactory(call=plan.call, state=State.INELIGIBLE)
    with pytest.raises(MoveRefused):
        exercising.open_exercise(plan, other, by=None)
    bare = plan_of(CallFactory(fiscal_year=2569))
    with pytest.raises(MoveRefused):
        exercising.open_exercise(bare, other, by=None)


def test_it_waits_for_the_points_of_each_who_takes_part(plan, seats, past):
    services.declare(seats[2], past, Severity.HARD, reason=REASON)
    exercise = exercising.open_exercise(plan, past, by=None)
    exercising.practise(exercise, seats[0], ALL_FOUR)

    seats[1].user.role_grants.create(role="committee", given_at=exercise.opened_at)
    waits = [list(exercising.exercises_waiting(seat)) for seat in seats]
    urls = [line.url for line in todo(fresh(seats[1].user))]
    exercising.close_exercise(exercise, by=None)

    assert waits == [[], [exercise], []]
    assert exercise.get_absolute_url() in urls
    assert not exercising.exercises_waiting(seats[1]).exists()


@pytest.mark.parametrize("points", [{}, ALL_FOUR | {"D1": 6}, ALL_FOUR | {"D1": None}])
def test_every_criterion_is_scored(seats, exercise, points):
    with pytest.raises(MoveRefused):
        exercising.practise(exercise, seats[1], points)


def test_points_are_changed_until_it_is_closed_and_count_nowhere(plan, seats, past, exercise):
    exercising.practise(exercise, seats[1], ALL_FOUR)
    exercising.practise(exercise, seats[1], ALL_FOUR | {"D1": 1})
    exercising.close_exercise(exercise, by=None)

    with pytest.raises(MoveRefused):
        exercising.practise(exercise, seats[1], ALL_FOUR)
    assert PracticeSheet.objects.get().points["D1"] == 1
    assert not ScoreSheet.objects.exists()
    assert services.standings(plan, [past])[0].doc is None


def test_the_spread_counts_each_level_and_knows_ones_own(seats, exercise):
    for seat, level in zip(seats, (2, 4, 4), strict=True):
        exercising.practise(exercise, seat, ALL_FOUR | {"D1": level})

    first, second, *_rest = exercising.spread(exercise, seats[1])
    bare = exercising.spread(exercise)[0]

    assert [(len(others), mine) for _p, _n, others, mine in first.levels] == [
        (0, False), (1, False), (0, False), (1, True), (0, False),
    ]  # fmt: skip
    assert (first.gap, second.gap) == (2, 0)
    assert [len(others) for _p, _n, others, _mine in bare.levels] == [0, 1, 0, 2, 0]
    assert exercising.spread(exercising.Exercise(plan=exercise.plan, pk=0), None)[0].gap == 0


def test_the_review_opens_after_the_exercise(plan, seats, exercise):
    ready = ready_proposal(plan, seats[1:])
    with pytest.raises(MoveRefused):
        services.open_review([ready], due=DUE)
    exercising.close_exercise(exercise, by=None)

    assert services.open_review([ready], due=DUE).opened == [ready]


def test_two_clerks_who_note_at_once_lose_no_word(exercise):
    exercising.note_exercise(exercise, "ระดับ 3 คือสองหน่วยงาน", version=0, by=None)
    exercising.note_exercise(exercise, "ดูหลักฐานก่อน", version=0, by=None)
    exercising.note_exercise(fresh(exercise), "ดูหลักฐานก่อน", version=2, by=None)

    notes = list(type(exercise).objects.values_list("note_th", "version"))
    assert notes == [("ดูหลักฐานก่อน", 3)]


def test_an_exercise_through_the_pages(plan, seats, past, client_of):
    clerk = SeatFactory(committee=plan.committee, role=SeatRole.ASSISTANT_SECRETARY)
    officer, member = client_of(UserFactory(staff=True)), client_of(seats[1].user)
    url = "/selection/2568/exercises/"
    unknown = text(officer.post(url, {"code": "P99-0000"}))
    judged = text(officer.post(url, {"code": ready_proposal(plan, seats[1:]).code}))
    page = officer.post(url, {"code": past.code}).url
    half = text(member.post(page, {"D1": "4"}))
    member.post(page, ALL_FOUR)
    offered = text(member.get("/selection/2568/tasks/"))
    before = text(client_of(seats[2].user).get(page))
    officer.post(f"{page}close/")
    officer.post(f"{page}agree/", {"note": "เข้าใจระดับ 3 ตรงกัน", "version": "0"})
    late = member.post(page, ALL_FOUR)

    assert _("You see no proposal with this number.") in unknown
    assert _("Choose a proposal of an earlier year, or one that is decided already.") in judged
    assert _("Choose a level for every criterion.") in half
    assert page in offered
    assert "dot-mine" not in before  # nothing of others before it is closed
    assert late.status_code == 403
    assert "dot-mine" in text(member.get(page))
    shown = text(client_of(clerk.user).get(page))
    assert shown.count('<span class="dot"></span>') == 6
    assert "เข้าใจระดับ 3 ตรงกัน" in shown
    assert seats[1].user.name_th not in shown
    assert past.title_th in text(member.get(url))


def test_s6_an_exercise_on_what_is_closed_to_one_does_not_exist(plan, seats, past, client_of):
    services.declare(seats[1], past, Severity.HARD, reason=REASON)
    exercise = exercising.open_exercise(plan, past, by=None)
    client = client_of(seats[1].user)

    assert client.get(exercise.get_absolute_url()).status_code == 404
    assert past.code not in text(client.get("/selection/2568/exercises/"))
