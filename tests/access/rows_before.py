"""What the pages that are read before anybody writes answer to each role."""

from tests.access.matrix import EVERYBODY, STO, Row, expect


def year(world):
    return {"fiscal_year": world.call.fiscal_year}


ROWS = [
    Row("proposals:questions", expect(200, c200=EVERYBODY)),
    Row("proposals:self_check", expect(200, c200=EVERYBODY)),
    Row("proposals:questions_paper", expect(404, c404=EVERYBODY), kwargs=year),
    Row(
        "proposals:print_questions",
        expect(403, c302=f"{STO} admin admin2"),
        kwargs=year,
        method="post",
    ),
]
