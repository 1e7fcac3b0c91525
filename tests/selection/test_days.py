"""The days of the committee through its pages: a pitch day, a meeting, an announcement."""

from datetime import timedelta

import pytest

from proposals.grounds import Grounds
from proposals.services.moving import move
from proposals.states import State
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from selection import services
from selection.kinds import AnnouncementKind, Outcome, Presence, SeatRole, Severity, Stage
from selection.models import Announcement, Meeting, PitchSession
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    REASON,
    SeatFactory,
    announced,
    decided,
    fresh,
    plan_of,
    reviewed,
    seat_members,
    slot_of,
)

pytestmark = pytest.mark.django_db
DAY = {"day_0": "20", "day_1": "2", "day_2": "2568", "at": "09:30", "mode": "HYBRID"}
SIGNED = {"number": "ที่ 5/2568", "date_0": "28", "date_1": "2", "date_2": "2568"}


@pytest.fixture
def plan(at):
    at("2025-02-10 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def clerk(plan, seats):
    return SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)


@pytest.fixture
def client(clerk, client_of):
    return client_of(clerk.user)


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def shortlisted(plan, clerk):
    """A proposal through to the pitch, about which the clerk has declared."""
    proposal = ProposalFactory(call=plan.call, state=State.SHORTLISTED)
    services.declare(clerk, proposal, Severity.NONE)
    return proposal


def test_a_pitch_day(plan, seats, clerk, client, at):
    first, second = (shortlisted(plan, clerk) for _each in "ab")
    minutes = {"pitch_minutes": 7, "question_minutes": 8}
    client.post("/selection/2568/pitch/new/", DAY | minutes | {"place_th": "ห้องประชุม"})
    session = PitchSession.objects.get()
    url = session.get_absolute_url()
    assert first.code in text(client.get(url))

    client.post(f"{url}schedule/", {"proposals": [first.code, second.code]})
    client.post(f"{url}draw/")
    client.post(f"{url}paper/")
    client.post(f"{url}start/", {"seats": ["1"]})
    assert fresh(session).started_at is None  # its day has not come
    at("2025-02-20 09:30")
    client.post(f"{url}start/", {"seats": ["1", "2", "3", "4", "x"]})
    slots = list(session.slots.order_by("order"))
    client.post(f"/selection/slots/{slots[0].uid}/presented/")
    client.post(f"/selection/slots/{slots[1].uid}/missed/", {"reason": REASON})
    page = text(client.get(url))
    client.post(f"{url}end/")

    assert REASON in page
    assert [s.starts_at.hour for s in slots] == [2, 2]  # 09.30 in Bangkok
    assert fresh(slots[0].proposal).state == State.PITCHED
    assert fresh(session).ended_at
    assert Message.objects.filter(occasion__startswith="pitch-slot:").count() == 2


def test_a_second_slot_through_the_pages(plan, seats, clerk, client):
    proposal = shortlisted(plan, clerk)
    slot = slot_of(plan, proposal, seats)
    services.record_missed(slot, reason=REASON)
    later = services.open_session(
        plan, starts_at=clock.now() + timedelta(days=5), place_th="ออนไลน์"
    )
    url = f"/selection/slots/{slot.uid}/again/"

    assert "ออนไลน์" in text(client.get(url))
    client.post(url, {"session": later.pk})
    again = client.post(url, {"session": later.pk})

    assert later.slots.get().reslot_of == slot
    assert again.status_code == 200  # refused, with a sentence


def test_a_meeting_from_notice_to_certified_minutes(plan, seats, clerk, client, client_of, at):
    proposal = reviewed(plan, seats[:2])
    client.post("/selection/2568/meetings/new/", DAY | {"place_th": "ห้องประชุม"})
    meeting = Meeting.objects.get()
    url = meeting.get_absolute_url()
    client.post(f"{url}agenda/", {"proposals": [proposal.code], "title_th": "เรื่องอื่น ๆ"})
    client.post(f"{url}notice/", {"urgency_reason": ""})
    at("2025-02-20 09:30")
    client.post(f"{url}start/")
    marks = {f"seat-{n}": Presence.PRESENT for n in range(1, 5)}
    client.post(f"{url}attendance/", marks | {"online-2": "on", "seat-9": "PRESENT"})
    item = meeting.items.get(proposal=proposal)
    base = f"/selection/items/{item.uid}"
    client.post(f"{base}/away/", {"seat": seats[2].pk, "reason": REASON})
    client.post(f"{base}/back/{seats[2].seat_no}/")
    client.post(
        f"{base}/resolve/",
        {"outcome": "SHORTLISTED", "votes_for": 3, "votes_against": 0, "votes_abstain": 0}
        | {"text_th": "ให้ผ่านเข้ารอบนำเสนอ"},
    )
    client.post(f"{base}/dissent/", {"seat": seats[1].pk, "reason": REASON})
    page = text(client.get(url))
    client.post(f"{url}end/")
    shown = client.get(f"{url}minutes/").context["blocks"]
    typed = {"opening_th": "แจ้งกำหนดการ", "recording_th": "บันทึกไว้ที่ฝ่ายเลขานุการ"}
    client.post(f"{url}minutes/", typed | {f"_was-{b['name']}": b["was"] for b in shown})
    client_of(seats[0].user).post(f"{url}certify/")

    assert "ให้ผ่านเข้ารอบนำเสนอ" in page
    assert fresh(meeting).certified_at
    assert item.recusals.get().returned_at
    assert fresh(item).resolution.outcome == Outcome.SHORTLISTED
    assert "แจ้งกำหนดการ" in text(client.get(f"{url}minutes/read/"))


def test_a_late_notice_comes_back_with_the_sentence_and_the_text(plan, seats, clerk, client):
    meeting = services.call_meeting(
        plan.committee, starts_at=clock.now() + timedelta(days=1), place_th="ห้อง"
    )
    url = f"{meeting.get_absolute_url()}notice/"

    page = text(client.post(url, {"urgency_reason": "สั้น"}))

    assert "สั้น" in page
    assert fresh(meeting).notice_sent_at is None


def test_s10_an_item_a_clerk_stepped_aside_from_is_not_there(plan, seats, clerk, client):
    proposal = reviewed(plan, seats[:2])
    services.declare(clerk, proposal, Severity.HARD, reason=REASON)
    meeting = services.call_meeting(plan.committee, starts_at=clock.now(), place_th="ห้อง")
    item = services.add_item(meeting, proposal=proposal)

    assert proposal.title_th not in text(client.get(meeting.get_absolute_url()))
    assert client.get(f"/selection/items/{item.uid}/resolve/").status_code == 404


def test_an_announcement_from_draft_to_release(plan, seats, clerk, client, client_of):
    director = UserFactory(director=True)
    meeting, (chosen, dropped) = decided(
        plan, seats, director, [Outcome.SELECTED, Outcome.NOT_SELECTED]
    )
    for proposal in (chosen, dropped):
        services.declare(clerk, proposal, Severity.NONE)
    client.post(
        "/selection/2568/announcements/new/",
        {"kind": "RESULT", "title_th": "ผลการคัดเลือก", "meeting": meeting.pk},
    )
    announcement = Announcement.objects.get()
    url = announcement.get_absolute_url()
    assert chosen.owner.name_th in text(client.get(url))
    client.post(f"{url}drop/{dropped.code}/", {"reason": REASON})
    unknown = client.post(f"{url}sign/", SIGNED | {"signed_by": "nobody@example.org"})
    client.post(f"{url}sign/", SIGNED | {"signed_by": director.email})
    client_of(director).post(f"{url}release/")

    assert text(unknown)
    assert [fresh(p).state for p in (chosen, dropped)] == [State.SELECTED, State.PITCHED]
    assert fresh(announcement).date.isoformat() == "2025-02-28"


def test_a_draft_is_thrown_away(plan, seats, clerk, client):
    decided(plan, seats, UserFactory(director=True), [Outcome.SELECTED])
    draft = services.draft_announcement(plan, AnnouncementKind.RESULT, title_th="ร่าง")

    client.post(f"{draft.get_absolute_url()}discard/")

    assert Announcement.objects.count() == 0


def test_the_director_moves_the_next_up(plan, seats, clerk, client_of):
    director = UserFactory(director=True)
    _meeting, (gone, first, second) = decided(
        plan, seats, director, [Outcome.SELECTED, Outcome.RESERVE, Outcome.RESERVE]
    )
    services.release(announced(plan, AnnouncementKind.RESULT, by=director), by=director)
    leave(gone, director)
    client = client_of(director)
    page = text(client.get("/selection/2568/reserve/"))

    signed = SIGNED | {"signed_by": director.email, "number": "ที่ 7/2568"}
    client.post(f"/selection/2568/reserve/{first.code}/promote/", signed)

    assert page.count("/promote/") == 1
    assert [fresh(p).state for p in (first, second)] == [State.SELECTED, State.RESERVE]


def leave(proposal, by):
    """The agency withdraws after the selection."""
    move(proposal, "withdraw", Grounds(by, REASON))


def test_changing_and_leaving_a_sheet_through_the_pages(plan, seats, clerk, client_of):
    proposal = reviewed(plan, seats[:2])
    sheet = seats[1].sheets.get(stage=Stage.DOC)
    client, url = client_of(seats[1].user), sheet.get_absolute_url()

    client.post(f"{url}reopen/", {"reason": REASON})
    is_open = fresh(sheet).is_waiting
    client.post(f"{url}aside/", {"reason": REASON})

    assert is_open
    assert fresh(sheet).recused_at
    assert client.get(url).status_code == 404
    assert seats[1].conflicts.get(proposal=proposal).is_hard


def test_setting_up_through_the_pages(plan, seats, client_of):
    officer = client_of(UserFactory(staff=True))
    values = {
        "pitch_mode": "some", "doc_weight": 30, "pitch_weight": 70, "pass_mark": 70, "floor": "2",
        "min_reviewers": 2, "spread_total": 30, "spread_criterion": 3, "second_call_base": "total",
        "notice_days": 3, "max_selected": 10, "max_reserve": 5, "enquiry_days": 15,
        "feedback": "means", "remarks": "optional", "reveal": "stage", "means_from": 3,
        "release_hold": 0, "former_years": 2, "enquiry_answer_days": 7, "reason": REASON,
    }  # fmt: skip

    officer.post("/selection/2568/plan/", values)
    officer.post(f"/selection/seats/{seats[2].uid}/end/", {"reason": REASON})
    proposal = reviewed(plan, seats[:2])
    officer.post(f"/selection/proposals/{proposal.code}/revert/", {"reason": REASON})

    assert (fresh(plan).doc_weight, fresh(plan).pitch_weight) == (30, 70)
    assert fresh(seats[2]).ended_at == clock.today()
    assert fresh(proposal).state == State.SCREENING
    assert text(officer.get("/selection/"))


def test_the_review_is_opened_through_the_pages(plan, seats, clerk, client):
    ready = ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    alone = ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    for seat in seats[:2]:
        services.declare(seat, ready, Severity.NONE)
        services.assign(seat, ready)
    client.post("/selection/2568/declarations/rest/")
    day = {"day_0": "20", "day_1": "2", "day_2": "2568"}

    page = client.post("/selection/2568/review/", day, follow=True)

    assert alone.code in text(page)
    assert [fresh(p).state for p in (ready, alone)] == [State.REVIEWING, State.ELIGIBLE]
    assert clerk.conflicts.count() == 2
