"""What the pages before and after a release answer to each role."""

from pyp_portal import clock
from selection.kinds import Outcome
from selection.models import LetterText, Resolution
from tests.access.matrix import STO
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


ROWS = [
    page("portfolio", STO),
    draft("cancel_release", 200, MANAGERS),
    draft("memorandum", 302, MANAGERS, method="post"),
    draft("letters", 200, MANAGERS),
    draft("merge_letters", 302, MANAGERS, method="post"),
    draft("approve_clean", 302, MANAGERS, method="post"),
    draft("letter", 200, MANAGERS, letter),
    draft("approve_letter", 302, MANAGERS, letter, method="post"),
]
