"""What the pages of papers answer to each role."""

from tests.access.matrix import EVERYBODY, STO, Row, expect
from tests.factories.papers import PaperFactory

TENDERS = f"{STO} admin admin2"

ROWS = [
    Row("papers:verify", expect(200, c200=EVERYBODY)),
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
]
