"""Screens that follow the pitch day, in the room and outside, and the page of the lot."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.states import State
from pyp_portal import clock
from selection import services
from selection.kinds import Severity
from selection.services import doors, drawing, running
from tests.factories.pitches import sheet_of, text, url
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import PITCH_CODES, REASON, fresh

pytestmark = pytest.mark.django_db


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
    running.show_outside(session)
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
    key = running.show_outside(session).waiting_key
    address = reverse("selection:waiting_now", args=[key])
    tag = client.get(address)["ETag"]

    with CaptureQueriesContext(connection) as counted:
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304

    assert len(counted) == 1


def test_an_order_that_is_not_announced_is_not_shown_outside(plan, client):
    session = services.open_session(plan, starts_at=clock.now(), place_th="ห้อง")
    proposal = ProposalFactory(call=plan.call, state=State.SHORTLISTED)
    services.schedule(session, [proposal])
    key = running.show_outside(session).waiting_key

    assert proposal.code not in text(client.get(reverse("selection:waiting", args=[key])))


def test_an_address_that_was_taken_away_leads_nowhere(session, client):
    key = running.show_outside(session).waiting_key
    running.hide_outside(session)

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
    for shown in ("845521", drawn.order_salt, drawn.order_seed, drawing.lots_of(drawn)[0].drew):
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


def test_a_screen_that_is_behind_opens_no_other_pitch(slots, seats, client_of):
    chair = client_of(seats[0].user)
    shown = text(chair.get(url("live", slots[0].session)))
    services.open_item(slots[1])

    answer = chair.post(url("open_item", slots[0]), {"live": "1", "seen": ""}, follow=True)

    assert 'name="seen" value=""' in shown
    assert "มีผู้เปิดลำดับที่ 2 แล้ว" in text(answer)
    assert fresh(slots[0].session).current == slots[1]
