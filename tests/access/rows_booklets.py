"""What the buttons of booklets answer to each role."""

from tests.access.matrix import LAB, OFFICE, Row, expect
from tests.access.rows_cohorts import act, year
from tests.access.rows_presenting import signed

ROWS = [
    Row("proposals:booklet", expect(403, c302=f"anonymous {OFFICE}"), method="post"),
    act(
        "booklet",
        expect(404, c302=f"anonymous {OFFICE}", c403=LAB),
        lambda world: year(world) | {"of": "cohort"},
    ),
    act(
        "booklet",
        expect(404, c302=f"anonymous {OFFICE} {LAB}"),
        lambda world: year(world) | {"of": "directory"},
    ),
    act("report_booklet", expect(404, c302=f"anonymous {OFFICE}"), signed),
]
