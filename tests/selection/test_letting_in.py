"""Points that were missing when the chair closed them: opened again by an act that is kept."""

import pytest

from proposals.grounds import MoveRefused, ReasonNeeded
from pyp_portal.history.models import Event
from pyp_portal.outbox.models import Message
from selection import services
from selection.kinds import AnnouncementKind, Outcome, SeatRole, Severity, Stage
from selection.models import Announcement, Reopening, Seal, SheetVersion
from selection.services import doors, letting_in, running
from tests.factories.accounts import UserFactory
from tests.factories.pitches import pitch_day, sheet_of, text, url
from tests.factories.selection import (
    DUE,
    PITCH_CODES,
    REASON,
    fresh,
    plan_of,
    seat_members,
    submit,
)
from tests.selection.sealing import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-02-13 09:00")
    return plan_of()


@pytest.fixture
def seats(plan):
    """Chair, three members, then a secretary who scores nothing today."""
    seats = seat_members(plan, 3)
    seats[3].role = SeatRole.SECRETARY
    seats[3].save()
    return seats


@pytest.fixture
def closed(plan, seats):
    """A session whose points were closed while the last member had handed in nothing."""
    session = pitch_day(plan, seats[:3], count=2)
    for slot in session.slots.order_by("order"):
        services.record_presented(slot)
        doors.open_to_committee(slot.proposal, seats)
        for seat in seats[:2]:
            submit(seat, slot.proposal, stage=Stage.PITCH)
    services.close_scoring(session, reason=REASON)
    return fresh(session)


@pytest.fixture
def chair(seats):
    return seats[0].user


@pytest.fixture
def late(seats, closed):
    """The sheets that are missing."""
    return [sheet_of(seats[2], slot) for slot in closed.slots.order_by("order")]


def hand_in(sheet, points=3):
    services.save_sheet(sheet, dict.fromkeys(PITCH_CODES, points))
    return services.submit_sheet(sheet)


def opened(session, sheets, by):
    return letting_in.open_points(session, sheets, reason=REASON, by=by)


def told(kind):
    return sorted(
        Message.objects.filter(occasion__startswith=f"{kind}:").values_list("recipient", flat=True)
    )


def test_what_was_missing_is_opened_with_a_reason_and_counts_once_it_is_in(closed, late, chair):
    assert list(letting_in.missing(closed, chair)) == late
    with pytest.raises(ReasonNeeded):
        letting_in.open_points(closed, late, reason="สั้น", by=chair)

    opened(closed, late[:1], chair)

    assert list(letting_in.missing(closed, chair)) == late[1:]
    assert list(letting_in.let_in(closed, chair)) == late[:1]
    assert not fresh(late[0]).is_locked
    assert "ประธานปิดการให้คะแนน" in running.why_locked(late[1])
    hand_in(late[0])
    assert late[0].proposal.sheets.filter(stage=Stage.PITCH).counted().count() == 3
    assert "ประธานปิดการให้คะแนน" in running.why_locked(late[0])
    assert not Reopening.objects.filter(done_at=None).exists()
    assert not Seal.objects.exists()


def test_it_stands_in_the_history_of_sheet_and_session(closed, late, chair):
    opened(closed, late, chair)

    event = Event.objects.of(closed).last()
    assert (event.verb, event.by, event.data["count"]) == ("points opened again", chair, 2)
    assert [Event.objects.of(one).last().verb for one in late] == ["points opened again"] * 2


def test_the_member_and_whoever_else_runs_the_day_are_told_once(closed, late, seats, chair):
    opened(closed, late, chair)

    assert told("points-opened") == [seats[2].user_id]
    assert told("points-opened-by") == [seats[3].user_id]
    mail = Message.objects.get(occasion__startswith="points-opened-by:")
    assert REASON not in mail.body


def test_nobody_opens_a_sheet_of_their_own(closed, late, seats):
    seats[2].role = SeatRole.ASSISTANT_SECRETARY
    seats[2].save()

    assert not letting_in.missing(closed, seats[2].user).exists()
    with pytest.raises(MoveRefused, match="ของคุณเอง"):
        opened(closed, late, seats[2].user)


@pytest.mark.parametrize(
    ("kind", "outcome", "opens"),
    [
        (AnnouncementKind.SHORTLIST, Outcome.SHORTLISTED, True),
        (AnnouncementKind.RESULT, Outcome.SELECTED, False),
    ],
)
def test_what_was_signed_before_the_pitch_settles_none_of_its_points(
    plan, closed, late, chair, kind, outcome, opens
):
    made = Announcement.objects.create(plan=plan, kind=kind, number="1/2568", drafted_at=DUE)
    made.items.create(proposal=late[0].proposal, outcome=outcome)

    if opens:
        assert opened(closed, late[:1], chair)
    else:
        with pytest.raises(MoveRefused):
            opened(closed, late[:1], chair)
    assert fresh(late[0]).is_waiting is opens


def test_all_are_opened_or_none(closed, late, chair, seats):
    handed_in = sheet_of(seats[1], closed.slots.first())

    with pytest.raises(MoveRefused):
        opened(closed, [late[0], handed_in], chair)

    assert fresh(late[0]).is_locked


def test_nothing_opens_before_the_points_are_closed(plan, seats, chair):
    session = pitch_day(plan, seats[:3], count=1)

    with pytest.raises(MoveRefused, match="ยังไม่ได้ปิดการให้คะแนน"):
        opened(session, [sheet_of(seats[2], session.slots.get())], chair)


def test_who_stepped_aside_or_left_is_not_asked_again(closed, late, seats, chair):
    services.recuse_late(seats[2], late[0].proposal, reason=REASON, by=seats[2].user)
    services.declare(seats[0], late[1].proposal, Severity.HARD, reason=REASON)

    assert not letting_in.missing(closed, chair).exists()
    assert list(letting_in.missing(closed, seats[3].user)) == late[1:]
    with pytest.raises(MoveRefused):
        opened(closed, late[:1], seats[3].user)
    services.end_seat(seats[2], reason=REASON, by=chair)
    assert not letting_in.missing(closed, seats[3].user).exists()


def test_what_never_comes_is_shut_again_and_holds_up_no_seal(plan, closed, late, chair):
    opened(closed, late, chair)
    with pytest.raises(MoveRefused, match="2"):
        services.close_round(plan, Stage.PITCH)

    for sheet in late:
        letting_in.shut_points(sheet, by=chair)

    assert services.close_round(plan, Stage.PITCH).version == 1
    assert faults(plan) == []
    with pytest.raises(MoveRefused):
        letting_in.shut_points(late[0], by=chair)


def test_a_sheet_shut_while_it_was_open_again_holds_up_no_seal(plan, seats):
    session = pitch_day(plan, seats[:3], count=1)
    slot = session.slots.get()
    services.record_presented(slot)
    for seat in seats[:3]:
        submit(seat, slot.proposal, stage=Stage.PITCH)
    services.reopen_sheet(sheet_of(seats[2], slot), reason=REASON, by=seats[2].user)
    services.close_scoring(session, reason=REASON)

    assert services.close_round(plan, Stage.PITCH).version == 1


# --- After the seal
def test_after_the_seal_only_who_chairs_opens_and_a_new_version_says_so(
    plan, closed, late, seats, chair
):
    first = services.close_round(plan, Stage.PITCH)
    with pytest.raises(MoveRefused, match="ประธานหรือรองประธานเท่านั้น"):
        opened(closed, late, seats[3].user)

    opened(closed, late[:1], chair)
    assert faults(plan) == []
    hand_in(late[0])

    second = Seal.objects.get(version=2)
    assert fresh(first).sha256 == second.previous_sha256
    assert (second.reason, second.approved_by, len(second.changes)) == (REASON, chair, 1)
    assert SheetVersion.objects.get(sheet=late[0]).reason == REASON
    assert fresh(late[0]).sealed_at == second.sealed_at
    assert faults(plan) == []


# --- On the pages
def test_on_the_page_the_chair_opens_and_shuts(closed, late, seats, client_of):
    client, address = client_of(seats[0].user), url("open_points", closed)
    assert address in text(client.get(closed.get_absolute_url()))
    nothing = client.post(address, {"reason": "เหตุผลที่พิมพ์ไว้แล้ว"})
    assert "โปรดเลือกอย่างน้อยหนึ่งใบ" in text(nothing)
    assert "เหตุผลที่พิมพ์ไว้แล้ว" in text(nothing)

    done = client.post(address, {"sheets": [str(late[0].uid)], "reason": REASON}, follow=True)

    assert "เปิดให้ส่งคะแนนแล้ว 1 ใบ" in text(done)
    again = client.post(address, {"sheets": [str(late[0].uid)], "reason": REASON})
    assert "ใบคะแนนที่เลือกบางใบเปิดอยู่หรือเสร็จแล้ว" in text(again)
    shut = client.post(url("shut_points", late[0]), follow=True)
    assert "ปิดใบคะแนนแล้ว" in text(shut)
    assert fresh(late[0]).is_locked


def test_the_member_scores_on_the_phone_after_all(closed, late, seats, chair, client_of):
    opened(closed, late[:1], chair)
    client = client_of(seats[2].user)
    whole = dict.fromkeys(PITCH_CODES, "4") | {"version": str(fresh(late[0]).version)}

    assert client.post(url("keep_points", late[0]), whole).json()["state"] == "saved"
    refused = client.post(url("keep_points", late[1]), whole | {"version": "0"})

    assert (refused.status_code, refused.json()["state"]) == (409, "refused")
    assert "เปิดให้ส่งคะแนน" not in text(client.get(closed.get_absolute_url()))
    assert client.get(url("open_points", closed)).status_code == 403
    assert client_of(UserFactory()).get(url("open_points", closed)).status_code == 404
