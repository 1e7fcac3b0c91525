"""An analysis is kept with what it was made from, and made anew once the order changes."""

import zlib

import pytest
from django.core.management import CommandError, call_command

from proposals.states import State
from selection import analysis as science
from selection import services, tasks
from selection.kinds import Stage, Zone
from selection.models import Analysis, Estimate, SheetVersion
from selection.services import analysing, board_pages
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    REASON,
    fresh,
    pitched,
    plan_of,
    reviewed,
    seat_members,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(min_reviewers=2, max_selected=1)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


def kept(plan):
    return list(Estimate.objects.filter(analysis__plan=plan).order_by("rank"))


def test_the_estimates_stand_for_the_order_of_the_board(plan, seats):
    for points in (3, 5, 4):
        pitched(plan, seats, points=points)
    ProposalFactory(call=plan.call, state=State.REVIEWING)

    services.analyse(plan)

    board = services.board(plan, UserFactory(staff=True))
    assert [(e.proposal_id, e.rank, e.final) for e in kept(plan)] == [
        (row.proposal.pk, row.standing.rank, row.standing.final)
        for row in board
        if row.standing.rank
    ]
    assert [row.estimate.pk for row in board[:3]] == [e.pk for e in kept(plan)]
    assert board[3].estimate is None


def test_the_snapshot_holds_each_counted_sheet_with_its_points(plan, seats):
    one = pitched(plan, seats)
    services.recuse_late(seats[2], one, reason=REASON)

    found = services.analyse(plan).snapshot

    doc, pitch = found["stages"]
    expected = [[one.pk, seat.pk, None, [4.0] * 6] for seat in seats[:2]]
    assert (doc["sheets"], pitch["sheets"]) == (expected, expected)
    assert (doc["share"], pitch["share"], found["seats"]) == (40, 60, 1)
    assert found["judges"] == [seat.pk for seat in seats[:2]]


def test_before_the_first_pitch_the_documents_are_analysed(plan, seats):
    reviewed(plan, seats, points=3), reviewed(plan, seats, points=5)

    found = services.analyse(plan)

    assert found.of_finals is False
    assert [stage["name"] for stage in found.snapshot["stages"]] == ["doc"]
    assert [estimate.final for estimate in kept(plan)] == [100, 60]


def test_without_a_pitch_the_documents_are_the_finals(at):
    at("2025-02-07 10:00")
    plan = plan_of(min_reviewers=2, pitch_mode="none", doc_weight=100, pitch_weight=0)
    reviewed(plan, seat_members(plan, 2))

    assert services.analyse(plan).of_finals is True


def test_a_sheet_whose_rubric_has_lost_a_criterion_is_left_out(plan, seats):
    one = reviewed(plan, seats)
    one.sheets.first().scores.first().delete()

    assert len(services.analyse(plan).snapshot["stages"][0]["sheets"]) == 2


def test_the_same_sheets_are_not_analysed_twice(plan, seats):
    pitched(plan, seats)

    assert services.analyse(plan) == services.analyse(plan)
    assert Analysis.objects.count() == 1


def test_every_analysis_keeps_its_snapshot_and_only_the_newest_its_estimates(plan, seats):
    pitched(plan, seats, points=3)
    first = services.analyse(plan)
    pitched(plan, seats, points=5)

    second = services.analyse(plan)

    assert {estimate.analysis_id for estimate in kept(plan)} == {second.pk}
    assert len(fresh(first).snapshot["proposals"]) == 1
    assert analysing.reproduces(fresh(first))
    assert analysing.reproduces(fresh(second))


def test_going_back_to_earlier_sheets_is_an_analysis_of_its_own_again(plan, seats):
    one, other = pitched(plan, seats), pitched(plan, seats)
    before = services.analyse(plan)
    sheet = other.sheets.get(seat=seats[0], stage=Stage.PITCH)
    services.reopen_sheet(sheet, reason=REASON, by=seats[0].user)
    services.analyse(plan)
    submit(seats[0], other, stage=Stage.PITCH)

    again = services.analyse(plan)

    assert again.input_hash == before.input_hash
    assert again.pk > before.pk
    assert {estimate.proposal_id for estimate in kept(plan)} == {one.pk, other.pk}


def test_a_changed_number_is_found(plan, seats):
    pitched(plan, seats)
    made = services.analyse(plan)
    Analysis.objects.filter(pk=made.pk).update(result_hash="0" * 64)

    assert not analysing.reproduces(fresh(made))
    with pytest.raises(CommandError, match=f"{plan.year}/{made.input_hash}"):
        call_command("check_analyses")


def test_a_changed_snapshot_is_found(plan, seats):
    pitched(plan, seats)
    made = services.analyse(plan)
    inputs = made.snapshot | {"seats": 9}
    packed = zlib.compress(science.canonical(inputs).encode())
    Analysis.objects.filter(pk=made.pk).update(inputs=packed)

    assert not analysing.reproduces(fresh(made))


def test_the_command_makes_all_numbers_again(plan, seats, capsys):
    for points in (4, 5):
        pitched(plan, seats, points=points)
        services.analyse(plan)

    call_command("check_analyses", year=plan.year)
    call_command("check_analyses", year=plan.year + 1)

    assert capsys.readouterr().out.splitlines() == [
        "2 analyses come out again.",
        "0 analyses come out again.",
    ]


def test_an_analysis_changes_no_score(plan, seats):
    pitched(plan, seats), pitched(plan, seats)
    before = list(plan.call.proposals.values_list("sheets__total", "sheets__version", "version"))

    services.analyse(plan)

    after = list(plan.call.proposals.values_list("sheets__total", "sheets__version", "version"))
    assert (after, SheetVersion.objects.count()) == (before, 12)


def test_the_worker_analyses_what_has_changed(plan, seats):
    pitched(plan, seats)
    tasks.analyse_changed()
    first = Analysis.objects.get()
    tasks.analyse_changed()
    assert Analysis.objects.get() == first

    pitched(plan, seats)
    tasks.analyse_changed()

    assert Analysis.objects.count() == 2


def test_the_worker_leaves_a_year_without_sheets_alone(plan, seats):
    ProposalFactory(call=plan.call, state=State.REVIEWING)

    tasks.analyse_changed()

    assert not Analysis.objects.exists()


def test_a_change_that_moves_no_score_renews_the_standing(plan, seats):
    pitched(plan, seats)
    made = services.analyse(plan)
    Analysis.objects.update(standing="another")

    tasks.analyse(plan.pk)

    assert fresh(made).standing == made.standing


def test_zones_are_those_of_the_newest_analysis(plan, seats):
    assert services.zones(plan) == {}
    best, worst = pitched(plan, seats, points=5), pitched(plan, seats, points=1)

    services.analyse(plan)

    assert services.zones(plan) == {best.pk: Zone.IN, worst.pk: Zone.OUT}


def test_where_two_are_equal_both_are_grey(plan, seats):
    one, other = pitched(plan, seats), pitched(plan, seats)

    services.analyse(plan)

    assert services.zones(plan) == {one.pk: Zone.GREY, other.pk: Zone.GREY}


def test_settled_ties_put_equal_ones_in_order(plan, seats):
    one, other = (pitched(plan, seats) for _each in range(2))
    before = services.analyse(plan)
    tie = services.break_tie(plan, one, by=seats[0].user)
    services.record_runoff(tie, {one.code: 1, other.code: 2}, by=seats[0].user)
    assert board_pages.order_of(plan).mark != before.standing

    made = services.analyse(plan)

    assert made.snapshot["settled"] == [[other.pk, 80.0, 1], [one.pk, 80.0, 2]]
    assert [estimate.proposal_id for estimate in kept(plan)] == [other.pk, one.pk]
