"""What the pages that are read before anybody writes answer to each role."""

from proposals import services
from tests.access.matrix import EVERYBODY, STO, Row, expect
from tests.access.rows_proposals import SEE, WRITE, code

KEEPERS = f"{STO} admin admin2"


def year(world):
    return {"fiscal_year": world.call.fiscal_year}


def practised(world):
    """A practice call is open."""
    services.open_practice(1, world.people["staff"])
    return {}


def keeps_practice(name, **options):
    """An act of the office upon the practice call."""
    return Row(f"proposals:{name}", expect(403, c302=KEEPERS), method="post", **options)


def written(name, allowed, **options):
    """A page for who may write the draft; who may only see it is refused."""
    seen = " ".join(role for role in SEE.split() if role not in WRITE.split())
    codes = {"c403": seen, f"c{allowed}": WRITE}
    return Row(f"proposals:{name}", expect(404, **codes), kwargs=code, state="draft", **options)


ROWS = [
    Row("proposals:blank_form", expect(200, c200=EVERYBODY)),
    written("offline", 200),
    written("offline", 200, method="post"),
    written("offline_file", 200),
    written("keep_offline", 302, method="post"),
    Row("proposals:practice", expect(200)),
    Row(
        "proposals:begin_practice",
        expect(403, c302="editor submitter staff director"),
        kwargs=practised,
        method="post",
        data=lambda world: {"agency": world.agency.code},
    ),
    keeps_practice("open_practice"),
    keeps_practice("close_practice", kwargs=practised),
    keeps_practice("wipe_practice", kwargs=practised),
    Row("proposals:questions", expect(200, c200=EVERYBODY)),
    Row("proposals:self_check", expect(200, c200=EVERYBODY)),
    Row("proposals:questions_paper", expect(404, c404=EVERYBODY), kwargs=year),
    Row(
        "proposals:print_questions",
        expect(403, c302=KEEPERS),
        kwargs=year,
        method="post",
    ),
]
