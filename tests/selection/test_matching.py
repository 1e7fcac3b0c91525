"""Readers found by the optimiser: asked for, computed, changed by hand, taken over whole."""

import json

import pytest

from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal.history.services import timeline
from pyp_portal.papers.jobs import MAX_ATTEMPTS
from selection import services, tasks
from selection.kinds import SeatRole, Severity
from selection.matching.problem import Problem, Rules, Trouble, digest, pairs_as_data
from selection.matching.solving import SOLVER, solve
from selection.models import Assignment, AssignmentRun, ProposedReader, ScoreSheet
from selection.services import matching, sheets
from selection.services.matching_facts import problem_of
from selection.services.taking_over import take_over
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import DUE, REASON, SeatFactory, fresh, plan_of, seat_members

pytestmark = pytest.mark.django_db
TWO = Rules(readers=2, expert=False, outside=False)


@pytest.fixture
def plan(at):
    at("2025-02-01 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def waiting(plan, seats):
    return [ProposalFactory(call=plan.call, state=State.ELIGIBLE) for _ in range(4)]


def asked(plan, by, rules=TWO, **facts):
    """A run that a worker has computed."""
    run = matching.ask(plan, rules, by=by, **facts)
    tasks.match(run.pk)
    return fresh(run)


def proposed(run):
    rows = run.readers.standing()
    return set(rows.values_list("seat__seat_no", "proposal__code"))


def readers(proposals):
    rows = Assignment.objects.filter(proposal__in=proposals)
    return set(rows.values_list("seat__seat_no", "proposal__code"))


# --- Computed
def test_a_worker_finds_readers_and_keeps_all_that_is_needed_to_ask_again(plan, waiting, officer):
    run = asked(plan, officer, seed=7)

    with run.file.open() as file:
        kept = json.load(file)
    problem = Problem.of_data(kept["problem"])
    assert (run.is_open, run.troubles, run.step, run.solver) == (True, [], 4, SOLVER)
    assert problem == problem_of(plan, officer, TWO, 7) == run.problem()
    assert digest(kept["problem"]) == run.problem_sha256
    assert digest(kept["result"]) == run.result_sha256
    assert kept["result"]["pairs"] == pairs_as_data(solve(problem)) == pairs_as_data(proposed(run))
    assert len(proposed(run)) == 2 * len(waiting)
    assert all(run.readers.values_list("why", flat=True))
    assert readers(waiting) == set()


def test_a_run_is_computed_once_and_one_at_a_time(plan, waiting, officer):
    first = matching.ask(plan, TWO, by=officer)
    with pytest.raises(MoveRefused):
        matching.ask(plan, TWO, by=officer)

    tasks.match(first.pk)
    tasks.match(first.pk)

    assert first.readers.count() == 2 * len(waiting)
    assert matching.ask(plan, TWO, by=officer).pk != first.pk


def test_a_run_that_is_thrown_away_stops_while_it_is_computed(plan, waiting, officer):
    run = matching.ask(plan, TWO, by=officer)

    def slow(problem, tell):
        matching.discard(run, by=officer)
        tell()

    matching.make(run.pk, slow, SOLVER)
    tasks.match(run.pk)

    assert (fresh(run).is_working, fresh(run).is_ready) == (False, False)
    assert (run.readers.count(), fresh(run).attempts) == (0, 1)
    with pytest.raises(MoveRefused):
        matching.discard(run, by=officer)


def test_a_run_thrown_away_at_the_last_moment_leaves_nothing(plan, waiting, officer, monkeypatch):
    run = matching.ask(plan, TWO, by=officer)
    monkeypatch.setattr("selection.services.matching.making.keep", lambda *_a, **_k: False)

    tasks.match(run.pk)

    assert run.readers.count() == 0


def test_rules_that_cannot_be_kept_are_told(plan, waiting, officer):
    run = asked(plan, officer, Rules(readers=9))

    assert (run.is_refused, run.is_open, run.readers.count()) == (True, False, 0)
    assert run.refusals() == [Trouble("hands", count=16, needed=36)]


@pytest.mark.parametrize(("trait", "rule"), [("staff", "nothing"), ("auditor", "right")])
def test_nothing_is_computed_about_nothing_or_for_who_may_not(plan, seats, trait, rule):
    assert asked(plan, UserFactory(**{trait: True})).refusals() == [Trouble(rule)]


def test_there_are_no_judges_before_the_committee(officer, at):
    at("2025-02-01 10:00")
    plan = plan_of()
    ProposalFactory(call=plan.call, state=State.ELIGIBLE)

    assert problem_of(plan, officer).judges == ()
    assert asked(plan, officer).refusals() == [Trouble("nothing")]


def test_runs_whose_bell_was_lost_are_found(plan, waiting, officer, monkeypatch):
    rung = []
    monkeypatch.setattr("selection.tasks.ring", lambda run: rung.append(run.pk))
    run, thrown = matching.ask(plan, TWO, by=officer), None
    tasks.match_waiting()
    matching.discard(run, by=officer)
    thrown = matching.ask(plan, TWO, by=officer)
    AssignmentRun.objects.filter(pk=thrown.pk).update(attempts=MAX_ATTEMPTS)

    tasks.match_waiting()

    assert rung == [run.pk]
    assert fresh(thrown).has_failed


@pytest.mark.parametrize("mark", ["submitted_at", "saved_at"])
def test_what_has_been_scored_or_begun_stays(plan, seats, waiting, officer, mark):
    services.declare(seats[3], waiting[0], Severity.NONE)
    services.assign(seats[3], waiting[0])
    sheets.open_doc_sheet(seats[3], waiting[0], DUE)
    ScoreSheet.objects.update(**{mark: DUE})

    run = asked(plan, officer)

    assert run.problem().scored == {(4, waiting[0].code)} <= proposed(run)


def test_who_abstains_is_no_reader_and_is_not_taken_away(plan, seats, waiting, officer):
    services.assign(seats[3], waiting[0])
    sheets.open_doc_sheet(seats[3], waiting[0], DUE)
    ScoreSheet.objects.update(abstained_at=DUE)

    run = asked(plan, officer)
    take_over(run, by=officer)

    assert (4, waiting[0].code) not in proposed(run)
    assert readers(waiting[:1]) == {
        pair for pair in proposed(run) if pair[1] == waiting[0].code
    } | {(4, waiting[0].code)}


# --- By hand
def test_a_hand_adds_and_drops_with_a_reason(plan, seats, waiting, officer):
    run = asked(plan, officer)
    chosen = {n for n, code in proposed(run) if code == waiting[0].code}
    other = min({1, 2, 3, 4} - chosen)

    changed = matching.adjust(run, waiting[0], {other}, reason=REASON, by=officer)

    rows = run.readers.filter(proposal=waiting[0])
    assert changed == 3
    assert {row.seat.seat_no: row.is_dropped for row in rows} == {
        other: False,
        **dict.fromkeys(chosen, True),
    }
    assert {(row.reason, row.changed_by) for row in rows} == {(REASON, officer)}
    assert rows.get(seat__seat_no=other).by_hand
    assert timeline(run).last().data["dropped"] == sorted(chosen)

    matching.adjust(run, waiting[0], chosen, reason=REASON, by=officer)

    assert {n for n, code in proposed(run) if code == waiting[0].code} == chosen
    assert not ProposedReader.objects.filter(seat__seat_no__in=chosen, by_hand=True).exists()
    assert matching.adjust(run, waiting[0], chosen, reason=REASON, by=officer) == 0


def test_a_hand_cannot_overrule_a_conflict_a_sheet_or_silence(plan, seats, waiting, officer):
    services.declare(seats[1], waiting[0], Severity.HARD, reason=REASON)
    services.assign(seats[0], waiting[0])
    sheets.open_doc_sheet(seats[0], waiting[0], DUE)
    ScoreSheet.objects.update(submitted_at=DUE)
    run = asked(plan, officer)

    for numbers, reason in [({1, 2}, REASON), ({1, 99}, REASON), (set(), REASON), ({1}, "สั้น")]:
        with pytest.raises(MoveRefused):
            matching.adjust(run, waiting[0], numbers, reason=reason, by=officer)


# --- Taken over
def test_all_readers_are_taken_over_at_once(plan, seats, waiting, officer):
    services.assign(seats[0], waiting[0])
    run = asked(plan, officer)
    wanted = {2, 3}
    matching.adjust(run, waiting[0], wanted, reason=REASON, by=officer)

    given, taken = take_over(run, by=officer)

    assert readers(waiting) == proposed(run)
    assert {n for n, code in readers(waiting) if code == waiting[0].code} == wanted
    assert (given, taken) == (len(waiting) * 2, 1)
    assert (fresh(run).committed_by, fresh(run).is_open) == (officer, False)
    assert timeline(waiting[1]).last().data["seat_nos"] == sorted(
        n for n, code in proposed(run) if code == waiting[1].code
    )
    for again in (
        lambda: take_over(run, by=officer),
        lambda: matching.adjust(run, waiting[0], wanted, reason=REASON, by=officer),
        lambda: matching.discard(run, by=officer),
    ):
        with pytest.raises(MoveRefused):
            again()


def test_where_the_review_has_begun_the_sheet_opens_at_once(plan, seats, officer):
    begun = ProposalFactory(call=plan.call, state=State.REVIEWING)
    for seat in seats:
        services.declare(seat, begun, Severity.NONE)
    run = asked(plan, officer)

    take_over(run, by=officer)

    opened = set(ScoreSheet.objects.values_list("seat__seat_no", "proposal__code"))
    assert opened == proposed(run)


def _conflict(plan, seats, waiting, run):
    number, code = min(proposed(run))
    proposal = next(p for p in waiting if p.code == code)
    services.declare(seats[number - 1], proposal, Severity.HARD, reason=REASON)


def _reader(plan, seats, waiting, run):
    services.assign(seats[1], waiting[3])


def _seat(plan, seats, waiting, run):
    number, _code = min(proposed(run))  # which seats read is the solver's to choose
    services.end_seat(seats[number - 1], reason=REASON, by=UserFactory(staff=True))


def _proposal(plan, seats, waiting, run):
    ProposalFactory(call=plan.call, state=State.ELIGIBLE)  # one more does not hurt
    waiting[2].__class__.objects.filter(pk=waiting[2].pk).update(**{"state": State.WITHDRAWN})


@pytest.mark.parametrize("meanwhile", [_conflict, _reader, _seat, _proposal])
def test_nothing_is_taken_over_when_something_changed_meanwhile(
    plan, seats, waiting, officer, meanwhile
):
    run = asked(plan, officer)
    meanwhile(plan, seats, waiting, run)
    before = readers(waiting)

    with pytest.raises(MoveRefused):
        take_over(run, by=officer)

    assert readers(waiting) == before
    assert fresh(run).is_open


def test_a_run_is_invisible_to_whom_one_of_its_proposals_is_closed(plan, seats, waiting, officer):
    clerk = SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)
    services.declare(clerk, waiting[0], Severity.HARD, reason=REASON)
    whole, part = asked(plan, officer), asked(plan, clerk.user)

    assert list(AssignmentRun.objects.visible_to(officer)) == [part, whole]
    assert list(AssignmentRun.objects.visible_to(clerk.user)) == [part]
