"""When the points of the others show: one rule, whatever the role beside one's seat (S5, S37)."""

import pytest

from selection import permissions, services
from selection.kinds import Reveal, SeatRole, Stage
from selection.models import ScoreSheet
from tests.factories.accounts import UserFactory
from tests.factories.selection import (
    DUE,
    SeatFactory,
    fresh,
    plan_of,
    ready_proposal,
    seat_members,
    submit,
)

pytestmark = pytest.mark.django_db
LOUD = "คำแนะนำที่ยังลับอยู่"
HIDDEN, SHOWN = "hidden", "shown"


@pytest.fixture
def plan(at):
    at("2025-01-25 10:00")
    return plan_of(min_reviewers=1)


@pytest.fixture
def seats(plan):
    """The chair and two members; all three score."""
    return seat_members(plan, 2)


@pytest.fixture
def pair(plan, seats):
    """Two proposals that all read; one member has handed in both."""
    both = [ready_proposal(plan, seats) for _each in range(2)]
    services.open_review(both, due=DUE)
    for proposal in both:
        submit(seats[2], proposal, advice=LOUD)
    return both


def set_plan(plan, **choices):
    type(plan).objects.filter(pk=plan.pk).update(**choices)


def sees(seat, proposal):
    """Whether the other member's sheet is shown, by the rule and by its twin alike."""
    user = fresh(seat.user)
    sheet = proposal.sheets.select_related("proposal", "seat").exclude(seat=seat)
    sheet = sheet.get(submitted_at__isnull=False)
    by_rule = permissions.can_view_sheet(sheet, user)
    assert ScoreSheet.objects.visible_to(user).filter(pk=sheet.pk).exists() == by_rule
    return SHOWN if by_rule else HIDDEN


def may_open(plan, seat, proposal):
    plan, user = fresh(plan), fresh(seat.user)
    return (
        permissions.can_see_board(plan, user),
        permissions.can_read_sheets(proposal, plan, user),
    )


@pytest.mark.parametrize("place", [0, 1])
def test_s37_of_a_stage_nobody_sees_points_before_all_their_own_are_in(plan, seats, pair, place):
    """The chair who scores waits like every member."""
    found = [sees(seats[place], pair[0])]
    for proposal in pair:
        sheet = submit(seats[place], proposal)
        proposal.sheets.exclude(pk=sheet.pk).exclude(seat=seats[2]).delete()
        found.append(sees(seats[place], pair[0]))

    assert found == [HIDDEN, HIDDEN, SHOWN]


def test_s37_one_sheet_shows_one_proposal_where_the_plan_says_so(plan, seats, pair):
    set_plan(plan, reveal=Reveal.SHEET)
    before = [may_open(plan, seats[1], proposal) for proposal in pair]
    mine = submit(seats[1], pair[0])
    pair[0].sheets.exclude(pk=mine.pk).exclude(seat=seats[2]).delete()

    assert before == [(False, False)] * 2
    assert [sees(seats[1], proposal) for proposal in pair] == [SHOWN, HIDDEN]
    assert [may_open(plan, seats[1], proposal) for proposal in pair] == [
        (False, True),
        (False, False),
    ]


def test_who_is_not_asked_here_waits_for_the_rest_of_their_own(plan, seats, pair):
    set_plan(plan, reveal=Reveal.SHEET)
    pair[0].sheets.filter(seat__in=seats[:2]).delete()

    found = [sees(seats[1], pair[0]), sees(seats[0], pair[0])]
    submit(seats[1], pair[1])

    assert found == [HIDDEN, SHOWN]  # the chair sees what they do not score themselves
    assert sees(seats[1], pair[0]) == SHOWN


def test_s37_sealed_points_wait_for_the_end_of_the_round(plan, seats, pair):
    set_plan(plan, reveal=Reveal.SEALED)
    for proposal in pair:
        submit(seats[1], proposal)
    clerk = SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)
    seats[0].sheets.update(recused_at=DUE, submitted_at=None)

    def boards():
        return [may_open(plan, seat, pair[1])[0] for seat in (seats[0], seats[1], clerk)]

    before = [sees(seats[1], pair[0]), boards()]
    visible = ScoreSheet.objects.visible_to(fresh(clerk.user)).count()
    services.close_round(fresh(plan), Stage.DOC, by=seats[0].user)

    assert before == [HIDDEN, [False, False, True]]
    assert visible == 4  # who scores nothing oversees all
    assert sees(seats[1], pair[0]) == SHOWN
    assert boards() == [True, True, True]


def test_s5_an_officer_with_a_seat_is_bound_by_it(plan, seats, pair, client_of):
    seats[1].user.role_grants.create(role="sto_staff", given_at=DUE)
    client, free = client_of(fresh(seats[1].user)), client_of(UserFactory(staff=True))
    code = pair[0].code
    paths = ["/selection/2568/board/", f"/selection/proposals/{code}/sheets/"]
    mine = seats[1].sheets.get(proposal=pair[0]).get_absolute_url()

    bound = [client.get(path).status_code for path in paths]
    page, rest = client.get(mine), [free.get(path) for path in paths]
    paper = client.post("/selection/2568/board/paper/").status_code

    assert bound == [403, 403]
    assert paper == 403
    assert LOUD not in page.content.decode()
    assert seats[2].user.name_th not in page.content.decode()
    assert [answer.status_code for answer in rest] == [200, 200]
    assert LOUD in rest[1].content.decode()


@pytest.mark.parametrize("reveal", Reveal)
def test_s5_the_twins_agree_for_everybody(plan, seats, pair, reveal):
    set_plan(plan, reveal=reveal)
    submit(seats[1], pair[0])
    services.abstain(seats[1].sheets.get(proposal=pair[1]), reason="ไม่มีความรู้ในเรื่องนี้พอ")
    clerk = SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)
    people = [*(seat.user for seat in seats), clerk.user, UserFactory(), UserFactory(staff=True)]

    for person in map(fresh, people):
        sheets = ScoreSheet.objects.select_related("proposal", "seat")
        allowed = {s for s in sheets if permissions.can_view_sheet(s, person)}
        assert set(ScoreSheet.objects.visible_to(person)) == allowed
