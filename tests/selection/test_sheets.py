"""Score sheets: drafts, submission, changes, and who may read them (S5, S6, S10, S37)."""

from decimal import Decimal

import pytest

from proposals.grounds import Grounds, MoveRefused, ReasonNeeded
from proposals.services.moving import move
from selection import permissions, services
from selection.kinds import SeatRole, Stage
from selection.models import ScoreSheet
from tests.factories.accounts import UserFactory
from tests.factories.selection import (
    DUE,
    REASON,
    SeatFactory,
    fresh,
    plan_of,
    ready_proposal,
    reviewed,
    seat_members,
    submit,
)

pytestmark = pytest.mark.django_db
ALL_FOUR = dict.fromkeys(("D1", "D2", "D3", "D4", "D5", "D6"), 4)


@pytest.fixture
def plan(at):
    at("2025-01-25 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def sheet(plan, seats):
    proposal = ready_proposal(plan, seats[1:3])
    services.open_review([proposal], due=DUE)
    return seats[1].sheets.get()


def test_a_draft_keeps_what_there_is_and_its_total(sheet):
    services.save_sheet(sheet, {"D1": 4, "D3": 5}, comments={"D3": "ภาคีครบ"}, advice="ลดขอบเขต")

    kept = fresh(sheet)
    assert kept.points() == {"D1": Decimal(4), "D3": Decimal(5)}
    assert (kept.total, kept.advice_th, kept.submitted_at) == (Decimal("37.00"), "ลดขอบเขต", None)


def test_saving_again_replaces_and_adds_no_rows(sheet):
    services.save_sheet(sheet, {"D1": 1})
    services.save_sheet(sheet, {"D1": 5})

    assert sheet.scores.count() == 1
    assert fresh(sheet).points()["D1"] == 5


@pytest.mark.parametrize("points", [0, 6, 2.5])
def test_points_go_from_one_to_five_in_whole_steps(sheet, points):
    with pytest.raises(MoveRefused):
        services.save_sheet(sheet, {"D1": points})


def test_half_points_where_the_plan_allows_them(plan, sheet):
    services.change_plan(plan, by=None, half_points=True)

    services.save_sheet(sheet, {"D1": "2.5"})

    assert fresh(sheet).points()["D1"] == Decimal("2.5")


def test_an_incomplete_sheet_is_not_submitted(sheet):
    services.save_sheet(sheet, {"D1": 4})

    with pytest.raises(MoveRefused):
        services.submit_sheet(sheet)

    assert fresh(sheet).submitted_at is None


def test_submitting_locks_and_keeps_a_version(sheet):
    services.save_sheet(sheet, ALL_FOUR, strength="ชัดเจน")
    services.submit_sheet(sheet)

    with pytest.raises(MoveRefused):
        services.save_sheet(sheet, {"D1": 1})
    with pytest.raises(MoveRefused):
        services.submit_sheet(sheet)
    version = sheet.versions.get()
    assert (version.total, version.content["strength_th"]) == (Decimal("80.00"), "ชัดเจน")


def test_a_changed_sheet_keeps_both_versions_and_the_reason(sheet):
    services.save_sheet(sheet, ALL_FOUR)
    services.submit_sheet(sheet)
    services.reopen_sheet(sheet, reason=REASON, by=sheet.seat.user)
    services.save_sheet(sheet, {**ALL_FOUR, "D3": 5})
    services.submit_sheet(sheet)

    assert [v.total for v in sheet.versions.all()] == [Decimal("80.00"), Decimal("85.00")]


def test_opening_a_sheet_again_needs_a_reason_and_a_submission(sheet):
    with pytest.raises(MoveRefused):
        services.reopen_sheet(sheet, reason=REASON, by=sheet.seat.user)
    services.save_sheet(sheet, ALL_FOUR)
    services.submit_sheet(sheet)
    with pytest.raises(ReasonNeeded):
        services.reopen_sheet(sheet, reason="สั้น", by=sheet.seat.user)


def test_a_sheet_set_aside_is_read_only(plan, sheet):
    services.revert_to_screening(sheet.proposal, reason=REASON, by=UserFactory(staff=True))

    with pytest.raises(MoveRefused):
        services.save_sheet(sheet, ALL_FOUR)


def test_who_stepped_aside_writes_no_more(sheet):
    services.recuse_late(sheet.seat, sheet.proposal, reason=REASON)

    with pytest.raises(MoveRefused):
        services.save_sheet(sheet, ALL_FOUR)


def everybody(plan, seats):
    committee = plan.committee
    return {
        "reader": seats[1].user,
        "second reader": seats[2].user,
        "other member": seats[3].user,
        "chair": seats[0].user,
        "secretary": SeatFactory(committee=committee, role=SeatRole.SECRETARY).user,
        "adviser": SeatFactory(committee=committee, role=SeatRole.ADVISER_NO_VOTE).user,
        "staff": UserFactory(staff=True),
        "auditor": UserFactory(auditor=True),
        "admin": UserFactory(admin=True),
        "stranger": UserFactory(),
    }


def test_s5_the_list_of_sheets_shows_what_the_rule_allows(plan, seats):
    people = everybody(plan, seats)
    done = reviewed(plan, seats[1:3])
    half = ready_proposal(plan, seats[1:3])
    services.open_review([half], due=DUE)
    submit(seats[2], half)
    services.recuse_late(seats[3], done, reason=REASON)

    for name, person in people.items():
        person = fresh(person)
        sheets = ScoreSheet.objects.select_related("proposal", "seat")
        allowed = {s for s in sheets if permissions.can_view_sheet(s, person)}
        assert set(ScoreSheet.objects.visible_to(person)) == allowed, name


def test_s37_a_member_sees_no_other_points_before_submitting_their_own(plan, seats, client_of):
    proposal = ready_proposal(plan, seats[1:3])
    services.open_review([proposal], due=DUE)
    submit(seats[2], proposal, points={**ALL_FOUR, "D1": 5}, advice="คำแนะนำลับ")
    mine = seats[1].sheets.get()
    client = client_of(seats[1].user)
    url = f"/selection/proposals/{proposal.code}/sheets/"

    before = client.get(mine.get_absolute_url()).content.decode()
    refused = [client.get(u).status_code for u in (url, "/selection/2568/board/")]
    submit(seats[1], proposal)
    after = client.get(mine.get_absolute_url()).content.decode()

    assert "83.00" not in before
    assert "คำแนะนำลับ" not in before
    assert seats[2].user.name_th not in before
    assert refused == [403, 403]
    assert "83.00" in after


def test_s6_who_stepped_aside_finds_no_trace_in_lists_counts_and_board(plan, seats, client_of):
    kept = reviewed(plan, seats[1:3])
    closed = reviewed(plan, seats[1:3])
    services.recuse_late(seats[1], closed, reason=REASON)
    client = client_of(seats[1].user)

    pages = {
        path: client.get(f"/selection/2568/{path}/").content.decode()
        for path in ("", "tasks", "declarations", "board", "reserve")
        if path
    }

    assert [name for name, page in pages.items() if closed.code in page] == []
    assert kept.code in pages["tasks"]
    assert client.get(f"/selection/proposals/{closed.code}/sheets/").status_code == 404
    assert client.get(seats[1].sheets.get(proposal=closed).get_absolute_url()).status_code == 404


def test_s5_no_gap_in_the_ranks_tells_where_a_closed_proposal_stands(plan, seats):
    best = reviewed(plan, seats[1:3], points=5)
    second = reviewed(plan, seats[1:3], points=3)
    services.change_plan(plan, by=None, pitch_mode="none")
    services.recuse_late(seats[3], best, reason=REASON)

    rows = services.board(plan, seats[3].user)

    assert [(row.proposal, row.standing.rank) for row in rows] == [(second, 1)]


def test_s27_judges_are_hidden_from_the_applicant(plan, seats, client_of):
    proposal = reviewed(plan, seats[1:3])
    sheet = seats[1].sheets.get(stage=Stage.DOC)
    client = client_of(proposal.owner)

    paths = [
        sheet.get_absolute_url(),
        f"/selection/proposals/{proposal.code}/sheets/",
        f"/selection/proposals/{proposal.code}/result/",
        "/selection/2568/board/",
        "/selection/2568/committee/",
    ]

    assert [client.get(path).status_code for path in paths] == [404] * 5


def test_points_are_taken_only_while_the_proposal_is_judged(sheet):
    move(sheet.proposal, "withdraw", Grounds(sheet.proposal.owner, REASON))

    with pytest.raises(MoveRefused):
        services.save_sheet(sheet, ALL_FOUR)

    assert list(ScoreSheet.objects.waiting()) == []
