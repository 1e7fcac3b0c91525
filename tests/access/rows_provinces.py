"""What the pages of the provinces answer to each role."""

from tests.access.matrix import OFFICE, Row, expect


def nan(world):
    return {"code": 55}


ROWS = [
    Row("provinces:list", expect(403, c200=OFFICE)),
    Row("provinces:province", expect(403, c200=OFFICE), kwargs=nan),
]
