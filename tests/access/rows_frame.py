"""What the frame's own pages answer to each role."""

from tests.access.matrix import EVERYBODY, Row, expect

PUBLIC = expect(200, c200=EVERYBODY)

ROWS = [
    Row("home", PUBLIC),
    Row("healthz", PUBLIC),
    Row("set_language", expect(302, c302=EVERYBODY), method="post"),
]
