"""The pages of the pitch day: what they show to whom, what they keep, what they cost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from proposals.states import State
from pyp_portal import clock
from selection import services
from selection.kinds import Severity, Stage
from selection.services import doors
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory, pdf, submitter
from tests.factories.selection import PITCH_CODES, REASON, fresh, plan_of, seat_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-02-13 09:00")
    return plan_of()


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def session(plan, seats):
    planned = services.open_session(
        plan, starts_at=clock.now(), place_th="ห้องประชุม", slides_due=clock.now()
    )
    proposals = [ProposalFactory(call=plan.call, state=State.SHORTLISTED) for _each in range(3)]
    for proposal in proposals:
        doors.open_to_committee(proposal, seats)
    services.schedule(planned, proposals)
    services.publish_schedule(planned)
    services.start_session(planned, seats)
    return fresh(planned)


@pytest.fixture
def slots(session):
    return list(session.slots.order_by("order"))


def url(name, record):
    return reverse(f"selection:{name}", args=[record.uid])


def text(response):
    return response.content.decode()


def sheet_of(seat, slot):
    return seat.sheets.get(proposal=slot.proposal, stage=Stage.PITCH)


def points(value=4, **more):
    return dict.fromkeys(PITCH_CODES, str(value)) | {"version": "0"} | more


# --- Screens that follow
def test_a_screen_is_told_nothing_until_the_chair_opens_an_item(slots, session, seats, client_of):
    member, chair = client_of(seats[1].user), client_of(seats[0].user)
    tag = member.get(url("live_now", session))["ETag"]
    still = member.get(url("live_now", session), headers={"If-None-Match": tag})

    chair.post(url("open_item", slots[0]))
    turned = member.get(url("live_now", session), headers={"If-None-Match": tag})

    assert (still.status_code, still.content) == (304, b"")
    assert turned.status_code == 200
    assert slots[0].proposal.title_th in text(turned)
    assert url("pitch_sheet", sheet_of(seats[1], slots[0])) in text(turned)


def test_the_answer_that_nothing_changed_is_cheap(session, seats, client_of):
    client = client_of(seats[1].user)
    tag = client.get(url("live_now", session))["ETag"]

    with CaptureQueriesContext(connection) as counted:
        assert (
            client.get(url("live_now", session), headers={"If-None-Match": tag}).status_code == 304
        )

    assert len(counted) <= 5


def test_whoever_stepped_aside_is_sent_out_and_told_nothing_more(slots, session, seats, client_of):
    services.declare(seats[2], slots[1].proposal, Severity.HARD, reason=REASON)
    services.open_item(slots[1])

    page = text(client_of(seats[2].user).get(url("live", session)))

    assert "โปรดรอนอกห้อง" in page
    for secret in (slots[1].proposal.title_th, slots[1].proposal.code, "pitch/sheets"):
        assert secret not in page


def test_an_item_ahead_from_which_one_steps_aside_is_not_named(slots, session, seats, client_of):
    services.declare(seats[2], slots[1].proposal, Severity.HARD, reason=REASON)
    services.open_item(slots[0])

    page = text(client_of(seats[2].user).get(url("live", session)))

    assert slots[0].proposal.title_th in page
    assert slots[1].proposal.title_th not in page


def test_the_chair_runs_an_item_from_its_opening_to_its_end(slots, session, seats, client_of):
    chair = client_of(seats[0].user)
    for name in ("open_item", "begin_pitch", "begin_questions", "presented"):
        assert chair.post(url(name, slots[0])).status_code == 302

    now = fresh(slots[0])
    moments = (now.opened_at, now.pitch_from, now.questions_from, now.presented_at)
    assert set(moments) == {clock.now()}
    assert fresh(now.proposal).state == State.PITCHED


def test_the_time_left_stands_in_the_page_by_the_clock_of_the_portal(
    slots, session, seats, client_of
):
    services.open_item(slots[0])
    services.begin_pitch(slots[0])

    page = text(client_of(seats[1].user).get(url("live", session)))

    assert 'data-clock="2025-02-13T02:07:00+00:00" data-now="2025-02-13T09:00:00+07:00"' in page


@pytest.mark.parametrize("moment", ["ahead", "begun", "over"])
def test_a_screen_without_an_item_says_what_comes(moment, plan, seats, client_of):
    words = {"ahead": "ยังไม่เริ่มรอบนำเสนอ", "begun": "เริ่มรอบนำเสนอแล้ว", "over": "จบรอบนำเสนอแล้ว"}
    session = services.open_session(plan, starts_at=clock.now(), place_th="ห้อง")
    if moment != "ahead":
        services.start_session(session, seats)
    if moment == "over":
        services.end_session(session)

    assert words[moment] in text(client_of(seats[1].user).get(url("live", session)))


# --- Outside the room
def test_the_screen_outside_shows_order_and_agency_and_no_more(slots, session, seats, client):
    services.show_outside(session)
    services.open_item(slots[0])
    services.save_sheet(sheet_of(seats[1], slots[0]), dict.fromkeys(PITCH_CODES, 5))
    shown = fresh(session)

    page = client.get(reverse("selection:waiting", args=[shown.waiting_key]))

    for slot in slots:
        assert slot.proposal.code in text(page)
        assert str(slot.proposal.lead_agency) in text(page)
    for secret in ("100.00", str(seats[1].user), slots[0].proposal.owner.email):
        assert secret not in text(page)
    assert page["X-Robots-Tag"] == "noindex, nofollow"


def test_the_screen_outside_costs_one_statement_while_nothing_changes(session, client):
    key = services.show_outside(session).waiting_key
    address = reverse("selection:waiting_now", args=[key])
    tag = client.get(address)["ETag"]

    with CaptureQueriesContext(connection) as counted:
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304

    assert len(counted) == 1


def test_an_order_that_is_not_announced_is_not_shown_outside(plan, client):
    session = services.open_session(plan, starts_at=clock.now(), place_th="ห้อง")
    proposal = ProposalFactory(call=plan.call, state=State.SHORTLISTED)
    services.schedule(session, [proposal])
    key = services.show_outside(session).waiting_key

    assert proposal.code not in text(client.get(reverse("selection:waiting", args=[key])))


def test_an_address_that_was_taken_away_leads_nowhere(session, client):
    key = services.show_outside(session).waiting_key
    services.hide_outside(session)

    assert client.get(reverse("selection:waiting", args=[key])).status_code == 404


# --- The lot
def test_the_page_of_the_lot_shows_how_to_draw_it_again(plan, seats, officer, client_of):
    session = services.open_session(plan, starts_at=clock.now(), place_th="ห้อง")
    services.schedule(session, [ProposalFactory(call=plan.call, state=State.SHORTLISTED)])
    client = client_of(officer)
    assert "ยังไม่ได้จับสลาก" in text(client.get(url("lot", session)))

    client.post(url("draw", session), {"public": "845521"})

    page = text(client.get(url("lot", session)))
    drawn = fresh(session)
    for shown in ("845521", drawn.order_salt, drawn.order_seed, services.lots_of(drawn)[0].drew):
        assert shown in page
    again = client.post(url("draw", session), {"public": "1"})
    assert again.status_code == 200
    assert fresh(session).order_public == "845521"


def test_the_lot_does_not_name_what_is_closed(plan, seats, client_of):
    session = services.open_session(plan, starts_at=clock.now(), place_th="ห้อง")
    closed = ProposalFactory(call=plan.call, state=State.SHORTLISTED)
    doors.open_to_committee(closed, seats)
    services.schedule(session, [closed])
    services.declare(seats[2], closed, Severity.HARD, reason=REASON)
    services.draw_order(session, public="1")

    assert closed.code in text(client_of(seats[1].user).get(url("lot", session)))
    assert closed.code not in text(client_of(seats[2].user).get(url("lot", session)))


# --- Slides and calendars
def upload(content=None):
    return {"file": SimpleUploadedFile("สไลด์.pdf", content or pdf())}


@pytest.fixture
def ahead(plan):
    """A slot five days ahead, whose agency was told."""
    session = services.open_session(
        plan, starts_at=clock.now() + timedelta(days=5), place_th="ห้องประชุม"
    )
    slot = services.schedule(session, [ProposalFactory(call=plan.call, state=State.SHORTLISTED)])[0]
    services.publish_schedule(session)
    return fresh(slot)


def test_an_agency_sends_slides_and_sends_others(ahead, client_of):
    client = client_of(submitter(ahead.proposal))
    for _each in range(2):
        assert client.post(url("send_slides", ahead), upload()).status_code == 302

    assert ahead.decks.count() == 2
    deck = services.deck_of(ahead)
    assert deck == ahead.decks.order_by("pk").last()
    assert url("slides", deck) in text(client.get(url("slot", ahead)))
    assert b"".join(client.get(url("slides", deck))).startswith(b"%PDF")


def test_slides_that_come_too_late_are_refused_with_what_to_do(ahead, officer, client_of, at):
    client = client_of(submitter(ahead.proposal))
    at(ahead.session.slides_due)

    page = client.post(url("send_slides", ahead), upload())

    assert page.status_code == 200
    assert "โปรดนำไฟล์มาในวันนำเสนอ" in text(page)
    assert not ahead.decks.exists()
    assert client_of(officer).post(url("send_slides", ahead), upload()).status_code == 302


def test_no_slides_once_the_pitch_was_opened(slots, officer, client_of):
    services.open_item(slots[0])

    page = client_of(officer).post(url("send_slides", slots[0]), upload())

    assert "เปลี่ยนเอกสารนำเสนอไม่ได้" in text(page)
    assert not slots[0].decks.exists()


@pytest.mark.parametrize("sent", [{}, {"file": SimpleUploadedFile("a.pdf", b"MZ")}])
def test_a_file_that_is_none_or_not_slides_is_refused(sent, ahead, client_of):
    page = client_of(submitter(ahead.proposal)).post(url("send_slides", ahead), sent)

    assert page.status_code == 200
    assert "error" in text(page)
    assert not ahead.decks.exists()


def test_slides_of_the_missed_slot_are_those_of_the_second(ahead, seats, officer, client_of, at):
    client_of(officer).post(url("send_slides", ahead), upload())
    at(ahead.starts_at)
    services.start_session(ahead.session, seats)
    services.record_missed(ahead, reason=REASON)
    later = services.open_session(ahead.session.plan, starts_at=clock.now(), place_th="ห้อง")

    second = services.reslot(ahead, later)

    assert services.deck_of(second).slot == ahead


def test_calendar_files_follow_what_moves(ahead, seats, client_of):
    agency, member = client_of(submitter(ahead.proposal)), client_of(seats[1].user)
    services.draw_order(ahead.session, public="1")

    own = event(agency.get(url("slot_calendar", ahead)))
    whole = event(member.get(url("session_calendar", ahead.session)))

    assert own["dtstart"].dt == ahead.starts_at
    assert own["sequence"] == whole["sequence"] == 2
    assert ahead.proposal.title_th in own["summary"]
    assert whole["dtend"].dt - whole["dtstart"].dt == timedelta(minutes=15)


def event(response):
    return Calendar.from_ical(response.content).events[0]


# --- Points from a phone
def test_each_tap_is_kept_and_the_version_moves_on(slots, seats, client_of):
    services.open_item(slots[0])
    sheet = sheet_of(seats[1], slots[0])
    client = client_of(seats[1].user)

    first = client.post(url("keep_points", sheet), {"P1": "4", "version": "0"}).json()
    second = client.post(url("keep_points", sheet), points(5, version=first["version"])).json()

    assert (first["state"], second["state"]) == ("saved", "saved")
    assert second["version"] == first["version"] + 1
    assert fresh(sheet).total == 100


def test_points_from_an_older_screen_are_answered_with_those_that_stand(slots, seats, client_of):
    services.open_item(slots[0])
    sheet = sheet_of(seats[1], slots[0])
    client = client_of(seats[1].user)
    client.post(url("keep_points", sheet), points(5))

    answer = client.post(url("keep_points", sheet), points(2))

    told = answer.json()
    assert (answer.status_code, told["state"], told["version"]) == (409, "stale", 1)
    assert told["values"]["P1"] == "5"
    assert fresh(sheet).total == 100


def test_points_before_the_item_is_open_are_refused_with_the_sentence(slots, seats, client_of):
    answer = client_of(seats[1].user).post(
        url("keep_points", sheet_of(seats[1], slots[1])), points()
    )

    assert (answer.status_code, answer.json()["state"]) == (409, "refused")
    assert "ประธานเปิดลำดับนี้" in answer.json()["text"]


def test_points_off_the_scale_are_told_as_such(slots, seats, client_of):
    services.open_item(slots[0])

    answer = client_of(seats[1].user).post(
        url("keep_points", sheet_of(seats[1], slots[0])), points(7)
    )

    assert (answer.status_code, answer.json()["state"]) == (400, "invalid")


def test_a_whole_sheet_is_handed_in_from_the_phone(slots, seats, client_of):
    services.open_item(slots[0])
    sheet = sheet_of(seats[1], slots[0])

    told = client_of(seats[1].user).post(url("keep_points", sheet), points(submit="1")).json()

    assert told["state"] == "submitted"
    assert fresh(sheet).submitted_at == clock.now()


def test_without_script_the_same_page_saves_and_hands_in(slots, seats, client_of):
    services.open_item(slots[0])
    sheet = sheet_of(seats[1], slots[0])
    client = client_of(seats[1].user)
    assert client.get(url("sheet", sheet)).url == url("pitch_sheet", sheet)

    client.post(url("pitch_sheet", sheet), {"P1": "3", "version": "0", "save": "1"})
    refused = client.post(url("pitch_sheet", sheet), {"P1": "3", "version": "1", "submit": "1"})
    client.post(url("pitch_sheet", sheet), points(3, version="2", submit="1"))

    assert "ยังไม่ได้ให้คะแนน" in text(refused)
    assert fresh(sheet).submitted_at


def test_a_sheet_tells_that_another_pitch_is_open(slots, session, seats, client_of):
    services.open_item(slots[0])
    sheet = sheet_of(seats[1], slots[0])
    client = client_of(seats[1].user)
    tag = client.get(url("sheet_now", sheet))["ETag"]
    assert client.get(url("sheet_now", sheet), headers={"If-None-Match": tag}).status_code == 304

    services.open_item(slots[1])

    head = text(client.get(url("sheet_now", sheet), headers={"If-None-Match": tag}))
    assert url("pitch_sheet", sheet_of(seats[1], slots[1])) in head


def test_a_sheet_does_not_name_an_open_pitch_that_is_closed(slots, seats, client_of):
    services.open_item(slots[0])
    services.declare(seats[1], slots[1].proposal, Severity.HARD, reason=REASON)
    services.open_item(slots[1])

    page = text(client_of(seats[1].user).get(url("pitch_sheet", sheet_of(seats[1], slots[0]))))

    assert "เปิดลำดับที่ 2" not in page


def test_one_tap_steps_aside_and_the_room_knows(slots, session, seats, client_of):
    services.open_item(slots[0])
    sheet = sheet_of(seats[1], slots[0])

    answer = client_of(seats[1].user).post(url("leave_pitch", sheet))

    assert answer.url == url("live", session)
    assert fresh(sheet).recused_at
    assert slots[0].absences.get().seat == seats[1]


# --- The last pass
def test_all_points_stand_on_one_page_and_are_handed_in_together(slots, session, seats, client_of):
    for slot in slots[:2]:
        services.open_item(slot)
    first, second, ahead = (sheet_of(seats[1], slot) for slot in slots)
    client = client_of(seats[1].user)
    given = row(first, 4) | row(second, 3, P6="")

    client.post(url("final_pass", session), given | {"submit": "1"})

    assert [bool(fresh(one).submitted_at) for one in (first, second, ahead)] == [True, False, False]
    assert (fresh(first).total, fresh(second).points().get("P6")) == (80, None)


def row(sheet, value, **other):
    given = points(value, **other)
    return {f"{sheet.uid.hex}-{name}": text for name, text in given.items()}


def test_a_newer_version_keeps_the_whole_page_from_being_saved(slots, session, seats, client_of):
    for slot in slots[:2]:
        services.open_item(slot)
    first, second, _ahead = (sheet_of(seats[1], slot) for slot in slots)
    services.save_sheet(second, {"P1": 5}, strength="คำเดิม")

    page = client_of(seats[1].user).post(url("final_pass", session), row(first, 4) | row(second, 3))

    assert page.status_code == 200
    assert "คะแนนที่คุณเลือกยังอยู่ครบ" in text(page)
    assert (fresh(first).version, fresh(second).points()["P1"]) == (0, 5)


def test_the_words_of_a_sheet_stay_when_its_points_are_changed(slots, session, seats, client_of):
    services.open_item(slots[0])
    sheet = services.save_sheet(
        sheet_of(seats[1], slots[0]), {"P1": 5}, strength="จุดเด่น", advice="ข้อแนะนำ", confidence=2
    )

    client_of(seats[1].user).post(url("final_pass", session), row(sheet, 4, version="1"))

    kept = fresh(sheet)
    assert (kept.strength_th, kept.advice_th, kept.confidence) == ("จุดเด่น", "ข้อแนะนำ", 2)
    assert kept.total == 80


def test_points_that_are_not_offered_are_refused(slots, session, seats, client_of):
    services.open_item(slots[0])

    page = client_of(seats[1].user).post(
        url("final_pass", session), row(sheet_of(seats[1], slots[0]), 9)
    )

    assert "มีคะแนนที่ไม่อยู่ในตัวเลือก" in text(page)


def test_the_last_pass_costs_the_same_for_one_pitch_and_three(slots, session, seats, client_of):
    client, counts = client_of(seats[1].user), []
    for some in (slots[:1], slots[1:]):
        for slot in some:
            services.open_item(slot)
            services.save_sheet(sheet_of(seats[1], slot), dict.fromkeys(PITCH_CODES, 4))
        client.get(url("final_pass", session))
        with CaptureQueriesContext(connection) as counted:
            assert client.get(url("final_pass", session)).status_code == 200
        counts.append(len(counted))

    assert counts[0] == counts[1]


def test_the_chair_closes_the_points_with_a_reason_for_those_missing(
    slots, session, seats, client_of
):
    for slot in slots:
        services.record_presented(slot)
    chair = client_of(seats[0].user)
    assert chair.post(url("close_scoring", session)).status_code == 200

    chair.post(url("close_scoring", session), {"reason": REASON})

    assert fresh(session).scoring_closed_at
    assert "ปิดการให้คะแนนแล้ว" in text(client_of(seats[1].user).get(url("final_pass", session)))


# --- What it says about positions
def test_the_effect_of_the_position_is_shown_once_the_points_are_closed(
    plan, seats, officer, client_of
):
    session = services.open_session(plan, starts_at=clock.now(), place_th="ห้อง")
    proposals = [ProposalFactory(call=plan.call, state=State.SHORTLISTED) for _each in range(5)]
    services.schedule(session, proposals)
    services.start_session(session, seats)
    for slot in session.slots.order_by("order"):
        services.record_presented(slot)
        for seat in seats:
            sheet = sheet_of(seat, slot)
            services.save_sheet(sheet, dict.fromkeys(PITCH_CODES, min(slot.order, 5)))
            services.submit_sheet(sheet)
    client = client_of(officer)
    before = text(client.get(url("session", session)))

    services.close_scoring(session)

    found = services.position_effect(session)
    assert (round(found.slope, 6), found.pitches) == (20, 5)
    after = text(client.get(url("session", session)))
    assert ("ลำดับมีผล" in before, "ลำดับมีผล" in after, "20.00" in after) == (False, True, True)
