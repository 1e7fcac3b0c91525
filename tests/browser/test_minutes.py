"""Minutes are saved while one writes them; a part that two change shows both texts."""

import pytest

from selection import services
from selection.kinds import SeatRole
from tests.factories.accounts import UserFactory
from tests.factories.selection import SeatFactory, fresh, meeting_of, plan_of, seat_members

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_is_typed_is_saved_and_nobody_is_overwritten(visitor, troubles, at):
    at("2025-02-07 10:00")
    plan = plan_of()
    clerk = SeatFactory(committee=seat_members(plan, 2)[0].committee, role=SeatRole.SECRETARY)
    meeting = meeting_of(plan, [clerk])
    writer = visitor(clerk.user).go("selection:minutes", meeting.uid)
    state = writer.page.locator("[data-save-state]")

    writer.page.fill("[name=closing_th]", "นัดครั้งต่อไปเดือนมีนาคม")
    writer.page.locator("[data-save-state=saved]").wait_for()
    services.write_minutes(fresh(meeting), opening_th="ของเลขานุการอีกคน", by=UserFactory())
    writer.page.fill("[name=opening_th]", "ของฉัน")
    clash = writer.page.locator("[data-clash=opening_th]")
    clash.wait_for()
    both = clash.inner_text()
    clash.locator(".clash-button").first.click()
    clash.wait_for(state="detached")

    minutes = fresh(meeting).minutes
    assert (minutes.opening_th, minutes.closing_th) == ("ของฉัน", "นัดครั้งต่อไปเดือนมีนาคม")
    assert ("ของฉัน" in both, "ของเลขานุการอีกคน" in both) == (True, True)
    assert state.get_attribute("data-save-state") == "saved"
    assert {trouble for trouble in troubles if "409" not in trouble} == set()
    troubles.clear()  # a clash is answered with 409
