"""What the pages about a call, and the questions about it, answer to each role."""

from tests.access.matrix import EVERYBODY, OFFICE, STO, Row, expect
from tests.factories.call_pages import BriefingFactory, CallDocumentFactory, EnquiryFactory

PUBLIC = expect(200, c200=EVERYBODY)
KEEPERS = "staff director admin admin2"


def prepare(world):
    """A briefing and a document of the call, and what the editor asked."""
    world.briefing = BriefingFactory(call=world.call)
    world.call_document = CallDocumentFactory(call=world.call)
    world.enquiry = EnquiryFactory(asked_by=world.people["editor"], published=True)
    world.waiting = EnquiryFactory(asked_by=world.people["editor"])


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


def answering(name, answer=302, waiting=False, data=None):
    """An act of the officers on a question: who asked may not, to others it does not exist."""
    codes = expect(404, **{f"c{answer}": STO, "c403": "editor auditor admin admin2"})
    return Row(
        f"proposals:{name}",
        codes,
        kwargs=lambda world: {"uid": (world.waiting if waiting else world.enquiry).uid},
        method="post",
        data=data or (lambda world: {}),
    )


ROWS = [
    Row("proposals:answers", PUBLIC),
    Row("proposals:ask", PUBLIC),
    Row("proposals:ask", PUBLIC, method="post"),
    Row("proposals:asked", PUBLIC),
    Row("proposals:my_enquiries", expect(200)),
    Row("proposals:enquiries", expect(403, c200=OFFICE)),
    Row("proposals:write_answer", expect(403, c200=STO)),
    Row("proposals:write_answer", expect(403, c200=STO), method="post"),
    Row("proposals:callers", expect(403, c200=STO)),
    Row("proposals:log_call", expect(403, c200=STO)),
    Row("proposals:log_call", expect(403, c200=STO), method="post"),
    Row(
        "proposals:enquiry",
        expect(404, c200=f"editor {OFFICE}"),
        kwargs=lambda world: {"uid": world.enquiry.uid},
    ),
    answering("answer", waiting=True, data=lambda world: {"answer": "ได้"}),
    answering("publish_answer", 200),
    answering("unpublish_answer"),
    answering("set_aside", waiting=True),
    answering("bring_back"),
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
