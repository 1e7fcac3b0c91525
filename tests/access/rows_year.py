"""What the settings of a year answer to each role: page, opening, call, lists, rubric."""

from tests.access.matrix import OFFICE, Row, expect
from tests.access.rows_calls import KEEPERS, keep, year
from tests.access.rows_selection import KNOW, rest

LOOKED = {"line": "kinds", "mark": "older"}


def of_plan(world):
    return {"year": world.plan.year}


def new_list(world):
    return {"code": "NEW", "kind": "NS", "name_th": "บัญชีใหม่", "names": "นโยบาย"}


WRITES = expect(404, c200=KEEPERS, c403=rest(KNOW, KEEPERS))

ROWS = [
    Row("years:year", expect(403, c200=OFFICE), kwargs=year),
    Row("years:open", expect(403, c200=KEEPERS)),
    Row("years:open", expect(403, c200=KEEPERS), method="post"),
    Row(
        "years:look",
        expect(403, c302=f"anonymous {KEEPERS}"),
        kwargs=year,
        method="post",
        data=lambda world: LOOKED,
    ),
    Row("years:take_back", expect(403, c200=KEEPERS), kwargs=year),
    Row("years:take_back", expect(403, c200=KEEPERS), kwargs=year, method="post"),
    keep("call_settings", year),
    keep("call_settings", year, "post"),
    Row("proposals:policies", expect(403, c200=KEEPERS)),
    Row("proposals:policy_list", expect(403, c200=KEEPERS)),
    Row(
        "proposals:policy_list",
        expect(403, c302=f"anonymous {KEEPERS}"),
        method="post",
        data=new_list,
    ),
    Row("proposals:themes", expect(403, c200=KEEPERS)),
    Row("proposals:themes", expect(403, c200=KEEPERS), method="post"),
    Row("selection:rubric", WRITES, kwargs=of_plan),
    Row("selection:rubric", WRITES, kwargs=of_plan, method="post"),
]
