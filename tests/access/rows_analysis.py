"""What the pages of the analysis answer to each role."""

from tests.access.rows_selection import BOARD, MANAGERS, about, act, code, page, rest

OVERSEERS = rest(BOARD, "unassigned recused adviser")
ROWS = [
    about("check", rest(BOARD, "recused"), code, state="reviewing"),
    page("analysis", OVERSEERS, state="reviewing"),
    page("sensitivity", OVERSEERS, state="reviewing"),
    page("limits", OVERSEERS, state="reviewing"),
    act("analyse", MANAGERS, state="reviewing"),
]
