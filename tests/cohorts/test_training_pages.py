"""The pages of the training, as those who use them: officers, participants, anybody."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cohorts import checkin, workshop_rules
from cohorts.models import (
    Attendance,
    AttendanceImport,
    Evaluation,
    Reflection,
    SelfRating,
    WorkshopSession,
)
from cohorts.todo import todo
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from tests.cohorts.test_pages import day
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import PartnerFactory
from tests.factories.workshops import GOOD, RATED, AttendanceFactory, WorkshopFactory, seat_in

pytestmark = pytest.mark.django_db
TIMES = {"morning_from": "09:00", "morning_to": "12:00"}
REASON = {"reason": "วิทยากรติดราชการด่วน ขอยกเลิก"}
WORDS = "ได้เรียนรู้การทำงานร่วมกันข้ามหน่วยงาน และจะใช้วิธีสัมภาษณ์ประชาชนต่อไป"


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def session(at):
    at("2025-04-01 09:00")
    return WorkshopFactory()


@pytest.fixture
def seat(session):
    return seat_in(session)


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


def said(response):
    """The page with what the portal says after an act."""
    return response.content.decode()


# --- Planning
def test_an_officer_plans_moves_and_calls_off_and_those_invited_are_told_once(
    session, seat, staff, client_of
):
    client, year = client_of(staff), session.cohort.call.fiscal_year
    tiers = list(session.cohort.tiers.values_list("pk", flat=True))
    facts = {
        "title_th": "ปฐมนิเทศ", **day("held_on", date(2025, 4, 21)), **TIMES, "mode": "HYBRID",
        "place_th": "ห้อง 1", "link": "https://meet.example.org/a", "invited": tiers,
        "capacity": 30, "competences": ["DESIGN"], "invites_partners": "on", "phase": "DEFINE",
    }  # fmt: skip
    client.post(to("workshop_new", year), facts)
    made = WorkshopSession.objects.get(title_th="ปฐมนิเทศ")
    page = client.get(to("workshop_edit", made.uid))
    assert (made.number, made.halves) == (session.number + 1, ["morning"])
    assert 'value="09:00"' in said(page)

    client.post(to("workshop_edit", made.uid), facts | {"title_th": "ใหม่", "seen": 0})
    assert not Message.objects.exists()  # nothing has moved
    client.post(to("workshop_edit", made.uid), facts | {"place_th": "ห้อง 2", "seen": 1})
    client.post(to("workshop_cancel", made.uid), REASON)

    told = Message.objects.order_by("pk")
    assert [(m.address, m.subject.partition(":")[0]) for m in told] == [
        (seat.person.email, "เปลี่ยนกำหนดการ"), (seat.person.email, "ยกเลิก"),
    ]  # fmt: skip
    assert "ห้อง 2" in told[0].body
    assert "CANCELLED" in said(client.get(to("workshop_calendar", made.uid)))
    assert REASON["reason"] in said(client_of(seat.person).get(made.get_absolute_url()))


@pytest.mark.parametrize(
    ("mode", "field"), [("ONSITE", "place_th"), ("ONLINE", "link"), ("HYBRID", "link")]
)
def test_a_session_without_its_place_keeps_what_was_typed(session, staff, client_of, mode, field):
    year = session.cohort.call.fiscal_year
    page = client_of(staff).post(to("workshop_new", year), {"title_th": "ปฐมนิเทศ", "mode": mode})

    assert field in page.context["form"].errors
    assert "ปฐมนิเทศ" in said(page)


def test_the_list_shows_who_came_and_means_from_three_answers_on(session, staff, client_of):
    AttendanceFactory(session=session, seat=seat_in(session))
    other = WorkshopFactory(cohort=session.cohort, number=9977)
    for scores in (GOOD, GOOD, GOOD | {"OVERALL": 1}):
        Evaluation.objects.create(session=session, scores=scores, text_th="<b>ดี</b>")
    for _each in range(3):
        rated = seat_in(session)
        SelfRating.objects.create(seat=rated, moment="BEFORE", scores=RATED, rated_at=clock.now())
        SelfRating.objects.create(
            seat=rated, moment="AFTER", scores=RATED | {"DESIGN": 5}, rated_at=clock.now()
        )
    Evaluation.objects.create(session=other, scores=GOOD, text_th="คนเดียวพูด")
    client = client_of(staff)

    page = client.get(to("workshops", session.cohort.call.fiscal_year))

    found = {one.number: (one.came, one.answers, one.overall) for one in page.context["sessions"]}
    assert found == {session.number: (1, 3, 3.0), 9977: (0, 1, None)}
    growth = {str(label): (before, after) for label, before, after in page.context["growth"]}
    assert growth["ออกแบบและทดสอบต้นแบบ"] == (3.0, 5.0)
    assert "&lt;b&gt;ดี&lt;/b&gt;" in said(client.get(session.get_absolute_url()))
    assert "คนเดียวพูด" not in said(client.get(other.get_absolute_url()))


# --- Check-in
def test_the_code_on_the_screen_lets_a_phone_check_in(session, seat, staff, client_of, at):
    at("2025-04-10 08:50")
    screen = client_of(staff).get(to("workshop_screen", session.uid))
    part = client_of(staff).get(to("workshop_screen_now", session.uid))
    assert "<svg" in said(screen) and "<svg" in said(part)
    assert (screen.context["came"], screen.context["expected"]) == (0, 1)
    url = to("check_in", session.uid, checkin.token(session))
    client = client_of(seat.person)
    page = client.get(url)
    assert not Attendance.objects.exists()  # looking changes nothing

    done = client.post(url, {"ticket": page.context["ticket"]}, follow=True)

    assert "ลงเวลาแล้ว ช่วงเช้า: มา" in said(done)
    assert Attendance.objects.get().morning == "PRESENT"


def test_a_code_of_yesterday_or_a_forged_ticket_gets_its_sentence(
    session, seat, staff, client_of, at
):
    at("2025-04-09 08:50")
    url = to("check_in", session.uid, checkin.token(session))
    assert "ยังลงเวลาไม่ได้" in said(client_of(staff).get(to("workshop_screen", session.uid)))
    at("2025-04-10 08:50")
    client = client_of(seat.person)

    assert "หมดอายุแล้ว" in said(client.get(url))
    assert "ไม่ใช่ของการอบรมครั้งนี้" in said(client.post(url, {"ticket": "x"}, follow=True))
    fresh = to("check_in", session.uid, checkin.token(session))
    assert "ไม่ได้รับเชิญ" in said(client_of(staff).get(fresh))
    assert client_of(UserFactory()).get(fresh).status_code == 404
    assert not Attendance.objects.exists()


# --- The sheet and the list of a meeting
def test_the_sheet_is_kept_and_says_who_was_quicker(session, seat, staff, client_of, at):
    at("2025-04-10 09:10")
    client, partner = client_of(staff), PartnerFactory(team=seat.team, person=None)
    url = to("attendance", session.uid) + f"?half=morning&team={seat.team.proposal.code}"
    row = {f"status-{seat.uid}": "LATE", f"note-{seat.uid}": " รถติด ", f"seen-{seat.uid}": ""}
    row |= {f"status-{partner.uid}": "nonsense"}

    assert "บันทึกแล้ว 1 รายการ" in said(client.post(url, row, follow=True))
    again = client.post(url, row | {f"status-{seat.uid}": "ABSENT"}, follow=True)

    assert "มีผู้อื่นบันทึก" in said(again)
    assert [(r.morning, r.note_th) for r in Attendance.objects.all()] == [("LATE", "รถติด")]
    page = client.get(to("attendance", session.uid) + "?team=ไม่มี&half=night")
    assert (page.context["half"], page.context["rows"]) == ("morning", [])


def test_presence_ahead_of_the_day_is_refused_on_the_sheet(session, seat, staff, client_of):
    url = to("attendance", session.uid)
    typed = {f"status-{seat.uid}": "PRESENT", f"note-{seat.uid}": "มาก่อนเวลา"}
    page = client_of(staff).post(url, typed)

    assert "ก่อนเริ่มบันทึกได้เฉพาะการลา" in said(page)
    assert page.context["rows"] == [(seat, "", "", "PRESENT", "มาก่อนเวลา")]
    assert not Attendance.objects.exists()


def test_all_who_are_left_are_marked_with_one_press(session, seat, staff, client_of, at):
    at("2025-04-10 13:10")
    url = to("attendance_rest", session.uid)
    client_of(staff).post(url, {"half": "afternoon", "status": "ABSENT"})
    client_of(staff).post(url, {"half": "night", "status": "ABSENT"})

    assert [(r.morning, r.afternoon) for r in Attendance.objects.all()] == [("", "ABSENT")]


def test_a_meeting_list_is_shown_before_it_is_taken(session, seat, staff, client_of, at):
    at("2025-04-10 18:00")
    client = client_of(staff)
    bad = client.post(to("list_new", session.uid), {"file": SimpleUploadedFile("x", b"a,b\n")})
    assert "หัวคอลัมน์" in said(bad)
    assert said(bad).count("data-summary") == 1
    text = f"Name,Email\nx,{seat.person.email}\n<i>คนแปลกหน้า</i>,\n"
    file = SimpleUploadedFile("list.csv", text.encode())
    shown = client.post(to("list_new", session.uid), {"file": file}, follow=True)
    assert "&lt;i&gt;คนแปลกหน้า" in said(shown) and "ไม่มีผู้ได้รับเชิญ" in said(shown)
    assert not Attendance.objects.exists()

    client.post(to("list", AttendanceImport.objects.get().uid))

    assert Attendance.objects.get().seat == seat
    assert "นำเข้าแล้ว 1" in said(client.get(to("list", AttendanceImport.objects.get().uid)))


# --- One's own
def test_a_participant_takes_a_place_says_they_cannot_come_and_comes_after_all(
    session, seat, client_of
):
    client, page = client_of(seat.person), session.get_absolute_url()
    client.post(to("workshop_place", session.uid), {"how": "room"})
    assert "คุณมีที่นั่งในห้องอบรม" in said(client.get(page))
    client.post(to("workshop_place", session.uid), {"how": "none"})
    assert session.places.count() == 0
    client.post(to("workshop_leave", session.uid), {"status": "LEAVE", "note": "ราชการด่วน"})
    assert "ราชการด่วน" in said(client.get(page))
    client.post(to("workshop_back", session.uid))

    assert Attendance.objects.get().morning == ""


def test_my_training_says_what_is_missing_and_offers_the_next_step(session, seat, client_of, at):
    client = client_of(seat.person)
    AttendanceFactory(session=session, seat=seat)
    assert "กำลังจะถึง" in said(client.get(to("my_training")))
    client.post(to("rating", seat.uid, "before"), RATED)
    at("2025-08-28 09:00")
    assert [one.url for one in todo(seat.person)] == [to("evaluation", session.uid)]
    page = said(client.get(to("my_training")))
    assert "ยังไม่ได้เขียนบทสะท้อนการเรียนรู้" in page
    assert to("rating", seat.uid, "after") in page

    assert to("rating", seat.uid, "before") not in page
    assert client.get(to("rating", seat.uid, "before")).url == to("my_training")

    client.post(to("evaluation", session.uid), GOOD | {"text": "ดีมาก"})
    client.post(to("rating", seat.uid, "after"), RATED)
    client.post(to("reflection", seat.uid), {"text": WORDS})

    assert Evaluation.objects.get().scores == GOOD
    assert {one.moment for one in SelfRating.objects.all()} == {"BEFORE", "AFTER"}
    assert Reflection.objects.get().text_th == WORDS
    assert todo(seat.person) == []
    page = said(client.get(to("my_training")))
    assert "ยังไม่ได้เขียนบทสะท้อนการเรียนรู้" not in page
    assert "BEGIN:VEVENT" in said(client.get(to("my_calendar")))
    assert WORDS in said(client.get(to("reflection", seat.uid)))


def test_answers_left_out_keep_what_was_given(session, seat, client_of, at):
    AttendanceFactory(session=session, seat=seat)
    at("2025-04-11 09:00")
    page = client_of(seat.person).post(to("evaluation", session.uid), {"CONTENT": 5, "text": "ดี"})

    assert not Evaluation.objects.exists()
    assert re.search(r'value="5"[^>]*checked', said(page))
    short = client_of(seat.person).post(to("reflection", seat.uid), {"text": "สั้น"})
    assert "50" in said(short)


def test_a_partner_and_somebody_without_a_course_have_their_page_too(session, seat, client_of):
    partner = PartnerFactory(team=seat.team)

    assert "ภาคีร่วม" in said(client_of(partner.person).get(to("my_training")))
    assert "ไม่ได้อยู่ในหลักสูตร" in said(client_of(UserFactory()).get(to("my_training")))


def test_the_rule_and_the_query_of_who_sees_a_session_agree(session, seat, staff):
    hidden = WorkshopFactory(cohort=session.cohort, invited=[], invites_partners=False)
    partner = PartnerFactory(team=seat.team)
    gone = seat_in(session, withdrawn_at=clock.now())
    ended = PartnerFactory(team=seat.team, ended_at=clock.now())
    seen = {}
    for person in (seat.person, partner.person, staff, gone.person, ended.person, UserFactory()):
        visible = set(WorkshopSession.objects.visible_to(person))
        assert visible == {
            one for one in (session, hidden) if workshop_rules.can_view(one, person)
        }  # fmt: skip
        seen[person] = len(visible)
    assert list(seen.values()) == [1, 1, 2, 0, 0, 0]
    nobody = AnonymousUser()
    assert not WorkshopSession.objects.visible_to(nobody).exists()
    assert not workshop_rules.can_view(session, nobody)
    assert not workshop_rules.is_invited(session, nobody)
