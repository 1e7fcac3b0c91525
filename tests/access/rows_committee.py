"""What the pages of committee and interests answer to each role."""

from tests.access.matrix import STO, Row, expect
from tests.access.rows_selection import COMMITTEE, KNOW, page, rest

ROWS = [
    page("terms", KNOW),
    Row(
        "selection:accept_terms",
        expect(404, c302=COMMITTEE, c403=rest(KNOW, COMMITTEE)),
        lambda world: {"year": world.plan.year},
        method="post",
    ),
    page("change_terms", STO),
]
