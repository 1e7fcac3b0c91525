"""Scoring a pitch on a phone through a minute without network, while the chair goes on."""

import time

import pytest
from django.conf import settings
from django.urls import reverse

from selection import services
from tests.factories.pitches import pitch_day, sheet_of
from tests.factories.selection import fresh, plan_of, seat_members

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
STATE = "[data-pitch-state={}]"
KEYS = "Object.keys(localStorage).filter(key => key.startsWith('pyp-pitch:'))"
PHONE = {"width": 390, "height": 844}
KEEP = "**/keep/"


@pytest.fixture
def seats():
    return seat_members(plan_of(), 3)


@pytest.fixture
def slots(seats):
    session = pitch_day(seats[0].committee.plan, seats)
    found = list(session.slots.order_by("order"))
    services.open_item(found[0])
    return found


@pytest.fixture
def phone(new_context, client_of, live_server, seats, _fonts):
    """A member's phone."""
    name = settings.SESSION_COOKIE_NAME
    cookie = client_of(seats[1].user).cookies[name].value
    context = new_context()
    context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.set_viewport_size(PHONE)
    page.set_default_timeout(15_000)
    return page


def tap(page, code, value):
    page.locator(f"#{code} .big").nth(value - 1).click()


def given(sheet):
    return {code: int(value) for code, value in fresh(sheet).points().items() if value}


def kept(page):
    """What still waits in this browser to be sent."""
    return page.evaluate(KEYS)


def test_points_outlive_a_lost_line_and_a_reload_and_are_sent_by_themselves(
    phone, live_server, slots, seats, check_a11y
):
    sheet = sheet_of(seats[1], slots[0])
    phone.goto(live_server.url + reverse("selection:pitch_sheet", args=[sheet.uid]))
    check_a11y(phone)
    tap(phone, "P1", 4)
    phone.locator(STATE.format("saved")).wait_for()
    assert (given(sheet), kept(phone)) == ({"P1": 4}, [])

    lose_the_line(phone, sheet)
    come_back(phone, sheet)

    follows(phone, slots)
    signing_out_leaves_nothing(phone, live_server.url, slots)


def lose_the_line(phone, sheet):
    """Points go on without network, and are added up."""
    phone.context.set_offline(True)
    tap(phone, "P2", 5)
    tap(phone, "P3", 3)
    phone.locator(STATE.format("kept")).wait_for()
    assert phone.locator("[data-pitch-total]").inner_text() == "48.00"
    assert given(sheet) == {"P1": 4}


def come_back(phone, sheet):
    """After a reload they stand there again, and go out once the portal can be reached."""
    phone.route(KEEP, lambda route: route.abort())
    phone.context.set_offline(False)
    phone.reload()
    phone.locator(STATE.format("kept")).wait_for()
    assert phone.locator("#P2 input[value='5']").is_checked()
    assert given(sheet) == {"P1": 4}
    phone.unroute(KEEP)
    phone.locator(STATE.format("saved")).wait_for()
    assert (given(sheet), kept(phone)) == ({"P1": 4, "P2": 5, "P3": 3}, [])


def follows(phone, slots):
    """The chair opens the next pitch: every screen knows within three seconds."""
    services.open_item(slots[1])
    began = time.monotonic()
    phone.locator(".pitch-elsewhere").wait_for()
    assert time.monotonic() - began < 3


def signing_out_leaves_nothing(phone, site, slots):
    """Who signs out leaves no points behind in the browser."""
    phone.route(KEEP, lambda route: route.abort())
    tap(phone, "P4", 2)
    phone.locator(STATE.format("kept")).wait_for()
    phone.goto(site + reverse("selection:live", args=[slots[0].session.uid]))
    assert len(kept(phone)) == 1
    phone.locator(".app-fold > summary").click()
    phone.locator(".app-fold form[action*=logout] button").click()
    phone.wait_for_url("**/")
    assert kept(phone) == []
