"""What the pages of papers answer to each role."""

from tests.access.matrix import EVERYBODY, STO, Row, expect
from tests.factories.papers import ExportFactory, PaperFactory

TENDERS = f"{STO} admin admin2"


def asked_by_staff(world):
    """S3: only who asked and the auditor know of it."""
    return {"uid": ExportFactory(made=True, asked_by=world.people["staff"]).uid}


def made(_world):
    return {"uid": PaperFactory(made=True).uid}


ROWS = [
    Row("papers:verify", expect(200, c200=EVERYBODY)),
    Row("papers:verify_file", expect(200, c200=EVERYBODY), method="post"),
    Row("papers:paper", expect(403, c200=f"{TENDERS} auditor"), kwargs=made),
    Row("papers:correct", expect(403), kwargs=made),  # of no room: nobody makes it anew
    Row("papers:inspections", expect(403, c200=f"{TENDERS} auditor")),
    Row("papers:list", expect(403, c200=TENDERS)),
    Row(
        "papers:retry",
        expect(403, c302=TENDERS),
        method="post",
        kwargs=lambda world: {"uid": PaperFactory(failed=True).uid},
    ),
    Row(
        "papers:number",
        expect(403, c200=TENDERS),
        kwargs=lambda world: {"uid": PaperFactory(made=True).uid},
    ),
    Row(
        "papers:number",
        expect(403, c302=TENDERS),
        method="post",
        kwargs=lambda world: {"uid": PaperFactory(made=True).uid},
        data=lambda world: {"number": "นร 1", "day": "14", "month": "2", "year": "2568"},
    ),
    Row("papers:exports", expect(200)),
    Row("papers:export", expect(404, c200="staff auditor"), kwargs=asked_by_staff),
    Row(
        "papers:cancel",
        expect(404, c302="staff anonymous", c403="auditor"),
        kwargs=asked_by_staff,
        method="post",
    ),
    Row(
        "papers:again",
        expect(404, c302="staff anonymous", c403="auditor"),
        kwargs=asked_by_staff,
        method="post",
    ),
]
