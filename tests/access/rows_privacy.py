"""What the pages of personal data answer to each role."""

from tests.access.matrix import Row, expect

ROWS = [
    Row("privacy:mine", expect(200)),
    Row("privacy:copy", expect(200), method="post"),
]
