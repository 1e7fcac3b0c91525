"""Browsers of several people at once, and an eye on every page they open."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import resolve, reverse

from tests.browser.visitor import Visitor
from tests.conftest import DESK

PHONE = {"width": 390, "height": 844}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SLOW = 60_000  # papers are made while one waits


@pytest.fixture
def inspect(check_a11y):
    """Look at each page once, by the name of its address: WCAG, and no sideways scrolling.

    What is found is told at the end, so that a story is first told to its end.
    """
    seen, findings = set(), []

    def look(page):
        name = resolve(urlsplit(page.url).path).view_name
        if name in seen:
            return
        seen.add(name)
        page.wait_for_load_state("load")
        findings.extend([*legible(check_a11y, page), *fits(page)])

    yield look
    assert findings == []


def legible(check, page):
    """The complaint of the accessibility check, if any."""
    try:
        check(page)
    except AssertionError as complaint:
        return [str(complaint)]
    return []


def fits(page):
    """A complaint if a phone would have to scroll the page sideways."""
    own = page.viewport_size
    page.set_viewport_size(PHONE)
    over = page.evaluate(TOO_WIDE)
    page.set_viewport_size(own)
    return [f"{page.url} is {over} px too wide for a phone"] if over > 0 else []


@pytest.fixture
def visitor(new_context, live_server, troubles, inspect, _fonts):
    """A person who has signed in at a browser of their own: ``visitor(user).go("home")``.

    ``visitor(user, PHONE)`` holds a phone.
    """
    known = {}

    def signed_in(person, size=DESK):
        if person not in known:
            page = new_context().new_page()
            page.set_viewport_size(size)
            page.set_default_timeout(SLOW)
            watch(page, troubles)
            visitor = Visitor(page, live_server.url, person, inspect, troubles)
            known[person] = visitor.sign_in()
        return known[person]

    yield signed_in
    assert troubles == []


def watch(page, troubles):
    """Note answers of 400 or more, errors and complaints."""
    page.on("response", lambda r: r.status >= 400 and troubles.append(f"{r.status} {r.url}"))
    page.on("console", lambda m: m.type == "error" and troubles.append(m.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))


@pytest.fixture
def desk(new_context, live_server, client_of, troubles, _fonts):
    """A browser of a person at a proposal: ``desk(user, proposal)(3)`` opens step 3 in a tab."""

    def sit_down(person, proposal):
        context = new_context()
        sign_in(context, person)

        def tab(number):
            page = context.new_page()
            page.set_default_timeout(15_000)
            page.on("pageerror", lambda error: troubles.append(str(error)))
            page.goto(live_server.url + reverse("proposals:step", args=[proposal.code, number]))
            return page

        tab.sign_in = lambda someone: sign_in(context, someone)
        return tab

    def sign_in(context, person):
        name = settings.SESSION_COOKIE_NAME
        cookie = client_of(person).cookies[name].value
        context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])

    yield sit_down
    assert troubles == []
