"""All of one's pitch points on one page, until the chair closes them; the place in the order."""

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.states import State
from pyp_portal import clock
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection import pitch_papers, quorums, services, sheet_words
from selection.kinds import Severity
from selection.positions import Effect
from selection.services import passing, position
from tests.factories.accounts import UserFactory
from tests.factories.pitches import points, sheet_of, text, url
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import PITCH_CODES, REASON, fresh

pytestmark = pytest.mark.django_db


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
def test_the_record_says_who_took_no_part_and_what_the_place_did(slots, session, seats):
    services.declare(seats[2], slots[0].proposal, Severity.HARD, reason=REASON)
    services.open_item(slots[0])
    passing.let_pass(sheet_of(seats[1], slots[0]))
    for slot in slots:
        services.record_presented(slot)
    services.close_scoring(session, reason=REASON)

    rows = [pitch_papers.slot_row(slot) for slot in pitch_papers.slots_of(session)]

    assert [[what for _name, what in row["away"]] for row in rows] == [
        ["ออกจากห้องประชุม", "งดออกคะแนน"],
        [],
        [],
    ]
    words = render_to_string(
        "selection/documents/session_record.html",
        {
            "session": fresh(session),
            "slots": rows,
            "effect": Effect(0.5, -0.25, 1.25, 9),
            **sheet_words.of_record(fresh(session), quorums.of_session(session)),
        },
    )
    assert "๐.๕๐ คะแนน" in words
    assert "ไม่พบว่าลำดับมีผลต่อคะแนน" in words


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

    assert client.post(url("record_paper", session)).status_code == 302
    assert not Paper.objects.of(session).filter(kind=Kind.SCORES)

    services.close_scoring(session)
    client.post(url("record_paper", session))

    paper = Paper.objects.of(session).get(kind=Kind.SCORES)
    reader, outsider = client_of(seats[1].user), client_of(UserFactory())
    address = reverse("selection:paper", args=[paper.uid])
    assert address in text(reader.get(url("session", session)))
    assert outsider.get(address).status_code == 404
    found = position.position_effect(session)
    assert (round(found.slope, 6), found.pitches) == (20, 5)
    after = text(client.get(url("session", session)))
    assert ("ลำดับมีผล" in before, "ลำดับมีผล" in after, "20.00" in after) == (False, True, True)
