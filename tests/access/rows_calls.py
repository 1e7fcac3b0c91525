"""What the pages about a call, and the questions about it, answer to each role."""

from tests.access.matrix import EVERYBODY, Row, expect
from tests.factories.call_pages import BriefingFactory, CallDocumentFactory

PUBLIC = expect(200, c200=EVERYBODY)
KEEPERS = "staff director admin admin2"


def prepare(world):
    """A briefing and a document of the call."""
    world.briefing = BriefingFactory(call=world.call)
    world.call_document = CallDocumentFactory(call=world.call)


def year(world):
    return {"fiscal_year": world.call.fiscal_year}


def briefing(world):
    return {"uid": world.briefing.uid}


def document(world):
    return {"uid": world.call_document.uid}


def keep(name, kwargs, method="get", answer=200, data=None):
    """A page or an act of those who keep the pages of a call."""
    codes = expect(403, **{f"c{answer}": KEEPERS})
    return Row(
        f"proposals:{name}", codes, kwargs=kwargs, method=method, data=data or (lambda world: {})
    )


ROWS = [
    Row("proposals:call_calendar", PUBLIC, kwargs=year),
    Row("proposals:briefing_calendar", PUBLIC, kwargs=briefing),
    Row("proposals:call_document", PUBLIC, kwargs=document),
    keep("keep_call", year),
    keep("admit_kinds", year, "post", 302),
    keep("add_briefing", year),
    keep("add_briefing", year, "post"),
    keep("change_briefing", briefing),
    keep("change_briefing", briefing, "post"),
    keep("cancel_briefing", briefing),
    keep(
        "cancel_briefing",
        briefing,
        "post",
        302,
        lambda world: {"reason": "เหตุผลที่ยาวพอสำหรับการทดสอบ"},
    ),
    keep("add_document", year, "post"),
    keep("remove_document", document, "post", 302),
]
