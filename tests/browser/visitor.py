"""A person at a browser of their own, who reads, fills in and presses as people do."""

import re
from datetime import date
from urllib.parse import urlsplit

from django.urls import resolve, reverse
from django.utils.translation import gettext
from playwright.sync_api import expect

from tests.browser.filling import fill

PASSWORD = "a long password for tests"


class Visitor:
    """One person's pages: ``go`` by the name of an address, ``press`` and ``follow`` by words.

    ``inspect`` is called with every page that opens; ``troubles`` is what went wrong so far.
    """

    def __init__(self, page, site, person, inspect, troubles):
        self.page, self.site, self.person = page, site, person
        self.inspect, self.troubles = inspect, troubles

    # --- To pages -----------------------------------------------------------------
    def sign_in(self):
        """Through the page for it, with e-mail and password."""
        self.go("account_login")
        fill(self.page, {"login": self.person.email, "password": PASSWORD})
        return self.press("Sign in")

    def go(self, name, *args, **query):
        """Open the address of this name."""
        self.page.goto(self.site + reverse(name, args=args, query=query))
        return self.arrived()

    def arrived(self):
        self.inspect(self.page)
        return self

    @property
    def place(self):
        """Which address the person is at: its resolved name and arguments."""
        return resolve(urlsplit(self.page.url).path)

    # --- Acts ---------------------------------------------------------------------
    def press(self, words, beside=""):
        """Press the button with these words (in English; the page shows them in Thai)."""
        self.leave_by(self.area(beside).get_by_role("button", name=said(words)))
        return self.arrived()

    def press_text(self, text):
        """Press the button whose words hold ``text``."""
        self.leave_by(self.page.locator("main").get_by_role("button", name=text))
        return self.arrived()

    def follow(self, words, beside=""):
        """Follow the link with these words."""
        self.leave_by(self.area(beside).get_by_role("link", name=said(words)))
        return self.arrived()

    def open_link(self, text):
        """Follow the link whose text holds ``text``, whatever its language."""
        self.leave_by(self.page.locator("main").get_by_role("link", name=text).first)
        return self.arrived()

    def area(self, selector):
        """The whole page, or the part of it that one looks at."""
        return self.page.locator(selector) if selector else self.page

    def leave_by(self, control):
        """Press something that leads to another page, saying yes where it asks once more."""
        asks = control.evaluate("c => !!(c.form && c.form.dataset.confirm)")
        if asks:
            control.click()
            control = self.page.locator("dialog[open] .btn-primary")
        with self.page.expect_navigation(timeout=60_000):
            control.click()

    def fill(self, **values):
        """Type, choose and tick by the names of the controls."""
        fill(self.page, values)
        return self

    def choose_text(self, name, text):
        """Choose from a list by what it shows."""
        options = self.page.locator(f'[name="{name}"] option', has_text=text)
        fill(self.page, {name: options.first.get_attribute("value")})
        return self

    def fill_rows(self, prefix, rows):
        """Fill the rows of a list of rows, adding those that are missing."""
        place = self.page.locator(f'[data-repeat="{prefix}"]')
        for number, row in enumerate(rows):
            if place.locator(f'[name^="{prefix}-{number}-"]').count() == 0:
                place.locator("[data-add]").click()
            fill(self.page, {f"{prefix}-{number}-{name}": value for name, value in row.items()})
        return self

    def drop_spare_rows(self, kept):
        """Take away the last empty rows, until so many are left."""
        rows = self.page.locator("[data-row]:visible")
        while rows.count() > kept:
            rows.last.locator("[data-remove]").click()
        return self

    # --- What one sees --------------------------------------------------------------
    def sees(self, words, **values):
        """The page says this, in the language of the page."""
        expect(self.page.locator("body")).to_contain_text(spoken(words) % values)
        return self

    def sees_not(self, words):
        expect(self.page.locator("main")).not_to_contain_text(spoken(words))
        return self

    def sees_text(self, text):
        expect(self.page.locator("body")).to_contain_text(text)
        return self

    def sees_not_text(self, text):
        expect(self.page.locator("main")).not_to_contain_text(text)
        return self

    def sees_state(self, state, *, public=False):
        """The badge beside the title says the state, or what applicants read of it."""
        label = str(state.public_label if public else state.label)
        expect(self.page.locator("main .card-eyebrow, main .lede").first).to_contain_text(label)
        return self

    def finds_nothing_at(self, name, *args):
        """The page does not exist for this person."""
        self.page.goto(self.site + reverse(name, args=args))
        assert {text[:3] for text in self.troubles if text[0].isdigit()} == {"404"}
        self.troubles.clear()
        return self


def spoken(words):
    """The words as the page writes them; never what nobody has translated."""
    thai = gettext(words)
    assert thai != words, f"There is no Thai for “{words}”."
    return thai


def said(words):
    """A name that begins with these words: a hidden rest may say about what."""
    return re.compile(rf"^\s*{re.escape(spoken(words))}([\s:]|$)")


def be(day):
    """A day as somebody says it: ``be("2025-02-07")``."""
    return date.fromisoformat(day)
