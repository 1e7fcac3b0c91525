"""The pages of meetings: acts through forms, what is closed stays closed, no word is lost."""

import pytest
from django.urls import reverse

from proposals.states import State
from pyp_portal.papers.models import Paper
from selection import services
from selection.kinds import Ballot, Block, Outcome, SeatRole, Severity, Zone
from selection.models import Meeting
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    REASON,
    SeatFactory,
    certified,
    fresh,
    meeting_of,
    plan_of,
    seat_members,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def clerk(plan, seats):
    return SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)


@pytest.fixture
def client(clerk, client_of):
    return client_of(clerk.user)


@pytest.fixture
def meeting(plan, seats, clerk, at):
    made = meeting_of(plan, [*seats, clerk])
    at("2025-02-12 11:00")
    return made


def item_of(plan, meeting):
    proposal = ProposalFactory(call=plan.call, state=State.REVIEWING)
    return services.add_item(meeting, proposal=proposal)


def page(name, *args):
    return reverse(f"selection:{name}", args=args)


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_a_vote_by_name_through_the_page(plan, meeting, seats, client):
    item = item_of(plan, meeting)
    url = page("vote", item.uid)
    shown = client.get(url).context["form"]
    sent = {"outcome": "SHORTLISTED", "text_th": "ให้ผ่าน", "at": "10:30", "seen": 0}

    empty = client.post(url, sent)
    client.post(url, sent | {"vote-1": "FOR", "vote-2": "FOR", "vote-3": "AGAINST"})

    made = fresh(item).resolution
    assert [n for n in shown.fields if n.startswith("vote-")] == [f"vote-{n}" for n in range(1, 6)]
    assert empty.context["form"].errors
    assert (made.votes_for, made.votes_against, made.ballot) == (2, 1, Ballot.NAMED)
    assert made.decided_at.minute == 30
    assert client.get(url).context["form"]["vote-3"].initial == "AGAINST"


def test_the_second_secretary_keeps_what_was_typed(plan, meeting, client):
    item = item_of(plan, meeting)
    url = page("resolve", item.uid)
    seen = client.get(url).context["form"]["seen"].value()
    services.resolve(item, Outcome.SHORTLISTED, votes_for=4)
    late = {"outcome": "SECOND_READING", "text_th": "อ่านใหม่", "ballot": "SECRET", "seen": seen}

    again = client.post(url, late | {"votes_for": 3, "votes_against": 0, "votes_abstain": 0})

    assert "อ่านใหม่" in text(again)
    assert again.context["form"].non_field_errors()
    assert fresh(item).resolution.outcome == Outcome.SHORTLISTED


def test_blocks_are_sorted_and_decided_through_the_pages(plan, meeting, seats, clerk, client):
    first, second, shut = (item_of(plan, meeting) for _each in "abc")
    services.declare(clerk, shut.proposal, Severity.HARD, reason=REASON)
    services.sort_into([shut], Block.IN)
    blocks = page("blocks", meeting.uid)
    assert shut.proposal.title_th not in text(client.get(blocks))

    client.post(blocks, {f"block-{first.number}": "OUT", f"block-{second.number}": "OUT"})
    url = page("resolve_block", meeting.uid, "OUT")
    assert f"{first.number}, {second.number}" in text(client.get(url))
    unsaid = client.post(url, {"outcome": "NOT_SHORTLISTED"})
    client.post(url, {"outcome": "NOT_SHORTLISTED", "reason": REASON})
    client.post(page("resolve_block", meeting.uid, "IN"), {"outcome": "SELECTED"})

    assert unsaid.context["form"].errors
    assert [fresh(i).resolution.votes_for for i in (first, second)] == [5, 5]
    assert not hasattr(fresh(shut), "resolution")
    assert client.get(page("resolve_block", meeting.uid, "ALL")).status_code == 404
    assert "เป็นเอกฉันท์ทั้งกลุ่ม" in text(client.get(meeting.get_absolute_url()))


def test_the_scores_fill_in_the_blocks_and_nothing_is_kept_unasked(
    plan, meeting, client, monkeypatch
):
    clear, grey, out = (item_of(plan, meeting) for _each in "abc")
    found = {clear.proposal_id: Zone.IN, grey.proposal_id: Zone.GREY, out.proposal_id: Zone.OUT}
    monkeypatch.setattr("selection.services.blocks.zones", lambda plan: found)

    shown = client.get(page("blocks", meeting.uid), {"scores": ""}).context["items"]

    assert [item.block for item in shown] == ["IN", "", "OUT"]
    assert [fresh(item).block for item in (clear, grey, out)] == ["", "", ""]


def test_the_day_of_a_meeting_through_the_pages(meeting, seats, client):
    client.get(page("movement", meeting.uid), {"seat": seats[1].pk})
    left = {"seat": seats[1].pk, "is_leaving": "1", "at": "10:40"}
    client.post(page("movement", meeting.uid), left)
    client.post(page("movement", meeting.uid), left | {"is_leaving": "", "at": "11:00"})
    client.post(page("elect_chair", meeting.uid), {"seat": seats[2].pk})
    shown = text(client.get(meeting.get_absolute_url()))

    stays = meeting.attendances.get(seat=seats[1]).stays.all()
    assert [bool(stay.left_at) for stay in stays] == [True, False]
    assert fresh(meeting).chaired_by == seats[2]
    assert "10.40" in shown


def test_moving_cancelling_and_the_calendar_through_the_pages(plan, seats, client):
    day = {"day_0": "20", "day_1": "2", "day_2": "2568", "at": "09:30", "mode": "ONLINE"}
    client.post(page("new_meeting", 2568), day | {"place_th": "ห้อง"})
    meeting = Meeting.objects.get()
    assert "2568" in text(client.get(page("move_meeting", meeting.uid)))

    moved = day | {"day_0": "21", "place_th": "ห้องใหญ่", "reason": REASON}
    client.post(page("move_meeting", meeting.uid), moved)
    calendar = client.get(page("meeting_calendar", meeting.uid))
    client.post(page("cancel_meeting", meeting.uid), {"reason": REASON})

    found = fresh(meeting)
    assert (found.day.day, found.place_th, found.sequence) == (21, "ห้องใหญ่", 2)
    assert calendar["Content-Type"].startswith("text/calendar")
    assert REASON in text(client.get(meeting.get_absolute_url()))
    assert "ยกเลิก" in text(client.get(page("meetings", 2568)))


def test_no_quorum_and_the_second_call_through_the_pages(plan, seats, clerk, client, at):
    meeting = meeting_of(plan, [clerk])
    at("2025-02-12 11:00")
    url = meeting.get_absolute_url()
    assert page("adjourn", meeting.uid) in text(client.get(url))
    assert page("elect_chair", meeting.uid) in text(client.get(url))

    client.post(page("adjourn", meeting.uid))
    day = {"day_0": "20", "day_1": "2", "day_2": "2568", "at": "09:30", "mode": "ONSITE"}
    assert page("call_again", meeting.uid) in text(client.get(url))
    made = client.post(page("call_again", meeting.uid), day | {"place_th": "ห้อง"})

    second = meeting.second_calls.get()
    assert second.notice_says_second_call
    assert made["Location"] == second.get_absolute_url()  # where its notice is sent
    assert meeting.label in text(client.get(second.get_absolute_url()))
    planned = text(client.get(url))
    assert second.get_absolute_url() in planned
    assert page("call_again", meeting.uid) not in planned


# --- The book
def test_s6_a_book_holds_nothing_that_is_closed_to_its_owner(plan, meeting, seats, client_of):
    open_item, shut = (item_of(plan, meeting) for _each in "ab")
    services.declare(seats[1], shut.proposal, Severity.HARD, reason=REASON)
    member, other = client_of(seats[1].user), client_of(seats[2].user)
    for one in (member, other):
        one.post(page("make_book", meeting.uid))

    books = {p.issued_by: p.html for p in Paper.objects.filter(key__startswith="meeting-book")}

    named = {
        person: [item.proposal.code in html for item in (open_item, shut)]
        for person, html in books.items()
    }
    assert named == {seats[1].user: [True, False], seats[2].user: [True, True]}


def test_a_book_made_before_the_conflict_is_handed_out_no_more(plan, meeting, seats, client_of):
    item, member = item_of(plan, meeting), client_of(seats[1].user)
    member.post(page("make_book", meeting.uid))
    before = member.get(page("book", meeting.uid)).status_code

    services.declare(seats[1], item.proposal, Severity.HARD, reason=REASON)

    assert (before, member.get(page("book", meeting.uid)).status_code) == (202, 404)
    assert member.get(meeting.get_absolute_url()).context["book"] is None


def test_the_book_holds_the_minutes_to_be_adopted(plan, seats, clerk, meeting, client):
    item = item_of(plan, meeting)
    services.resolve(item, Outcome.SHORTLISTED, votes_for=4, text_th="มติครั้งก่อน")
    certified(meeting, clerk.user)
    later = meeting_of(plan, seats)

    client.post(page("make_book", later.uid))

    assert "มติครั้งก่อน" in Paper.objects.get(key__startswith="meeting-book").html


# --- Minutes
def shown_was(client, meeting):
    blocks = client.get(page("minutes", meeting.uid)).context["blocks"]
    return {f"_was-{block['name']}": block["was"] for block in blocks}


def test_minutes_save_themselves_and_a_clash_shows_both_texts(meeting, clerk, client):
    was, url = shown_was(client, meeting), page("save_minutes", meeting.uid)
    asked = {"_as": clerk.user.pk, "_q": ["opening_th"]}
    first = client.post(url, was | asked | {"opening_th": "ข้อความแรก"})
    second = client.post(url, was | asked | {"opening_th": "ข้อความที่สอง"})
    choice = {"_choice-opening_th": f"theirs:{'x'}"}
    yielded = client.post(url, was | asked | choice | {"opening_th": "ข้อความที่สอง"})

    assert (first.status_code, first.json()["state"]) == (200, "saved")
    assert (second.status_code, second.json()["saved"]) == (409, {})
    clash = second.json()["clashes"]["opening_th"]
    assert ("ข้อความแรก" in clash, "ข้อความที่สอง" in clash) == (True, True)
    assert "ข้อความแรก" in yielded.json()["blocks"]["opening_th"]


def test_without_script_a_clash_brings_the_page_back_with_both_texts(meeting, clerk, client):
    was, url = shown_was(client, meeting), page("minutes", meeting.uid)
    services.write_minutes(meeting, opening_th="ของคนอื่น", by=UserFactory())

    page_back = client.post(url, was | {"opening_th": "ของฉัน", "closing_th": "ปิดประชุม"})
    body = text(page_back)
    client.post(url, shown_was(client, meeting) | {"opening_th": "ของฉัน"})

    assert ("ของฉัน" in body, "ของคนอื่น" in body) == (True, True)
    assert fresh(meeting).minutes.closing_th == "ปิดประชุม"
    assert fresh(meeting).minutes.opening_th == "ของฉัน"


def test_what_cannot_be_saved_is_told_and_stays_on_the_page(meeting, clerk, client):
    was, url = shown_was(client, meeting), page("save_minutes", meeting.uid)
    long = client.post(url, was | {"_q": ["info_th"], "info_th": "ก" * 20_001})
    stranger = client.post(url, {"_as": 0})
    services.end_meeting(meeting)
    services.write_minutes(meeting, by=clerk.user)
    services.certify_minutes(meeting, by=clerk.user)
    closed = client.post(url, was | {"_q": ["info_th"], "info_th": "ช้าไป"})
    kept = client.post(page("minutes", meeting.uid), was | {"info_th": "ช้าไป"})

    assert list(long.json()["errors"]) == ["info_th"]
    assert stranger.status_code == 403
    assert (closed.status_code, closed.json()["state"]) == (409, "refused")
    assert "ช้าไป" in text(kept)


def test_members_read_what_goes_round_and_comment(plan, meeting, seats, clerk, client, client_of):
    open_item, shut = (item_of(plan, meeting) for _each in "ab")
    services.declare(seats[1], shut.proposal, Severity.HARD, reason=REASON)
    services.end_meeting(meeting)
    services.write_minutes(meeting, by=clerk.user)
    member, other = client_of(seats[1].user), client_of(seats[2].user)
    read = page("read_minutes", meeting.uid)
    before = member.get(read).status_code
    day = {"until_0": "14", "until_1": "2", "until_2": "2568"}
    client.post(page("send_round", meeting.uid), day)

    body = text(member.get(read))
    member.post(read, {"item": open_item.uid, "text": "ขอแก้ถ้อยคำ"})
    refused = member.post(read, {"item": shut.uid, "text": "เดา"})
    other.post(read, {"item": shut.uid, "text": "ความเห็นเรื่องที่ปิด"})
    outsider = client_of(UserFactory(staff=True)).post(read, {"text": "x"})

    comments = meeting.minutes.comments.all()
    assert (before, open_item.title_th in body, shut.title_th in body) == (404, True, False)
    assert [c.text_th for c in comments] == ["ขอแก้ถ้อยคำ", "ความเห็นเรื่องที่ปิด"]
    assert refused.context["form"].errors
    assert outsider.status_code == 403
    assert "ความเห็นเรื่องที่ปิด" not in text(member.get(read))
    client.post(page("answer_comment", comments[0].uid), {"answer": "แก้ให้แล้ว"})
    assert "แก้ให้แล้ว" in text(member.get(read))
