"""What the pages of joining a duplicate entry of the register answer to each role."""

from tests.access.matrix import Row, expect
from tests.access.rows_accounts import MEMBERS, agency

DECIDE = "director admin admin2"
OTHERS = f"{MEMBERS} staff auditor"

ROWS = [
    Row(
        "accounts:duplicate",
        expect(404, c200=DECIDE, c403=OTHERS),
        kwargs=agency,
        query="?keep=OTHER",
    ),
    Row(
        "accounts:duplicate",
        expect(404, c302="anonymous admin admin2", c403=f"{OTHERS} director"),
        kwargs=agency,
        method="post",
        data=lambda w: {"keep": "OTHER", "reason": "ซ้ำ"},
    ),
    # Nothing waits for a second person.
    Row(
        "accounts:duplicate_answer",
        expect(404, c302="anonymous", c403=OTHERS),
        kwargs=agency,
        method="post",
    ),
]
