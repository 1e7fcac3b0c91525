"""What the pages before and after a release answer to each role."""

from uuid import uuid4

from pyp_portal import clock
from selection.kinds import Outcome
from selection.models import LetterText, Resolution
from selection.services import enquiring
from tests.access.matrix import OFFICE, STO, Row, expect
from tests.access.rows_selection import MANAGERS, code, draft, page, uid
from tests.factories.selection import REASON


def letter(world):
    """A letter of the draft, written by one of those who prepare it."""
    item = world.drafted.items.get()
    item.resolution = Resolution.objects.create(
        item=world.agenda_item,
        outcome=Outcome.SHORTLISTED,
        votes_for=1,
        text_th=REASON,
        decided_at=clock.now(),
    )
    item.save()
    writer = world.people["admin"]
    LetterText.objects.create(
        item=item, reason_th=REASON, written_at=clock.now(), written_by=writer
    )
    return uid("drafted")(world) | code(world)


def released(world):
    """The world's result is out, and its enquiries are open."""
    world.released.enquiry_until = clock.today()
    world.released.save()
    return code(world)


def enquiry(world):
    """What somebody of the agency asks about it."""
    released(world)
    asked = enquiring.enquire(
        world.proposal, uuid4(), about="fact", question=REASON, by=world.people["editor"]
    )
    return {"uid": asked.enquiry.uid}


ROWS = [
    page("portfolio", STO),
    draft("cancel_release", 200, MANAGERS),
    draft("memorandum", 302, MANAGERS, method="post"),
    draft("memorandum", 302, MANAGERS),
    draft("letters", 200, f"{MANAGERS} auditor"),
    draft("letters_export", 302, f"{MANAGERS} auditor", method="post"),
    draft("merge_letters", 302, MANAGERS, method="post"),
    draft("approve_clean", 302, MANAGERS, method="post"),
    draft("letter", 200, f"{MANAGERS} auditor", letter),
    draft("save_letter", 200, MANAGERS, letter, method="post"),
    draft("approve_letter", 302, MANAGERS, letter, method="post"),
    Row(
        "selection:enquire",
        expect(403, c200="editor submitter", c302="anonymous", c404="other recused dpo"),
        released,
    ),
    page("enquiries", OFFICE),
    Row("selection:enquiry", expect(404, c200=OFFICE), enquiry),
    Row("selection:enquiry", expect(404, c200=STO, c403="auditor admin admin2"), enquiry, "post"),
    Row(
        "cohorts:criteria",
        expect(404, c200=f"{STO} auditor", c403="admin admin2"),
        lambda world: {"year": world.call.fiscal_year},
    ),
]
