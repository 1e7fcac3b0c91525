"""Minutes draft themselves, lose no word, go round for comments and freeze (K11, K12, K14)."""

from datetime import date

import pytest
from django.urls import reverse

from proposals.grounds import MoveRefused
from proposals.stamps import digest
from proposals.states import State
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from pyp_portal.papers.models import Paper
from selection import minutes_papers, services
from selection.kinds import Block, Outcome, Presence, SeatRole, Severity
from selection.todo import todo
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    REASON,
    SeatFactory,
    certified,
    fresh,
    meeting_of,
    pitched,
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
def clerk():
    return UserFactory()


@pytest.fixture
def meeting(plan, seats, at):
    made = meeting_of(plan, seats)
    at("2025-02-12 11:00")
    return made


def ended(meeting):
    return services.end_meeting(meeting)


# --- Drafted
def test_they_draft_themselves_from_the_record(plan, seats, meeting, clerk):
    proposal = pitched(plan, seats)
    item = services.add_item(meeting, proposal=proposal)
    services.sort_into([item], Block.IN)

    minutes = services.write_minutes(ended(meeting), by=clerk)

    said = fresh(item).text_th
    assert "ประธานกรรมการกล่าวเปิดการประชุม" in minutes.opening_th
    assert proposal.code in said
    assert "คะแนนรวม 80.00 คะแนน" in said
    assert "โดยไม่มีกรรมการขอให้แยกพิจารณา" in said


def test_the_draft_names_who_stood_in_for_the_chair(meeting, seats, clerk):
    services.mark_attendance(meeting, [{"seat": seats[0], "status": Presence.ABSENT}])
    services.elect_chair(meeting, seats[2])

    minutes = services.write_minutes(ended(meeting), by=clerk)

    assert f"{seats[2].user.name_th} กรรมการซึ่งที่ประชุมเลือก ทำหน้าที่ประธาน" in minutes.opening_th


def test_the_vice_chair_stands_in_by_office(meeting, seats, clerk):
    seats[1].role = SeatRole.VICE_CHAIR
    seats[1].save()
    services.mark_attendance(meeting, [{"seat": seats[0], "status": Presence.ABSENT}])

    minutes = services.write_minutes(ended(meeting), by=clerk)

    assert f"{seats[1].user.name_th} รองประธานกรรมการ ทำหน้าที่ประธาน" in minutes.opening_th


def test_the_draft_of_an_adjourned_and_of_its_second_call(plan, seats, clerk, at):
    first = meeting_of(plan, seats[:1])
    at("2025-02-12 10:00")
    services.adjourn(first)
    second = services.call_again(first, starts_at=first.starts_at, place_th="ห้อง")

    texts = [services.write_minutes(one, by=clerk).opening_th for one in (first, second)]

    assert "มีกรรมการมาประชุม 1 คน จากกรรมการ 4 คน ไม่ครบองค์ประชุม" in texts[0]
    assert f"ต่อจากครั้งที่ {first.label} ซึ่งไม่ครบองค์ประชุม" in texts[1]


def test_the_minutes_before_are_laid_before_the_next_meeting(plan, seats, meeting, clerk):
    certified(meeting, clerk)
    later = meeting_of(plan, seats)

    minutes = services.write_minutes(later, by=clerk)

    assert meeting.label in minutes.previous_th


# --- Nothing is lost
def save(meeting, by, was, chosen=(), **texts):
    """What a page sends that had shown ``was``."""
    seen = {name: digest(text) for name, text in was.items()}
    return services.keep_texts(meeting, texts, was=seen, chosen=chosen, by=by)


def test_two_write_two_parts_and_both_stand(meeting, clerk):
    services.write_minutes(meeting, opening_th="", closing_th="", by=clerk)
    shown = {"opening_th": "", "closing_th": ""}

    save(meeting, clerk, shown, opening_th="เปิด")
    kept = save(meeting, UserFactory(), shown, closing_th="ปิด")

    assert kept.clashes == {}
    assert (kept.minutes.opening_th, kept.minutes.closing_th) == ("เปิด", "ปิด")


def test_two_write_the_same_part_and_neither_text_is_lost(meeting, clerk):
    services.write_minutes(meeting, opening_th="", by=clerk)
    save(meeting, clerk, {"opening_th": ""}, opening_th="ของคนแรก")

    late = save(meeting, UserFactory(), {"opening_th": ""}, opening_th="ของคนที่สอง")
    stands = fresh(late.minutes).opening_th
    choice = {"opening_th": digest("ของคนแรก")}
    kept = save(meeting, clerk, {"opening_th": ""}, choice, opening_th="ของคนที่สอง")

    assert (late.clashes, late.saved, stands) == ({"opening_th": "ของคนแรก"}, {}, "ของคนแรก")
    assert kept.saved == {"opening_th": digest("ของคนที่สอง")}
    assert [e.detail.reason for e in timeline(meeting) if e.verb == "text replaced"] == ["ของคนแรก"]


def test_sent_twice_it_is_no_clash(meeting, clerk):
    services.write_minutes(meeting, opening_th="", by=clerk)

    for _each in "ab":
        kept = save(meeting, clerk, {"opening_th": ""}, opening_th="เปิด")

    assert kept.clashes == {}


def test_a_part_that_is_not_of_these_minutes_is_not_written(plan, meeting, clerk):
    proposal = ProposalFactory(call=plan.call, state=State.REVIEWING)
    item = services.add_item(meeting, proposal=proposal)

    kept = services.keep_texts(
        meeting, {str(item.uid): "แอบเขียน", "written_by": "x"}, was={}, items=[], by=clerk
    )

    assert kept.saved == {}
    assert "แอบเขียน" not in fresh(item).text_th


# --- They go round
def test_members_are_asked_and_their_comments_answered_before_certifying(meeting, seats, clerk, at):
    services.write_minutes(ended(meeting), by=clerk)
    services.circulate(meeting, date(2025, 2, 14), by=clerk)
    made = services.comment(meeting, seats[1], "ขอแก้เวลาปิดประชุม")
    told = Message.objects.filter(template__contains="minutes_round")

    with pytest.raises(MoveRefused):  # until the 14th
        services.certify_minutes(meeting, by=seats[0].user)
    at("2025-02-15 09:00")
    with pytest.raises(MoveRefused):  # too late
        services.comment(meeting, seats[2], "ช้าไป")
    with pytest.raises(MoveRefused):  # not answered
        services.certify_minutes(meeting, by=seats[0].user)
    services.answer_comment(made, "แก้แล้ว", by=clerk)
    services.certify_minutes(meeting, by=seats[0].user)

    assert sorted(m.address for m in told) == sorted(seat.user.email for seat in seats)
    assert fresh(meeting).certified_at


def test_home_asks_members_for_comments_and_then_the_chair_to_certify(meeting, seats, clerk, at):
    for seat in seats[:2]:
        seat.user.role_grants.create(role="committee", given_at=meeting.starts_at)
    services.write_minutes(ended(meeting), by=clerk)
    services.circulate(meeting, date(2025, 2, 14), by=clerk)

    def lines():
        return [[line.url for line in todo(fresh(seat.user))] for seat in seats[:2]]

    read, certify = f"{meeting.get_absolute_url()}minutes/read/", meeting.get_absolute_url()
    assert lines() == [[read], [read]]
    at("2025-02-15 09:00")
    assert lines() == [[certify], []]


def test_what_does_not_go_round(meeting, clerk):
    with pytest.raises(MoveRefused):  # the meeting goes on
        services.circulate(meeting, date(2025, 2, 14), by=clerk)
    services.write_minutes(ended(meeting), by=clerk)
    with pytest.raises(MoveRefused):  # yesterday
        services.circulate(meeting, date(2025, 2, 11), by=clerk)


def test_k12_online_the_minutes_say_where_the_recording_is(meeting, seats, clerk):
    online = {"seat": seats[1], "status": Presence.PRESENT, "is_online": True}
    services.mark_attendance(meeting, [online])
    services.write_minutes(ended(meeting), by=clerk)

    with pytest.raises(MoveRefused):
        services.certify_minutes(meeting, by=seats[0].user)
    services.write_minutes(meeting, recording_th="เก็บบันทึกภาพไว้ที่ฝ่ายเลขานุการ", by=clerk)
    services.certify_minutes(meeting, by=seats[0].user)

    html = Paper.objects.get(kind="PD-13").html
    assert "เก็บบันทึกภาพไว้ที่ฝ่ายเลขานุการ" in html
    assert "ผ่านสื่ออิเล็กทรอนิกส์ แสดงตนแล้ว" in html


def test_who_came_instead_is_named_with_whom_they_stand_in_for(plan, meeting, clerk):
    role, who = SeatRole.EX_OFFICIO, "ผู้อำนวยการกองแผนงาน"
    officer = SeatFactory(committee=plan.committee, role=role, who_th=who)
    came = {"seat": officer, "status": Presence.DELEGATE, "delegate_th": "นายแทน มาประชุม"}
    services.mark_attendance(meeting, [came | {"is_online": True}])
    services.write_minutes(ended(meeting), by=clerk)

    last = minutes_papers.minutes_context(meeting)["present"][-1]

    note = f"แทน {officer.user.name_th} · ผ่านสื่ออิเล็กทรอนิกส์ แสดงตนแล้ว"
    assert (last["name"], last["note"]) == ("นายแทน มาประชุม", note)
    assert last["who"] == f"แทน{who}"


def test_the_paper_tells_times_votes_by_name_and_who_presided(plan, meeting, seats, clerk, at):
    services.leave(meeting, seats[0], at=None)
    at("2025-02-12 11:30")
    services.arrive(meeting, seats[0], at=None)
    proposal = ProposalFactory(call=plan.call, state=State.REVIEWING)
    services.declare(seats[0], proposal, Severity.HARD, reason=REASON)
    services.elect_chair(meeting, seats[2])
    item = services.add_item(meeting, proposal=proposal)
    votes = {seats[1].pk: "FOR", seats[2].pk: "FOR", seats[3].pk: "AGAINST"}
    services.resolve(item, Outcome.SHORTLISTED, votes=votes)

    html = Paper.objects.get(kind="PD-13").html if certified(meeting, clerk) else ""

    text = " ".join(html.replace('<span class="nowrap">', "").replace("</span>", "").split())
    assert "ออกเวลา 11.00 น." in text or "ออกเวลา ๑๑.๐๐ น." in text
    assert f"{seats[2].user.name_th} ทำหน้าที่ประธานในวาระนี้" in text
    assert f"{seats[0].user.name_th} แจ้งส่วนได้เสียไว้แล้วและไม่ร่วมพิจารณาวาระนี้" in text
    assert f"ไม่เห็นชอบ: {seats[3].user.name_th}" in text
    assert "ลงคะแนนโดยเปิดเผยรายชื่อ" in text


def test_who_certifies_reads_the_draft_first(meeting, seats, clerk, client_of):
    services.write_minutes(ended(meeting), by=clerk)
    read = f"{meeting.get_absolute_url()}minutes/read/"

    chair, member = (client_of(seat.user).get(read).status_code for seat in seats[:2])

    assert (chair, member) == (200, 404)


def test_they_say_why_a_member_did_not_come_unless_they_came_late(meeting, seats, clerk):
    away = {"status": Presence.ABSENT, "absence_th": "ติดราชการ"}
    services.mark_attendance(meeting, [{"seat": seat} | away for seat in seats[1:3]])
    services.arrive(meeting, seats[1])

    certified(meeting, clerk)

    html = Paper.objects.get(kind="PD-13").html
    assert html.count("(ติดราชการ)") == 1
    assert meeting.attendances.get(seat=seats[1]).absence_th == ""


def test_a_reason_too_long_is_refused_and_stays_on_the_page(meeting, seats, client_of):
    client, number = client_of(UserFactory(staff=True)), seats[2].seat_no
    address = reverse("selection:attendance", args=[meeting.uid])
    away = {f"seat-{number}": "ABSENT", f"absence-{number}": "ติดราชการ"}
    client.post(address, away)

    again = client.post(address, away | {f"absence-{number}": "ก" * 201}).content.decode()

    assert meeting.attendances.get(seat=seats[2]).absence_th == "ติดราชการ"
    assert ("ก" * 201 in again, "ไม่เกิน 200 ตัวอักษร" in again) == (True, True)
    member = client_of(seats[1].user).get(meeting.get_absolute_url()).content.decode()
    assert ("ติดราชการ</span>" in member, f"absence-{number}" in member) == (True, False)
