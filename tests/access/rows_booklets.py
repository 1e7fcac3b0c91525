"""What the buttons of booklets answer to each role."""

from tests.access.matrix import OFFICE, Row, expect

ROWS = [
    Row("proposals:booklet", expect(403, c302=f"anonymous {OFFICE}"), method="post"),
]
