"""What the guides answer to each role: everybody reads all of them."""

from tests.access.matrix import EVERYBODY, Row, expect


def committee(world):
    return {"name": "committee"}


ROWS = [
    Row("guides:guides", expect(200, c200=EVERYBODY)),
    Row("guides:guide", expect(200, c200=EVERYBODY), kwargs=committee),
    # No worker runs beside the tests: the page that waits for the PDF.
    Row("guides:paper", expect(202, c202=EVERYBODY), kwargs=committee),
]
