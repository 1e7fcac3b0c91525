"""What the pages of a person's desk answer to each role."""

from tests.access.matrix import EVERYBODY, Row, expect


def forged(world):
    """An address that nobody was given; tests/desk read those that somebody was."""
    return {"token": "forged"}


ROWS = [
    Row("desk:calendar", expect(200)),
    Row("desk:feed_settings", expect(302), method="post", data=lambda world: {"act": "revoke"}),
    Row("desk:feed", expect(404, c404=EVERYBODY), kwargs=forged),
]
