"""Why members did not come to a session: noted when it begins or afterwards, and printed."""

import pytest

from proposals.grounds import MoveRefused
from selection import services
from selection.services import absent, position
from tests.factories.pitches import text, url
from tests.factories.selection import REASON, fresh

pytestmark = pytest.mark.django_db


def send(client, session, name="start_session", ticked=(), **reasons):
    """Post who sits, and why the others do not."""
    sent = {"seats": [seat.seat_no for seat in ticked]}
    return client.post(url(name, session), sent | reasons)


def test_who_does_not_sit_has_a_reason_until_they_come(planned, seats, officer, client_of):
    client = client_of(officer)
    two, three = seats[2:]

    send(client, planned, ticked=seats[:2], **{f"absence-{two.seat_no}": "ติดราชการ "})
    noted = absent.of_session(fresh(planned))
    send(client, planned, ticked=[two])

    assert noted == [(two, "ติดราชการ"), (three, "")]
    assert absent.of_session(planned) == [(three, "")]
    assert planned.attendances.count() == 3


def test_a_refused_beginning_keeps_who_was_ticked_and_what_was_typed(
    planned, seats, officer, client_of
):
    reasons = {f"absence-{seats[2].seat_no}": "ก" * 201, f"absence-{seats[3].seat_no}": "ลา"}

    page = send(client_of(officer), planned, ticked=seats[:2], **reasons)

    shown = text(page)
    assert page.status_code == 200
    assert "เขียนได้ไม่เกิน 200 ตัวอักษร" in shown
    assert ("ก" * 201 in shown, 'value="ลา"' in shown) == (True, True)
    assert [row["is_ticked"] for row in page.context["seats"]] == [True, True, False, False]
    assert fresh(planned).started_at is None


def test_afterwards_the_reasons_are_noted_and_stand_in_the_record(
    planned, seats, officer, client_of
):
    services.start_session(planned, seats[:3])
    with pytest.raises(MoveRefused):
        absent.note_absences(fresh(planned), {seats[3]: "ลา"})
    for slot in planned.slots.all():
        services.record_missed(slot, reason=REASON)
    services.end_session(fresh(planned))
    services.close_scoring(fresh(planned), reason=REASON)

    reason = {f"absence-{seats[3].seat_no}": "ลา"}
    send(client_of(officer), planned, "session_absences", **reason)
    member = text(client_of(seats[1].user).get(planned.get_absolute_url()))
    html = position.issue_record(fresh(planned), by=officer).html

    assert "(ลา)" in html.partition("กรรมการที่ไม่มา")[2]
    assert ("ลา</span>" in member, "absence-" in member) == (True, False)
