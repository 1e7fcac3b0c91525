"""What a worker does with a file: check it, enter it a piece at a time, take it out again.

Each piece is one transaction with the count of what is done, so whoever goes on after a
worker that died goes on from there, and nothing is entered twice.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pyp_portal import clock
from pyp_portal.accounts import services as accounts
from pyp_portal.accounts.models import Agency
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.rights import Rights
from pyp_portal.accounts.roles import place_of
from pyp_portal.history.services import record
from pyp_portal.imports import judging, reading, undoing
from pyp_portal.imports.models import Import, Kind, State

PIECE = 250
PROGRESS = ("done", "made", "faults", "attempts", "touched_at")
NAMES = ("title_th", "given_th", "family_th", "phone")


def work(import_id):
    """Move one import on as far as it goes. Running it again, or twice at once, is harmless."""
    if Import.objects.took_up(import_id):
        while step(import_id):
            pass


@transaction.atomic
def step(import_id):
    """One piece of work; True where there is more."""
    found = Import.objects.select_for_update().get(pk=import_id)
    act = {State.CHECKING: check, State.ENTERING: enter, State.UNDOING: undo}.get(found.state)
    if act is None:
        return False
    with translation.override(found.language):
        has_more = act(found)
    found.attempts, found.touched_at = 0, clock.now()
    found.save(update_fields=PROGRESS if has_more else None)
    return has_more


def check(found):
    """Every row is tried; one that is bad refuses the file, and nothing is entered."""
    content, found.content = bytes(found.content), None
    try:
        lines = reading.rows_of(found.kind, content)
    except ValidationError as refused:
        found.state, found.note = State.REFUSED, refused.messages[0]
        return False
    found.total = len(lines)
    rows, found.faults = judging.judged(found.kind, lines)
    if found.faults:
        found.state, found.note = State.REFUSED, refusal(found)
    else:
        found.state, found.rows = State.READY, rows
    return False


def refusal(found):
    """How many rows are bad."""
    said = ngettext(
        "%(bad)s row of %(total)s has a fault. Nothing was entered: mend it in the file, and send "
        "the file again.",
        "%(bad)s rows of %(total)s have faults. Nothing was entered: mend them in the file, and "
        "send the file again.",
        found.bad_rows,
    )
    return said % {"bad": f"{found.bad_rows:,}", "total": f"{found.total:,}"}


def enter(found):
    """The next rows, by the verbs with which they are entered by hand."""
    piece = found.rows[found.done : found.done + PIECE]
    late = judging.judged_again(found.kind, piece)
    left_out = {fault["row"] for fault in late}
    found.faults += late
    for row in piece:
        if row["row"] not in left_out:
            put(found, row)
    found.done += len(piece)
    if found.done < len(found.rows):
        return True
    found.state, found.rows = State.ENTERED, []
    found.note = _("Left out: what somebody entered meanwhile.") if found.faults else ""
    counts = {"entered": len(found.made), "left_out": len(found.faults)}
    record(found, "entered", by=found.acted_by, **counts)
    return False


def put(found, row):
    """Enter one row; what cannot be is left out: an agency with its parent, a code just taken."""
    try:
        found.made.append(ENTER[found.kind](row, found.acted_by).pk)
    except Agency.DoesNotExist:
        said = _("The agency it names is not in the register.")
        leave_out(found, row, said)
    except Refused as refused:
        leave_out(found, row, refused.sentence)


def leave_out(found, row, said):
    """Note why a row was not entered."""
    found.faults.append({"row": row["row"], "column": "", "sentence": said})


def enter_agency(row, by):
    """Level and sector follow from the kind of agency."""
    fields = {name: row[name] for name in ("code", "name_th", "name_en", "short_th", "type")}
    parent = Agency.objects.get(code=row["parent"]) if row["parent"] else None
    return accounts.register_agency(
        by=by,
        parent=parent,
        province_id=row["province"] or None,
        saraban_email=row["saraban_email"],
        **fields,
        **place_of(row["type"]),
    )


def enter_person(row, by):
    """An account without a password, and the right to write for the agency."""
    return accounts.enter_person(
        by=by,
        email=row["email"],
        names={name: row[name] for name in NAMES},
        position=row["position_th"],
        agency=Agency.objects.get(code=row["agency"]),
        rights=Rights(can_submit=bool(row["can_submit"])),
    )


def undo(found):
    """Take out all that was entered, or nothing where something depends on any of it."""
    sentence = undoing.take_out(found)
    if sentence:
        found.state, found.note = State.ENTERED, sentence
        record(found, "not undone", by=found.acted_by)
        return False
    record(found, "undone", by=found.acted_by, count=len(found.made))
    found.state, found.note, found.faults = State.UNDONE, "", []
    return False


ENTER = {Kind.AGENCIES: enter_agency, Kind.PEOPLE: enter_person}
