"""What the access log and the registers as files answer to each role."""

from pyp_portal.reads import exports
from tests.access.matrix import EVERYBODY, OFFICE, STO, Row, expect
from tests.access.rows_accounts import DECIDERS
from tests.factories.papers import ExportFactory

LISTS = {
    "log": "auditor admin admin2 dpo",
    "people": OFFICE,
    "agencies": OFFICE,
    "messages": f"{STO} admin admin2",
    "papers": f"{STO} admin admin2",
    "requests": f"{DECIDERS} other",
    "exports": EVERYBODY,
    "imports": OFFICE,
}


def asked_by_staff(world):
    """S3: only who asked and the auditor know of it."""
    staff = world.people["staff"]
    export = ExportFactory(
        made=True,
        asked_by=staff,
        kind=exports.KIND,
        standing=exports.standing(staff),
        parameters={"of": "people"},
    )
    return {"uid": export.uid}


ROWS = [
    Row("reads:log", expect(403, c200="auditor admin admin2 dpo")),
    *(
        Row(
            "reads:export",
            expect(403, c302=f"anonymous {asks}"),
            kwargs=lambda world, of=of: {"of": of},
            method="post",
        )
        for of, asks in LISTS.items()
    ),
    Row(
        "reads:export_file",
        expect(404, c302="anonymous", c200="staff auditor"),
        kwargs=asked_by_staff,
        method="post",
    ),
]
