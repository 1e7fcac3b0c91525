"""The pages of the selection: what they show, what they ask, what they cost."""

import pytest

from proposals.models import Proposal
from proposals.states import State
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection import services
from selection.actions import actions
from selection.kinds import AnnouncementKind, Outcome, SeatRole, Severity
from selection.models import Conflict, SelectionPlan
from selection.todo import todo
from tests.factories.accounts import UserFactory
from tests.factories.proposals import CallFactory, ProposalFactory, complete_proposal
from tests.factories.selection import (
    DUE,
    REASON,
    announced,
    decided,
    fresh,
    pitched,
    plan_of,
    ready_proposal,
    seat_members,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-02-01 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def text(response):
    return response.content.decode()


UNTOUCHED = {  # what a browser sends of a row in which nobody typed
    "seat_no": "",
    "user": "",
    "role": "EXPERT",
    "who_th": "",
    "basis": "named",
    "vote": "on",
    "scores": "on",
    "substitute_th": "",
}


def test_an_officer_opens_plan_and_committee_through_the_pages(at, client_of, officer):
    at("2025-01-10 10:00")
    call, director = CallFactory(), UserFactory(director=True)
    chair, member = UserFactory(), UserFactory()
    client = client_of(officer)

    client.post("/selection/2568/open/")
    client.post(
        "/selection/2568/committee/appoint/",
        {
            "number": "12/2568",
            "date_0": "13",
            "date_1": "1",
            "date_2": "2568",
            "signed_by": director.email,
            "seats-TOTAL_FORMS": "3",
            "seats-INITIAL_FORMS": "0",
            "seats-0-seat_no": "1",
            "seats-0-user": chair.email,
            "seats-0-role": "CHAIR",
            "seats-0-vote": "on",
            "seats-0-scores": "on",
            "seats-1-seat_no": "2",
            "seats-1-user": member.email,
            "seats-1-role": "EXPERT",
            "seats-1-vote": "on",
            "seats-1-scores": "on",
        }
        | {f"seats-2-{name}": value for name, value in UNTOUCHED.items()},
    )

    plan = SelectionPlan.objects.get(call=call)
    assert [(s.user, s.role) for s in plan.committee.seats.all()] == [
        (chair, SeatRole.CHAIR),
        (member, SeatRole.EXPERT),
    ]
    assert "committee" in fresh(member).roles
    assert Paper.objects.get(kind=Kind.COMMITTEE_ORDER)


def test_weights_that_do_not_sum_are_refused_with_all_that_was_typed(plan, client_of, officer):
    page = client_of(officer).post(
        "/selection/2568/plan/", {"doc_weight": "50", "pitch_weight": "60", "pass_mark": "71"}
    )

    assert page.status_code == 200
    assert 'value="71"' in text(page)
    assert fresh(plan).doc_weight == 40


def test_a_member_declares_and_what_they_stepped_aside_from_is_gone(plan, seats, client_of):
    proposal = ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    client = client_of(seats[1].user)
    url = f"/selection/2568/declarations/on/{proposal.code}/"

    client.post(url, {"severity": "hard", "kind": "RELATIVE_3RD_DEGREE", "reason": REASON})

    assert Conflict.objects.get().severity == Severity.HARD
    assert proposal.code not in text(client.get("/selection/2568/declarations/"))
    assert client.get(url).status_code == 404


def test_the_grid_changes_readers_and_says_what_cannot_be(plan, seats, client_of, officer):
    proposal, other = (ProposalFactory(call=plan.call, state=State.ELIGIBLE) for _each in "ab")
    services.declare(seats[2], proposal, Severity.HARD, reason=REASON)
    client = client_of(officer)

    ticks = [f"2:{proposal.code}", f"3:{proposal.code}", f"2:{other.code}"]
    page = client.post("/selection/2568/assignments/keep/", {"reads": ticks}, follow=True)
    shown = f"2:{proposal.code} 2:{other.code}"
    assert f'value="{shown}"' in text(page)
    kept = {"reads": [f"2:{other.code}"], "shown": shown}
    client.post("/selection/2568/assignments/keep/", kept)

    assert proposal.code in text(page)
    assert page.context["may_open"] is True
    assert {(a.seat, a.proposal) for a in seats[1].assignments.all()} == {(seats[1], other)}
    assert seats[2].assignments.count() == 0


def test_a_sheet_is_filled_saved_and_submitted(plan, seats, client_of):
    proposal = complete_proposal(call=plan.call, state=State.ELIGIBLE)
    for seat in seats[:2]:
        services.declare(seat, proposal, Severity.NONE)
        services.assign(seat, proposal)
    services.open_review([proposal], due=DUE)
    sheet = seats[1].sheets.get()
    client = client_of(seats[1].user)
    points = dict.fromkeys(("D1", "D2", "D3", "D4", "D5"), "4")

    assert "ประเด็น" in text(client.get(sheet.get_absolute_url()))
    client.post(sheet.get_absolute_url(), points | {"save": "1", "D1_comment": "ชัด"})
    early = client.post(sheet.get_absolute_url(), points | {"submit": "1"}, follow=True)
    assert "1" in text(early)
    assert fresh(sheet).submitted_at is None
    client.post(sheet.get_absolute_url(), points | {"D6": "5", "submit": "1"})

    assert (fresh(sheet).total, bool(fresh(sheet).submitted_at)) == (83, True)


def test_points_out_of_range_bring_the_page_back(plan, seats, client_of):
    proposal = ready_proposal(plan, seats[:2])
    services.open_review([proposal], due=DUE)
    sheet = seats[1].sheets.get()

    page = client_of(seats[1].user).post(
        sheet.get_absolute_url(), {"D1": "9", "strength": "คำที่พิมพ์ไว้", "save": "1"}
    )

    assert page.status_code == 200
    assert "คำที่พิมพ์ไว้" in text(page)


def test_an_applicant_reads_the_result_after_the_release(plan, seats, client_of):
    director = UserFactory(director=True)
    _meeting, (proposal,) = decided(plan, seats, director, [Outcome.NOT_SELECTED])
    announcement = announced(plan, AnnouncementKind.RESULT, by=director)
    member = director
    client_of(member).post(f"{announcement.get_absolute_url()}release/")

    page = client_of(UserFactory(staff=True)).get(f"/selection/proposals/{proposal.code}/result/")

    assert page.status_code == 200
    assert REASON in text(page)


def test_an_act_out_of_turn_is_answered_with_a_sentence(plan, seats, client_of):
    director = UserFactory(director=True)
    _meeting, (proposal,) = decided(plan, seats, director, [Outcome.SELECTED])
    announcement = announced(plan, AnnouncementKind.RESULT, by=director)
    client, url = client_of(director), f"{announcement.get_absolute_url()}release/"
    client.post(url)

    again = client.post(url, follow=True)

    assert again.status_code == 200
    assert "notice" in text(again)
    assert fresh(proposal).state == State.SELECTED


def test_the_board_goes_out_as_a_paper(plan, seats, client_of, officer):
    pitched(plan, seats)

    client_of(officer).post("/selection/2568/board/paper/")

    assert "๘๐.๐๐" in Paper.objects.get(kind=Kind.SCORES).html


def test_home_tells_a_member_what_waits(plan, seats):
    proposal = ready_proposal(plan, seats[:2])
    services.open_review([proposal], due=DUE)
    ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    member = seats[1].user
    member.role_grants.get_or_create(role="committee", ended_at=None, defaults={"given_at": DUE})

    lines = todo(fresh(member))

    assert [(line.url, line.due) for line in lines] == [
        ("/selection/2568/tasks/", DUE),
        ("/selection/2568/declarations/", None),
    ]
    assert todo(UserFactory()) == []


def test_home_tells_the_office_what_waits(plan, seats):
    director = UserFactory(director=True)
    decided(plan, seats, director, [Outcome.SELECTED])
    announcement = announced(plan, AnnouncementKind.RESULT, by=director)
    ProposalFactory(call=plan.call, state=State.ELIGIBLE)

    urls = [line.url for line in todo(fresh(director))]

    assert urls == ["/selection/2568/assignments/", announcement.get_absolute_url()]


def test_what_the_page_of_a_proposal_offers(plan, seats, officer):
    proposal = ready_proposal(plan, seats[:2])
    services.open_review([proposal], due=DUE)
    proposal = Proposal.objects.select_related("call").get(pk=proposal.pk)

    offered = {
        person: [action.url.split("/")[-2] for action in actions(proposal, person)]
        for person in (seats[1].user, officer, UserFactory())
    }

    assert [len(urls) for urls in offered.values()] == [1, 3, 0]
    assert offered[officer] == ["sheets", "revert", "aside"]
