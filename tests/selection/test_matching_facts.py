"""What the records say to the optimiser, and the order in which its readers then read."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.models import Theme
from proposals.states import State
from selection import services
from selection.kinds import Interest, SeatRole, Severity, Verdict
from selection.models import Assignment, TieVerdict
from selection.services import sheets
from selection.services.matching_facts import problem_of
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.proposals import ProposalFactory, province
from tests.factories.selection import DUE, REASON, SeatFactory, fresh, plan_of, seat_members, submit

pytestmark = pytest.mark.django_db


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


def test_judges_are_those_who_vote_with_their_agencies_and_home(plan, seats, officer):
    north = AgencyFactory(province=province(50), level="LOCAL")
    centre = AgencyFactory(province=province(10), level="CENTRAL")
    MembershipFactory(user=seats[1].user, agency=north)
    MembershipFactory(user=seats[2].user, agency=centre)
    SeatFactory(committee=plan.committee, role=SeatRole.ADVISER_NO_VOTE)

    judges = {judge.number: judge for judge in problem_of(plan, officer).judges}

    assert sorted(judges) == [1, 2, 3, 4]
    assert judges[2].agencies == {north.code}
    assert judges[2].home == {north.province.region_th}
    assert (judges[3].agencies, judges[3].home) == ({centre.code}, frozenset())


def test_a_seat_brings_its_expertise_its_limit_and_its_days(plan, seats, officer):
    seat = seats[1]
    seat.themes.set(Theme.objects.filter(code="TH-01"))
    seat.regions, seat.load_max = ["เหนือ"], 7
    seat.save()
    seat.unavailabilities.create(first_day=date(2025, 1, 1), last_day=date(2025, 2, 11))
    seats[2].unavailabilities.create(first_day=date(2025, 2, 10), last_day=date(2025, 4, 1))
    pool = SeatFactory(committee=plan.committee, role=SeatRole.POOL_EXPERT)

    found = {judge.number: judge for judge in problem_of(plan, officer).judges}

    assert (found[2].themes, found[2].regions, found[2].ceiling) == ({"TH-01"}, {"เหนือ"}, 7)
    assert [found[n].share for n in (1, 2, 3)] == [100, 50, 40]  # 22 days from 1 February
    assert pool.seat_no in found
    plan.sheets_due = DUE
    assert problem_of(plan, officer).judges[1].share == 0


@pytest.mark.parametrize(
    ("verdict", "is_blocked"),
    [(Verdict.CONFIRMED, True), (Verdict.PINNED, True), (Verdict.DISMISSED, False)],
)
def test_an_interest_that_was_settled_is_blocked(
    plan, seats, waiting, officer, verdict, is_blocked
):
    TieVerdict.objects.create(
        seat=seats[0],
        proposal=waiting[0],
        kind=Interest.OTHER,
        verdict=verdict,
        decided_at=DUE,
        decided_by=officer,
    )

    assert bool(problem_of(plan, officer).blocked) is is_blocked


def test_conflicts_declared_and_suspected_are_blocked(plan, seats, waiting, officer):
    agency = AgencyFactory()
    MembershipFactory(user=seats[2].user, agency=agency)
    waiting[1].partners.create(
        agency=agency, name_th=str(agency), sector=agency.sector, role_th="ร่วม", status="AGREED"
    )
    services.declare(seats[1], waiting[0], Severity.HARD, reason=REASON)
    services.declare(seats[3], waiting[2], Severity.SOFT, reason=REASON)

    assert problem_of(plan, officer).blocked == {(2, waiting[0].code), (3, waiting[1].code)}


def test_once_the_review_has_begun_only_who_declared_may_join(plan, seats, officer):
    begun = ProposalFactory(call=plan.call, state=State.REVIEWING)
    services.declare(seats[1], begun, Severity.NONE)
    Assignment.objects.create(seat=seats[2], proposal=begun, assigned_at=DUE)

    assert problem_of(plan, officer).blocked == {(1, begun.code), (4, begun.code)}


def test_what_is_closed_to_who_asks_is_no_part_and_its_load_is_not_told(plan, seats, waiting):
    clerk = SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)
    services.declare(clerk, waiting[0], Severity.HARD, reason=REASON)
    services.assign(seats[1], waiting[0])

    before = problem_of(plan, clerk.user)
    services.assign(seats[2], waiting[0])
    problem = problem_of(plan, clerk.user)

    assert [issue.code for issue in problem.issues] == [p.code for p in waiting[1:]]
    assert problem == before


def statements(plan, officer):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        problem_of(fresh(plan), officer)
    return len(asked)


def test_the_question_costs_the_same_for_many(plan, seats, waiting, officer):
    few = statements(plan, officer)
    SeatFactory(committee=plan.committee)
    for _each in range(3):
        ProposalFactory(call=plan.call, state=State.ELIGIBLE)

    assert statements(plan, officer) == few


# --- The order in which members read
def test_each_member_reads_in_an_order_of_their_own(plan, seats):
    many = [ProposalFactory(call=plan.call, state=State.REVIEWING) for _ in range(8)]
    orders = []
    for seat in seats[:3]:
        for proposal in many:
            sheets.open_doc_sheet(seat, proposal, DUE)
        turns = seat.sheets.in_turn().values_list("proposal__code", flat=True)
        orders.append(list(turns))
        submit(seat, many[0])
        assert list(turns) == orders[-1]

    assert all(sorted(order) == sorted(p.code for p in many) for order in orders)
    assert len({tuple(order) for order in orders}) == 3
