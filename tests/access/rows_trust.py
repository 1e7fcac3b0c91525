"""What the pages of sessions and of closing accounts answer to each role."""

from tests.access.matrix import OFFICE, SIGNED_IN, STO, Row, expect
from tests.access.rows_accounts import MEMBERS, REASON, editor

CLOSERS = "admin admin2"

ROWS = [
    Row("accounts:sessions", expect(200, c200=SIGNED_IN)),
    Row("accounts:sessions", expect(302), method="post"),
    Row(
        "accounts:close_account",
        expect(404, c200=CLOSERS, c403=f"{MEMBERS} {STO} auditor"),
        kwargs=editor,
    ),
    Row(
        "accounts:close_account",
        expect(404, c302=f"anonymous {CLOSERS}", c403=f"{MEMBERS} {STO} auditor"),
        kwargs=editor,
        method="post",
        data=lambda w: REASON | {"act": "close"},
    ),
]
# Without a service that the office has set up there are no such pages.
ROWS += [
    Row("accounts:identity", expect(404)),
    Row("accounts:identity_login", expect(404, c404="anonymous"), method="post"),
    Row("accounts:identity_callback", expect(404, c404="anonymous")),
]

ROWS += [
    Row("accounts:acting", expect(403, c200=OFFICE)),
    Row("accounts:acting", expect(403, c302="anonymous", c404=OFFICE), method="post"),
    Row(
        "accounts:act_as",
        expect(404, c200=CLOSERS, c403=f"{MEMBERS} {STO} auditor"),
        kwargs=editor,
    ),
    Row(
        "accounts:act_as",
        expect(404, c302=f"anonymous {CLOSERS}", c403=f"{MEMBERS} {STO} auditor"),
        kwargs=editor,
        method="post",
        data=lambda w: REASON,
    ),
]
