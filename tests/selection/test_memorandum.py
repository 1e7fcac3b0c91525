"""The memorandum to the director: who, with which quorum, and why (PD-14)."""

from datetime import date

import pytest

from proposals.grounds import MoveRefused
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection import services
from selection.kinds import AnnouncementKind, Outcome, Severity
from selection.services import memorandum
from tests.factories.accounts import UserFactory
from tests.factories.selection import (
    DOC_CODES,
    REASON,
    announced,
    certified,
    decided,
    fresh,
    meeting_of,
    pitched,
    plan_of,
    resolved,
    reviewed,
    seat_members,
)

pytestmark = pytest.mark.django_db
RESULT = AnnouncementKind.RESULT


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(min_reviewers=2, reserve_valid_until=date(2025, 6, 30), max_selected=2)


@pytest.fixture
def director():
    return UserFactory(director=True)


def test_it_says_who_with_which_quorum_and_why_it_departs(plan, director):
    seats = seat_members(plan, 2)
    meeting = meeting_of(plan, seats)
    low, high = pitched(plan, seats, points=3), pitched(plan, seats, points=5)
    resolved(meeting, low, Outcome.SELECTED, departure_reason="กระจายพื้นที่ให้ครบทุกภาค")
    resolved(meeting, high, Outcome.RESERVE, reserve_rank=1)
    certified(meeting, director)
    draft = services.draft_announcement(plan, RESULT, title_th="ผลการคัดเลือก ปี 2568")

    paper = services.write_memorandum(draft, by=director)
    html = paper.html

    assert paper.title == "ขอเสนอผลการคัดเลือก ปี ๒๕๖๘"
    assert "ข้อเสนอที่ได้รับการคัดเลือก เรียงตามเลขรับ" in html
    for said in (low.title_th, high.title_th, "กระจายพื้นที่ให้ครบทุกภาค", "๖๐.๐๐", "๓ คน", "๒ คน"):
        assert said in html
    assert "ไม่ได้กำหนดข้อจำกัด" in html
    assert not any(seat.user.name_th in html for seat in seats)


def test_it_names_ties_limits_and_recusals(plan, director):
    seats = seat_members(plan, 3)
    meeting = meeting_of(plan, seats)
    one, two = (pitched(plan, seats[:3]) for _each in range(2))
    services.declare(seats[3], one, Severity.HARD, reason=REASON)
    for proposal in (one, two):
        resolved(meeting, proposal, Outcome.SELECTED)
    plan.portfolio_limits = {"level": {one.lead_agency.level: 1}}
    plan.save()
    draft = services.draft_announcement(plan, RESULT, title_th="ผลการคัดเลือก")

    html = services.write_memorandum(draft, by=director).html

    assert ("ถอนตัวใน ๑ เรื่อง" in html, "ต้องบันทึกเหตุผล" in html) == (True, True)
    assert html.count(two.code) == 2  # in the list and among the ties
    assert f"{one.code}, {two.code} ทุกเรื่องได้รับผลการพิจารณาเดียวกัน" in html


def test_before_the_pitch_it_gives_the_score_of_the_documents(plan, director):
    seats = seat_members(plan, 2)
    meeting = meeting_of(plan, seats)
    resolved(meeting, reviewed(plan, seats, points=3), Outcome.SHORTLISTED)
    plan.portfolio_limits = {"level": {"LOCAL": 9}}
    plan.save()
    draft = services.draft_announcement(plan, AnnouncementKind.SHORTLIST, title_th="รายชื่อ")

    html = services.write_memorandum(draft, by=director).html

    assert ("๖๐.๐๐" in html, "ไม่เกินข้อจำกัด" in html) == (True, True)


def test_a_settled_tie_stands_in_it_with_its_steps(plan, director):
    services.change_plan(plan, by=director, pitch_mode="none")
    seats, fours = seat_members(plan, 2), dict.fromkeys(DOC_CODES, 4)
    low = reviewed(plan, seats, points=fours | {"D1": 3, "D4": 5})
    high = reviewed(plan, seats, points=fours | {"D1": 5, "D4": 3})
    meeting = meeting_of(plan, seats)
    resolved(meeting, high, Outcome.SELECTED)
    resolved(meeting, low, Outcome.RESERVE, reserve_rank=1)
    services.break_tie(plan, low, by=seats[0].user)
    draft = services.draft_announcement(plan, RESULT, title_th="ผล")

    html = services.write_memorandum(draft, by=director).html

    assert f"เรียงลำดับเป็น {high.code}, {low.code} โดย" in html


def test_where_equal_scores_have_unequal_results_the_committee_decided(plan, director):
    seats = seat_members(plan, 2)
    meeting, (one, two) = meeting_of(plan, seats), [pitched(plan, seats) for _each in range(2)]
    resolved(meeting, one, Outcome.SELECTED)
    resolved(meeting, two, Outcome.RESERVE, reserve_rank=1)
    draft = services.draft_announcement(plan, RESULT, title_th="ผล")

    (tie,) = memorandum.facts_of(draft)["tied"]

    assert (tie["codes"], tie["alike"]) == ([one.code, two.code], False)


def test_it_is_for_those_who_prepare_and_the_auditor_alone(plan, director, client_of):
    seats = seat_members(plan, 2)
    _meeting, (proposal,) = decided(plan, seats, director, [Outcome.SELECTED])
    announcement = announced(plan, RESULT, by=director)
    url = announcement.get_absolute_url()
    client_of(director).post(f"{url}memorandum/")
    services.release(announcement, by=director)
    paper = Paper.objects.get(kind=Kind.MEMORANDUM)
    readers = [director, UserFactory(auditor=True), seats[1].user, proposal.owner]

    answers = [client_of(one).get(f"/selection/papers/{paper.uid}/").status_code for one in readers]
    shown = [str(paper.uid) in client_of(one).get(url).content.decode() for one in readers[:3]]

    assert answers == [202, 202, 404, 404]
    assert shown == [True, True, False]


def test_s6_whoever_has_a_tie_reads_no_memorandum(plan, director, client_of):
    seats = seat_members(plan, 2)
    _meeting, (proposal,) = decided(plan, seats, director, [Outcome.SELECTED])
    type(seats[1]).objects.filter(pk=seats[1].pk).update(role="SECRETARY")
    draft = services.draft_announcement(plan, RESULT, title_th="ผล")
    paper = services.write_memorandum(draft, by=director)
    client = client_of(seats[1].user)
    before = client.get(f"/selection/papers/{paper.uid}/").status_code

    services.declare(seats[2], proposal, Severity.NONE)
    services.recuse_late(seats[1], proposal, reason=REASON)

    assert (before, client.get(f"/selection/papers/{paper.uid}/").status_code) == (202, 404)
    assert client.post(f"{draft.get_absolute_url()}memorandum/").status_code == 403


def test_another_one_asks_why_names_the_first_and_only_it_holds(plan, director, client_of):
    seats = seat_members(plan, 2)
    decided(plan, seats, director, [Outcome.SELECTED])
    announcement = announced(plan, RESULT, by=director)
    client, page = client_of(director), announcement.get_absolute_url()
    client.post(f"{page}memorandum/")
    first = Paper.objects.get(kind=Kind.MEMORANDUM)

    asked = client.post(f"{page}memorandum/").content.decode()
    client.post(f"{page}memorandum/", {"reason": REASON})

    second = services.standing_memorandum(announcement)
    shown = client.get(page).content.decode()
    assert first.number in asked
    assert (second.corrects, second.version, fresh(first).is_replaced) == (first, 2, True)
    assert f"ใช้แทนบันทึกข้อความเลขที่เอกสาร {first.number}" in second.html
    assert (shown.count("มีฉบับแก้ไขแล้ว"), "ออกบันทึกข้อความฉบับใหม่" in shown) == (1, True)
    with pytest.raises(MoveRefused, match=second.number):
        services.write_memorandum(announcement, by=director)
