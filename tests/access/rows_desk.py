"""What the pages of a person's desk answer to each role."""

from datetime import timedelta

from pyp_portal import clock
from pyp_portal.desk.models import Mark
from tests.access.matrix import EVERYBODY, Row, expect


def forged(world):
    """An address that nobody was given; tests/desk read those that somebody was."""
    return {"token": "forged"}


def mark(world):
    """A line that the officer put off, and nobody else may touch."""
    officer = world.people["staff"]
    until = clock.today() + timedelta(days=3)
    made = Mark.objects.create(owner=officer, key="k", until=until, made_at=clock.now())
    return {"uid": made.uid}


ROWS = [
    Row("desk:tasks", expect(200)),
    # What waits for nobody is found by nobody; tests/desk open what waits.
    Row("desk:task", expect(404), kwargs=lambda world: {"key": "none"}),
    Row("desk:task", expect(404), method="post", kwargs=lambda world: {"key": "none"}),
    Row("desk:end", expect(404, c302="staff"), method="post", kwargs=mark),
    Row("desk:calendar", expect(200)),
    Row("desk:feed_settings", expect(302), method="post", data=lambda world: {"act": "revoke"}),
    Row("desk:feed", expect(404, c404=EVERYBODY), kwargs=forged),
]
