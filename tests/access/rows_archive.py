"""What the pages of the records for the National Archives answer to each role."""

from cohorts.services import archiving
from tests.access.matrix import OFFICE, Row, expect

ADMINS = "admin admin2"
SEE = f"{OFFICE} dpo"  # the data protection officer sees how far each year is
REFUSED = {"answer": "refused", "letter_no": "ศธ 12", "version": 1}


def offered(world):
    archiving.offer(world.cohort, by=world.people["admin"])
    return {"year": world.cohort.call.fiscal_year}


ROWS = [
    Row("cohorts:archive", expect(403, c200=SEE)),
    Row("cohorts:archive_year", expect(403, c200=SEE), kwargs=offered),
    Row(
        "cohorts:archive_year",
        expect(403, c200=ADMINS),
        kwargs=offered,
        method="post",
        data=lambda world: REFUSED,
    ),
    Row(
        "cohorts:archive_package",
        expect(403, c302=f"anonymous {ADMINS}"),
        kwargs=offered,
        method="post",
    ),
]
