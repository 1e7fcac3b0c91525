"""What the pages of the call and the proposals answer to each role."""

from django.core.files.uploadedfile import SimpleUploadedFile

from proposals import documents, exports
from proposals.models import Attachment
from proposals.services.keeping import put_by
from proposals.services.screening import INELIGIBLE
from proposals.services.submitting import freeze
from pyp_portal.accounts import approvals
from tests.access.matrix import AGENCY, LAB, OFFICE, STO, Row, expect
from tests.factories.papers import ExportFactory
from tests.factories.proposals import (
    AttachmentFactory,
    CallFactory,
    FormVersionFactory,
    complete_proposal,
    pass_all,
    pdf,
)

READERS = "assigned unassigned chair secretary adviser"
SEE = f"{AGENCY} {OFFICE} {READERS} {LAB}"
INSIDE = f"{OFFICE} {READERS}"
WRITE = "editor submitter"
REASON = "เหตุผลที่ยาวพอสำหรับการทดสอบ"
MANY = {"defects-TOTAL_FORMS": "1", "defects-INITIAL_FORMS": "0"}


def prepare(world):
    """An open call with one complete proposal of the lead agency, and what hangs on it."""
    world.call = CallFactory(open_now=True)
    world.proposal = complete_proposal(
        call=world.call, lead_agency=world.agency, owner=world.people["editor"], state="submitted"
    )
    world.proposal.attachments.update(added_by=world.people["editor"])
    world.attachment = AttachmentFactory(
        proposal=world.proposal, kind=Attachment.Kind.PARTNER_LETTER
    )
    pass_all(world.proposal, world.people["staff"], E5="FAIL")
    world.proposal_approval = approvals.propose(
        INELIGIBLE, world.proposal, by=world.people["staff"], reason=REASON
    )
    world.kept_text = put_by(
        world.proposal, "impact", "ไม่ได้เลือก", by_id=world.people["editor"].pk, tab="a", against=1
    )
    freeze(world.proposal, world.people["submitter"])
    world.form_version = FormVersionFactory()
    revision = world.proposal.revisions.get()
    world.proposal_paper = documents.full_proposal(
        revision, world.proposal, world.people["submitter"]
    )


def code(world, **more):
    return {"code": world.proposal.code, **more}


def see(name, **options):
    """A page for all who may see the proposal."""
    return Row(f"proposals:{name}", expect(404, c200=SEE), kwargs=code, **options)


def do(name, who, answer=302, data=None, **options):
    """An act of some; who else sees the proposal may not."""
    others = " ".join(role for role in SEE.split() if role not in who.split())
    return Row(
        f"proposals:{name}",
        expect(404, **{f"c{answer}": who, "c403": others}),
        kwargs=options.pop("kwargs", code),
        method="post",
        data=lambda world: {"version": world.proposal.version} | (data or (lambda w: {}))(world),
        **options,
    )


def ask(name, who, state, answer=200, kwargs=code):
    """The page that comes before an act."""
    others = " ".join(role for role in SEE.split() if role not in who.split())
    return Row(
        f"proposals:{name}",
        expect(404, **{f"c{answer}": who, "c403": others}),
        kwargs=kwargs,
        state=state,
    )


def export_of(world, kind, **parameters):
    """S3: a file that staff asked for."""
    staff = world.people["staff"]
    standing = exports.standing(staff)
    asked = {"asked_by": staff, "kind": kind, "parameters": parameters, "standing": standing}
    return {"uid": ExportFactory(made=True, **asked).uid}


def letter(world=None):
    return SimpleUploadedFile("letter.pdf", pdf())


def form(world, **more):
    return {"number": world.form_version.number, **more}


def first_words(world):
    return form(world, step=1)


def keeps_form(name, code=200, **options):
    """What only administrators may open or do."""
    codes = expect(403, **{f"c{code}": "admin admin2"})
    return Row(f"proposals:{name}", codes, **{"kwargs": form, **options})


def third_step(world):
    return code(world, number=3)


ROWS = [
    keeps_form("form_versions", kwargs=lambda world: {}),
    keeps_form("form_versions", 302, kwargs=lambda world: {}, method="post"),
    keeps_form("form_version"),
    keeps_form("form_step", kwargs=first_words),
    keeps_form("form_step", kwargs=first_words, method="post"),
    keeps_form("form_preview", kwargs=first_words),
    keeps_form("form_compare"),
    keeps_form("form_lists"),
    keeps_form("form_lists", method="post"),
    keeps_form("form_publish", 302, method="post"),
    keeps_form("form_discard", 302, method="post"),
    keeps_form("form_give", 302, method="post"),
    Row("proposals:list", expect(200)),
    Row("proposals:export", expect(302), method="post"),
    *(
        Row(
            "proposals:list_export",
            expect(403, c302=f"anonymous {OFFICE}"),
            kwargs=lambda world, of=of: {"of": of},
            method="post",
        )
        for of in ("queue", "enquiries", "attempts")
    ),
    keeps_form("list_export", 302, kwargs=lambda world: {"of": "form_versions"}, method="post"),
    Row(
        "proposals:export_file",
        expect(404, c302="anonymous", c200="staff auditor"),
        kwargs=lambda world: export_of(world, "proposals.export"),
        method="post",
    ),
    Row("proposals:find_places", expect(200), query="?q=LEAD"),
    Row("proposals:new", expect(200)),
    Row(
        "proposals:new",
        expect(403, c302=f"anonymous {WRITE} {STO}"),
        method="post",
        data=lambda world: {"agency": world.agency.code},
    ),
    see("detail"),
    see("text"),
    see("files"),
    do("all_files", SEE),
    see("history"),
    see("preview"),
    see("receipt"),
    Row(
        "proposals:screening",
        expect(404, c200=INSIDE, c403=f"{AGENCY} {LAB}"),
        kwargs=code,
        state="screening",
    ),
    Row(
        "proposals:file",
        expect(404, c200=SEE),
        kwargs=lambda world: {"uid": world.attachment.uid},
    ),
    Row(
        "proposals:paper",
        expect(404, c202=SEE),
        kwargs=lambda world: {"uid": world.proposal_paper.uid},
    ),
    Row(
        "proposals:make_paper",
        expect(404, c302=f"anonymous {SEE}"),
        kwargs=lambda world: code(world, kind="summary"),
        method="post",
    ),
    Row(
        "proposals:step",
        expect(404, c200=WRITE, c403=" ".join(r for r in SEE.split() if r not in WRITE.split())),
        kwargs=third_step,
        state="draft",
    ),
    ask("review", WRITE, "draft"),
    do("step", WRITE, answer=200, kwargs=third_step, state="draft"),
    do(
        "autosave",
        WRITE,
        answer=200,
        kwargs=third_step,
        data=lambda w: {"_q": "past_efforts", "past_efforts": "ใหม่"},
        state="draft",
    ),
    do(
        "autosave",
        WRITE,
        answer=409,
        kwargs=third_step,
        data=lambda w: {"_q": "past_efforts", "past_efforts": "ช้าไป"},
        state="submitted",
    ),
    do("presence", WRITE, answer=200, kwargs=third_step, data=lambda w: {"_tab": "a"}),
    ask("kept", WRITE, "draft"),
    do(
        "put_back",
        WRITE,
        kwargs=lambda world: code(world, uid=world.kept_text.uid),
        state="draft",
    ),
    do("endorse", WRITE, answer=200, state="draft"),
    do("attach", WRITE, data=lambda w: {"kind": "attachments", "file": letter()}, state="draft"),
    do(
        "detach",
        WRITE,
        kwargs=lambda world: {"uid": world.attachment.uid},
        state="draft",
    ),
    do("submit", "submitter", state="draft"),
    do("recall", "submitter", state="submitted"),
    ask("withdraw", "submitter", "submitted"),
    do(
        "withdraw",
        "submitter",
        data=lambda w: {"reason": REASON, "letter": letter()},
        state="submitted",
    ),
    ask("withdraw", "director", "selected"),
    do("take", STO, state="submitted"),
    do("start_screening", STO, state="submitted"),
    do("screening", STO, data=lambda w: {"E1": "PASS"}, state="screening"),
    ask("return", STO, "screening"),
    do("return", STO, answer=200, data=lambda w: MANY, state="screening"),
    do("mark_eligible", STO, state="screening"),
    ask("propose_ineligible", STO, "screening"),
    do(
        "propose_ineligible",
        STO,
        answer=200,
        data=lambda w: {"reason": REASON},
        state="screening",
    ),
    ask("extend", STO, "returned"),
    do("extend", STO, answer=200, state="returned"),
    ask("merge", STO, "eligible"),
    do("merge", STO, answer=200, state="eligible"),
    ask("correct", "admin admin2", "withdrawn"),
    do(
        "correct",
        "admin admin2",
        data=lambda w: {"reason": REASON, "to": "screening"},
        state="withdrawn",
    ),
    do(
        "decide",
        "director",
        kwargs=lambda world: code(world, uid=world.proposal_approval.uid),
        data=lambda w: {"agrees": "on"},
        state="screening",
    ),
]
