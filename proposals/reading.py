"""Answers as people read them: words instead of codes, rows as tables."""

from dataclasses import dataclass

from proposals import places
from proposals.models import PolicyItem, Theme
from proposals.questions import STEPS, Kind
from pyp_portal import thai
from pyp_portal.languages import column

YES, NO = "ใช่", "–"


@dataclass(frozen=True)
class Reading:
    """One question and its answer in words: a text, a list of words, or a table."""

    question: object
    text: str = ""
    items: tuple = ()
    headers: tuple = ()
    rows: tuple = ()
    is_changed: bool = False
    comments: int = 0

    @property
    def is_empty(self):
        return not (self.text or self.items or self.rows)


class Glossary:
    """The words behind the codes of a set of answers, fetched once."""

    def __init__(self, form):
        self.form = form
        names = PolicyItem.objects.order_by().values_list("code", column("name"))
        codes = dict(Theme.objects.order_by().values_list("code", column("name")).union(names))
        self.words = {"themes": codes, "policies": codes, "provinces": places.provinces()}

    def word(self, source, code):
        """The words for one code; a code that is not known stands for itself."""
        kind = "policies" if source.startswith("policy:") else source
        known = self.words.get(kind)
        if known is None:
            known = self.words[kind] = {} if kind == "agencies" else dict(self.form.choices(kind))
        return known.get(code, code)


def steps(answers, form, before=None):
    """The seven steps with their title and readings; what differs from ``before`` is marked."""
    glossary = Glossary(form)
    return [
        (step, form.step_words(step)[0], readings(form.of_step(step), answers, glossary, before))
        for step in STEPS
    ]


def readings(questions, answers, glossary, before=None):
    return [read(question, answers, glossary, before) for question in questions]


def read(question, answers, glossary, before=None):
    """One answer in words."""
    value = question.answer(answers)
    is_changed = before is not None and question.answer(before) != value
    if question.kind == Kind.ROWS:
        return table(question, value or [], glossary, is_changed)
    if question.kind == Kind.FILES:
        files = value if isinstance(value, list) else [value] if value else []
        return Reading(question, items=tuple(f["name"] for f in files), is_changed=is_changed)
    if question.kind == Kind.CHOICES:
        words = tuple(glossary.word(question.source, code) for code in value or [])
        return Reading(question, items=words, is_changed=is_changed)
    text = in_words(question.kind, question.source, value, glossary)
    return Reading(question, text=text, is_changed=is_changed)


def table(question, rows, glossary, is_changed):
    """Rows with their headers; a column nobody filled in is left out."""
    used = [c for c in question.columns if any(row.get(c.name) not in (None, "") for row in rows)]
    columns = [column for column in used if column.name != "agency"]
    return Reading(
        question,
        headers=tuple(question.column_label(column) for column in columns),
        rows=tuple(
            tuple(in_words(c.kind, c.source, row.get(c.name), glossary) for c in columns)
            for row in rows
        ),
        is_changed=is_changed,
    )


def in_words(kind, source, value, glossary):
    """One value in words."""
    if kind == Kind.BOOL:
        return YES if value else NO
    if value in (None, ""):
        return ""
    if kind == Kind.MONTH:
        return month(value)
    if kind == Kind.NUMBER:
        return f"{value:,}" if isinstance(value, int | float) else str(value)
    if source:
        return str(glossary.word(source, value))
    return levels(value, glossary.form)


def levels(value, form):
    """Level and sector of the register come as keys; other text is as it was typed."""
    known = dict(form.choices("levels")) | dict(form.choices("sectors"))
    return str(known.get(value, value))


def month(value):
    """มี.ค. 2568 for "2025-03"."""
    year, number = value.split("-")
    return f"{thai.SHORT_MONTHS[int(number) - 1]}{thai.NBSP}{int(year) + 543}"
