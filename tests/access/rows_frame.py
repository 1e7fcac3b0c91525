"""What the frame's own pages answer to each role."""

from tests.access.matrix import EVERYBODY, SIGNED_IN, Row, expect
from tests.access.rows_proposals import SEE, code

PUBLIC = expect(200, c200=EVERYBODY)

ROWS = [
    Row("home", PUBLIC),
    Row("call", PUBLIC),
    Row("healthz", PUBLIC),
    # No worker runs beside the tests, and the answer says so: to everybody alike.
    Row("readyz", expect(503, c503=EVERYBODY)),
    Row("set_language", expect(302, c302=EVERYBODY), method="post"),
    # Nothing has been kept for anybody here: the way leads home, or to sign in.
    Row("kept_form", expect(302, c302=SIGNED_IN)),
    Row("journey", expect(404, c200=SEE), kwargs=code),
]
