"""Points from a phone: each tap kept, nothing overwritten unseen, one tap to step aside."""

import pytest
from django.urls import reverse

from pyp_portal import clock
from selection import services
from selection.kinds import Leaving, Severity
from tests.factories.pitches import points, sheet_of, text, url
from tests.factories.selection import PITCH_CODES, REASON, fresh

pytestmark = pytest.mark.django_db


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


def test_a_screen_is_led_away_from_a_pitch_that_is_closed_to_its_member(slots, seats, client_of):
    services.open_item(slots[0])
    sheet, client = sheet_of(seats[1], slots[0]), client_of(seats[1].user)
    services.declare(seats[1], slots[0].proposal, Severity.HARD, reason=REASON)

    answer = client.get(url("sheet_now", sheet))

    tasks = reverse("selection:tasks", args=[slots[0].session.plan.year])
    assert (answer.status_code, answer["HX-Redirect"], answer.content) == (200, tasks, b"")
    assert client_of(seats[0].user).get(url("sheet_now", sheet)).status_code == 404


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


def test_one_tap_lets_a_pitch_pass(slots, seats, client_of):
    services.open_item(slots[0])
    sheet = sheet_of(seats[1], slots[0])

    client_of(seats[1].user).post(url("let_pass", sheet))

    assert fresh(sheet).abstained_at == clock.now()
    assert slots[0].absences.get().why == Leaving.ABSTAIN
    page = text(client_of(seats[1].user).get(url("pitch_sheet", sheet)))
    assert "คุณงดออกคะแนน" in page
    assert "data-pitch-score" not in page


def test_no_pitch_is_let_pass_before_it_is_open(slots, seats, client_of):
    client_of(seats[1].user).post(url("let_pass", sheet_of(seats[1], slots[1])))

    assert fresh(sheet_of(seats[1], slots[1])).abstained_at is None


def test_where_reasons_are_asked_for_they_are_given_on_the_phone_too(plan, slots, seats, client_of):
    services.change_plan(plan, by=None, remarks="required")
    services.open_item(slots[0])
    sheet = sheet_of(seats[1], slots[0])
    client = client_of(seats[1].user)
    reasons = {f"{code}_comment": "ชัดเจน" for code in PITCH_CODES}
    assert 'name="P1_comment"' in text(client.get(url("pitch_sheet", sheet)))

    first = client.post(url("keep_points", sheet), points(**reasons)).json()
    told = client.post(url("keep_points", sheet), points(version=first["version"], submit="1"))

    assert told.json()["state"] == "submitted"
    assert fresh(sheet).scores.get(criterion__code="P1").comment == "ชัดเจน"
