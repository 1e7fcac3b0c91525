"""Two states of the answers side by side, question by question, in the words of the form."""

from dataclasses import dataclass

from proposals import reading
from proposals.questions import STEPS, Kind
from proposals.stamps import digest
from pyp_portal.differing import diff, diff_items, diff_rows


@dataclass(frozen=True)
class Change:
    """One question with what became of its answer: words, entries of a list, or rows."""

    question: object
    is_changed: bool
    pieces: tuple = ()
    items: tuple = ()
    headers: tuple = ()
    rows: tuple = ()

    @property
    def is_empty(self):
        return not (self.pieces or self.items or self.rows)


def steps(before, after, form, *, everything=False):
    """The steps as (number, title, changes); without ``everything`` only what has changed."""
    glossary = reading.Glossary(form)
    found = []
    for step in STEPS:
        changes = [change(q, before, after, glossary) for q in form.of_step(step)]
        shown = [one for one in changes if everything or one.is_changed]
        if shown:
            found.append((step, form.step_words(step)[0], shown))
    return found


def changed(before, after, questions):
    """Those of the questions whose answers say something else."""
    return [q for q in questions if digest(q.answer(before)) != digest(q.answer(after))]


def change(question, before, after, glossary):
    """What became of one answer."""
    old, new = question.answer(before), question.answer(after)
    is_changed = digest(old) != digest(new)
    if question.kind == Kind.ROWS:
        return of_rows(question, old or [], new or [], glossary, is_changed)
    was, is_now = (reading.read(question, answers, glossary) for answers in (before, after))
    if question.kind in (Kind.FILES, Kind.CHOICES):
        items = diff_items(list(was.items), list(is_now.items))
        return Change(question, is_changed, items=tuple(items))
    return Change(question, is_changed, pieces=tuple(diff(was.text, is_now.text)))


def of_rows(question, old, new, glossary, is_changed):
    """Rows with their headers; a column nobody filled in is left out."""
    used = [
        column
        for column in question.columns
        if column.name != "agency"
        and any(row.get(column.name) not in (None, "") for row in [*old, *new])
    ]
    was, is_now = ([cells(row, used, glossary) for row in rows] for rows in (old, new))
    return Change(
        question,
        is_changed,
        headers=tuple(question.column_label(column) for column in used),
        rows=tuple(diff_rows(was, is_now)),
    )


def cells(row, columns, glossary):
    return tuple(
        reading.in_words(column.kind, column.source, row.get(column.name), glossary)
        for column in columns
    )
