"""What the pages of the words of letters answer to each role."""

from pyp_portal.outbox import letters
from tests.access.matrix import Row, expect


def letter(world):
    year = letters.this_year()
    return {"year": year, "language": "th", "room": "proposals", "name": "receipt"}


WORDERS = expect(403, c200="admin admin2")
ROWS = [
    Row("outbox:words_list", WORDERS),
    Row("outbox:words", WORDERS, kwargs=letter),
    Row("outbox:words", WORDERS, kwargs=letter, method="post"),
]
