"""S22: what letters may tell, and where their links may lead; of all templates, one by one.

What any test of the portal writes to people is looked at as well, by ``tests.mailwatch``.
"""

import re

import pytest
from django.conf import settings

from pyp_portal.outbox import letters
from tests import mailwatch
from tests.access.test_matrix import ROWS

TOLD = re.compile(
    r"token|secret|password|\bkey\b|otp|session_key|(?<!absolute)_url$"
    r"|\burl$|signed\b|code$"
)
# Names that look like a key or an address, and what each is.
HARMLESS = {
    "password_reset_url": "acts when the new password is sent",
    "activate_url": "acts when its button is pressed",
    "signup_url": "the page of signing up",
    "site_url": "the portal itself",
    "todo.url": "the page of a task",
}
CODES = re.compile(r"(proposal|other|side|question|deliverable|reserve|phase_enum)\.code$|^code$")
GETS = {row.name for row in ROWS if row.method == "get"}
ALL = [
    letters.Shipped(room, name, code)
    for room, names in letters.catalogue().items()
    for name in names
    for code in ("th", "en")
]


def nodes_of(shipped):
    slots = [slot for cut in shipped.cut().cuts for slot in cut.own]
    return [node.token.contents for slot in slots for node in slot.nodes]


def test_s22_no_letter_tells_a_secret_but_the_links_that_act_on_a_button():
    told = {told for one in ALL for told in nodes_of(one) if not told.startswith(("if ", "url "))}
    found = {one for one in told if TOLD.search(one.split("|")[0]) and not CODES.search(one)}
    assert found == set(HARMLESS)


def test_s22_the_pages_that_letters_link_to_are_pages_to_read():
    named = {
        told.split()[1].strip("\"'") for one in ALL for told in nodes_of(one) if told[:4] == "url "
    }
    assert len(named) > 20
    assert {name for name in named if not name.startswith("account_")} <= GETS
    assert mailwatch.KEYED - {n for n in mailwatch.KEYED if n.startswith("account_")} <= GETS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{site}/no/such/page/", ["/no/such/page/ leads nowhere"]),
        ("{site}/accounts/invited/abc:def/", []),
        (
            "{site}/privacy-of-others/ otpauth://totp/x",
            ["a secret", "/privacy-of-others/ leads nowhere"],
        ),
        ("https://zoom.example.org/j/1?pwd=abc", []),
        ("{key}", ["a secret"]),
    ],
)
def test_s22_the_watch_finds_what_it_looks_for(text, told):
    filled = text.replace("{site}", settings.SITE_URL).replace("{key}", settings.SECRET_KEY)
    assert list(mailwatch.faults(filled)) == told
