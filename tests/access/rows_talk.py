"""What the pages about writing together answer to each role."""

from tests.access.matrix import AGENCY, OFFICE
from tests.access.rows_proposals import ask

ROWS = [
    ask("edits", f"{AGENCY} {OFFICE}", "draft"),
]
