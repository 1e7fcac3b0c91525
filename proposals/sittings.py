"""Who changed what: the edits of a proposal by person and sitting, in the words of the form."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import accumulate

from proposals import reading
from proposals.comparing import Change, change
from proposals.services.tracing import SITTING
from pyp_portal.differing import Kind, Piece
from pyp_portal.thaiwords import words

NEAR = 60  # characters that stay before and after a change


@dataclass
class Sitting:
    """What one person changed from ``began`` to ``ended`` without a longer break."""

    who: str
    began: datetime
    ended: datetime
    edits: list = field(default_factory=list)
    changes: list = field(default_factory=list)

    @property
    def is_short(self):
        """True when it began and ended in the same minute."""
        return (self.ended - self.began).total_seconds() < 60


def sittings(edits, form, *, whole=False):
    """The sittings of these edits (newest first), each with its changes as the form asks them.

    Without ``whole`` a text is shown around its changes, and of rows those that changed. What
    was typed and taken back says nothing; a question that the form does not ask is left out.
    """
    asked = {question.name: place for place, question in enumerate(form.questions)}
    glossary = reading.Glossary(form)
    found = gathered(edit for edit in edits if edit.question in asked)
    for sitting in found:
        ordered = sorted(sitting.edits, key=lambda edit: asked[edit.question])
        changes = (of_edit(form.questions[asked[e.question]], e, glossary) for e in ordered)
        changes = [one for one in changes if one.is_changed]
        sitting.changes = changes if whole else [condensed(one) for one in changes]
    return [sitting for sitting in found if sitting.changes]


def gathered(edits):
    """Edits of one person that follow each other are a sitting, whoever else writes meanwhile."""
    found, latest = [], {}
    for edit in edits:
        sitting = latest.get(edit.by_id)
        if sitting is None or sitting.began - edit.saved_at > SITTING:
            sitting = Sitting(edit.who, edit.started_at, edit.saved_at)
            latest[edit.by_id] = sitting
            found.append(sitting)
        sitting.began = min(sitting.began, edit.started_at)
        sitting.edits.append(edit)
    return found


def of_edit(question, edit, glossary):
    """What an edit made of one answer, word by word."""
    before, after = (nested(question.key, value) for value in (edit.before, edit.after))
    return change(question, before, after, glossary)


def nested(key, value):
    """Answers with this one alone; a dot in the key opens a value inside a value."""
    outer, _dot, inner = key.partition(".")
    return {outer: {inner: value} if inner else value}


# --- Only what changed ----------------------------------------------------------------


def condensed(found):
    """A change without the words, entries and rows far from it."""
    return Change(
        question=found.question,
        is_changed=found.is_changed,
        pieces=near(found.pieces),
        items=tuple(piece for piece in found.items if piece.kind != Kind.SAME),
        headers=found.headers,
        rows=tuple(
            replace(row, cells=tuple(near(cell) for cell in row.cells))
            for row in found.rows
            if row.kind != Kind.SAME or any(p.kind != Kind.SAME for cell in row.cells for p in cell)
        ),
    )


def near(pieces):
    """The pieces with … in place of what stands far from any change."""
    last = len(pieces) - 1
    if not last:
        return tuple(pieces)  # nothing changed here: the cell tells which row it is
    return tuple(
        piece if piece.kind != Kind.SAME else shortened(piece, place > 0, place < last)
        for place, piece in enumerate(pieces)
    )


def shortened(piece, follows, precedes):
    """The words of an unchanged piece next to the changes before and after it."""
    if len(piece.text) <= 3 * NEAR:
        return piece
    parts = words(piece.text)
    head = "".join(taken(parts)) if follows else ""
    tail = "".join(reversed(taken(parts[::-1]))) if precedes else ""
    return Piece(piece.kind, f"{head} … {tail}")


def taken(parts):
    """The first of these words, as many as fit into ``NEAR`` characters."""
    ends = accumulate(len(part) for part in parts)
    return [part for part, end in zip(parts, ends, strict=True) if end <= NEAR]
