"""The pages of the optimiser: rules, waiting, the preview, changes by hand, taking over."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.models import Theme
from proposals.states import State
from pyp_portal.paging import one_page
from selection import services, tasks
from selection.kinds import SeatRole, Severity
from selection.matching import words
from selection.matching.problem import Rules
from selection.models import Assignment, AssignmentRun
from selection.services import matching, matching_page
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import REASON, SeatFactory, fresh, plan_of, seat_members

pytestmark = pytest.mark.django_db
YEAR = "/selection/2568"
TWO = {"readers": 2, "floor": 0, "ceiling": 9}


@pytest.fixture
def plan(at):
    at("2025-02-01 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def waiting(plan, seats):
    return [ProposalFactory(call=plan.call, state=State.ELIGIBLE) for _ in range(3)]


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def office(officer, client_of):
    return client_of(officer)


@pytest.fixture
def run(plan, waiting, officer):
    """A run that a worker has computed."""
    asked = matching.ask(plan, Rules(readers=2, expert=False, ceiling=9), by=officer, seed=3)
    tasks.match(asked.pk)
    return fresh(asked)


def here(run):
    return run.get_absolute_url()


# --- Asking
def test_the_rules_offered_share_the_work(plan, seats, waiting, office):
    seats[0].themes.add(Theme.objects.get(code="TH-01"))
    services.assign(seats[0], waiting[0])

    first = office.get(f"{YEAR}/matching/").context["form"].initial

    assert first == {
        "readers": 2,
        "floor": 0,
        "ceiling": 3,
        "expert": True,
        "outside": True,
        "keep_all": True,
    }


def test_readers_are_asked_for_and_the_page_waits(plan, seats, waiting, office, officer):
    response = office.post(f"{YEAR}/matching/", TWO | {"seed": 8, "keep_all": "on"})

    run = AssignmentRun.objects.get()
    assert response.url == here(run)
    assert (run.asked_by, run.seed, run.is_working) == (officer, 8, True)
    assert run.asked_rules() == Rules(
        readers=2, floor=0, ceiling=9, expert=False, outside=False, keep_all=True, everyone=False
    )
    page = office.get(here(run)).content.decode()
    assert 'hx-trigger="every 2s"' in page
    part = office.get(here(run), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    tasks.match(run.pk)
    assert office.get(here(run), headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_second_run_is_refused_and_nothing_typed_is_lost(plan, waiting, office, officer):
    matching.ask(plan, Rules(readers=2), by=officer)

    form = office.post(f"{YEAR}/matching/", TWO | {"seed": 44}).context["form"]

    assert form.non_field_errors()
    assert form["seed"].value() == "44"
    assert AssignmentRun.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"floor": 5, "ceiling": 4}, "ceiling"), ({"readers": 1}, "readers"), ({"seed": -1}, "seed")],
)
def test_what_makes_no_sense_is_told_beside_its_field(plan, waiting, office, typed, field):
    form = office.post(f"{YEAR}/matching/", TWO | typed).context["form"]

    assert list(form.errors) == [field]
    assert not AssignmentRun.objects.exists()


def test_everyone_reads_everything_is_offered_to_few(plan, waiting, office, monkeypatch):
    def offers():
        return "everyone" in office.get(f"{YEAR}/matching/").context["form"].fields

    assert offers()
    monkeypatch.setattr("selection.services.matching.EVERYONE_UP_TO", 2)
    assert not offers()


def test_without_proposals_there_is_nothing_to_ask(plan, seats, office):
    page = office.get(f"{YEAR}/matching/")

    assert b"empty-state" in page.content
    assert b'name="readers"' not in page.content


# --- Looking
def test_the_preview_shows_figures_loads_and_a_reason_for_each_reader(plan, run, office, waiting):
    context = office.get(here(run)).context

    shown = context["preview"]
    assert (shown.proposals, shown.pairs, shown.added, shown.gone) == (3, 6, 6, 0)
    assert (shown.groups, shown.is_comparable, shown.warnings) == (1, True, [])
    assert shown.without_codes == ", ".join(p.code for p in waiting)
    assert sum(load.count for load in shown.loads) == 6 == sum(load.change for load in shown.loads)
    assert [line["proposal"] for line in context["lines"]] == waiting
    readers = [reader for line in context["lines"] for reader in line["readers"]]
    assert {(r["is_new"], r["why"]) for r in readers} == {(True, words.reasons(["outside"]))}


def test_what_a_hand_changed_is_shown_with_its_reason_and_warned_of(
    plan, run, office, officer, waiting, seats
):
    services.assign(seats[1], waiting[0])
    matching.adjust(run, waiting[0], {3}, reason=REASON, by=officer)

    context = office.get(here(run)).context

    line = context["lines"][0]
    assert [reader["row"].seat.seat_no for reader in line["readers"]] == [3]
    assert 2 in [seat.seat_no for seat in line["leaving"]]
    assert {row.reason for row in line["dropped"]} == {REASON}
    assert [w for w in context["preview"].warnings if waiting[0].code in w]


def test_a_run_without_answer_says_why_and_hides_what_is_closed(plan, waiting, officer, client_of):
    clerk = SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)
    services.declare(clerk, waiting[0], Severity.HARD, reason=REASON)
    for seat in plan.committee.seats.exclude(seat_no=1):
        for proposal in waiting[:2]:
            services.declare(seat, proposal, Severity.HARD, reason=REASON)
    run = matching.ask(plan, Rules(readers=2, expert=False), by=officer)
    tasks.match(run.pk)
    everything = client_of(officer).get(here(run)).context["refusals"]
    part = client_of(clerk.user).get(here(run)).context["refusals"]

    assert [any(p.code in line for line in everything) for p in waiting] == [True, True, False]
    assert not any(waiting[0].code in line or waiting[1].code in line for line in part)


def test_the_page_costs_the_same_for_one_and_three(plan, run, office, monkeypatch):
    def statements(size):
        monkeypatch.setattr(one_page, "__defaults__", ("", "uid", size, None))
        with CaptureQueriesContext(connection) as asked:
            office.get(here(run))
        return len(asked)

    statements(1)  # warms what is remembered

    assert statements(1) == statements(3) <= 30


def test_the_list_of_runs_costs_the_same_for_one_and_three(plan, run, office, officer):
    def statements():
        with CaptureQueriesContext(connection) as asked:
            office.get(f"{YEAR}/matching/")
        return len(asked)

    statements()  # warms what is remembered
    one = statements()
    for _each in range(2):
        tasks.match(matching.ask(plan, Rules(readers=2, expert=False), by=officer).pk)

    assert statements() == one <= 30


def test_question_and_answer_are_handed_out_whole(plan, run, office, client_of, waiting):
    got = office.get(f"{here(run)}question/")
    kept = json.loads(b"".join(got.streaming_content))  # to its end, which closes the file

    assert got["Content-Disposition"].startswith("attachment")
    assert {code for _n, code in kept["result"]["pairs"]} == {p.code for p in waiting}
    clerk = SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)
    elsewhere = ProposalFactory(call=plan.call, state=State.REVIEWING)
    services.declare(clerk, elsewhere, Severity.HARD, reason=REASON)
    assert client_of(clerk.user).get(f"{here(run)}question/").status_code == 403


# --- Changing and taking over
def test_the_readers_of_one_proposal_are_changed_by_hand(run, office, waiting):
    url = f"{here(run)}on/{waiting[0].code}/"
    rows = office.get(url).context["rows"]
    chosen = [row["seat"].seat_no for row in rows if row["reads"]]
    other = next(row["seat"].seat_no for row in rows if not row["reads"])

    short = office.post(url, {"reads": [other], "reason": "สั้น"})
    assert [r["seat"].seat_no for r in short.context["rows"] if r["reads"]] == [other]
    assert len(chosen) == 2
    done = office.post(url, {"reads": [other, chosen[0]], "reason": REASON})

    assert done.url == f"{here(run)}#{waiting[0].code}"
    now = run.readers.standing().filter(proposal=waiting[0])
    assert set(now.values_list("seat__seat_no", flat=True)) == {other, chosen[0]}


def test_a_conflict_declared_meanwhile_is_told_on_the_form(run, office, waiting, seats):
    url = f"{here(run)}on/{waiting[0].code}/"
    other = next(r["seat"] for r in office.get(url).context["rows"] if not r["reads"])
    services.declare(other, waiting[0], Severity.HARD, reason=REASON)

    form = office.post(url, {"reads": [other.seat_no], "reason": REASON}).context["form"]

    assert form.non_field_errors()
    assert form["reason"].value() == REASON


def test_readers_are_taken_over_by_a_button(run, office, waiting):
    assert office.post(f"{here(run)}commit/").url == here(run)

    assert Assignment.objects.filter(proposal__in=waiting).count() == 6
    assert fresh(run).badge[0] == "good"
    assert office.get(f"{here(run)}on/{waiting[0].code}/").url == here(run)
    assert f"{here(run)}commit/" not in office.get(here(run)).content.decode()


def test_a_run_is_thrown_away_by_a_button(run, office):
    office.post(f"{here(run)}discard/")
    page = office.get(here(run))

    assert fresh(run).badge[0] == "still"
    assert page.context["preview"].pairs == 6
    assert f"{here(run)}commit/" not in page.content.decode()
    assert office.get(f"{YEAR}/matching/").context["runs"][0].pk == run.pk


def test_a_judge_who_left_is_shown_by_number(plan, run, officer, seats):
    services.end_seat(seats[2], reason=REASON, by=officer)

    loads = matching_page.preview(AssignmentRun.objects.get(pk=run.pk)).loads

    assert loads[2].seat == 3
