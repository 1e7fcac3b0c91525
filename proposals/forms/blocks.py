"""The questions of a step as its page shows them, and what is wrong with each."""

from dataclasses import dataclass

from proposals.questions import Kind
from proposals.stamps import Stamp, digest

NOBODY = Stamp()


@dataclass(frozen=True)
class Block:
    """What the page shows for one question: a field, rows, files, or words only.

    ``was`` and ``stamp`` say what stood when the page was made, ``seen`` what it has been
    told since; ``clash`` is another answer to choose from.
    """

    question: object
    field: object = None
    formset: object = None
    is_open: bool = True
    was: str = ""
    seen: str = ""
    stamp: Stamp = NOBODY
    clash: object = None
    comments: int | None = None  # that wait for somebody; None where nobody may comment

    @property
    def is_saved(self):
        """True for what is saved with the form of the step."""
        return bool(self.field or self.formset)


def marks(form, question):
    """What the page of a step has to remember of a question."""
    name, kept = question.name, getattr(form.proposal, "answers", None)
    stamp = Stamp.of(kept.stamps.get(name)) if kept else Stamp()
    if form.data is None:
        was = digest(question.answer(form.answers))
        seen = stamp.version if form.names else ""  # for a page that was opened before
    else:
        was, seen = (form.data.get(f"_{word}-{name}", "") for word in ("was", "seen"))
    return {"was": was, "seen": seen, "stamp": stamp, "clash": form.clashes.get(name)}


def errors_in(part):
    """The errors of a form, or of the rows of a formset and of their number."""
    return [*part.errors, *part.non_form_errors()] if hasattr(part, "forms") else [part.errors]


def wrong(form):
    """What is wrong with each question of a step: pairs of control and sentence, by its name."""
    sound = {question.name for question in form.sound()}
    asked = [*form.asked(), *form.asked(Kind.ROWS)]
    return {q.name: list(faults(form, q)) for q in asked if q.name not in sound}


def faults(form, question):
    """The faults of one question, each with the name of the control that has it."""
    if question.kind != Kind.ROWS:
        for text in form.form.errors[question.name]:
            yield form.form[question.name].html_name, text
        return
    rows = form.formsets[question.name]
    for text in rows.non_form_errors():
        yield "", text
    for number, row in enumerate(rows.forms, start=1):
        for name, texts in row.errors.items():
            for text in texts:
                label = row.fields[name].label if name in row.fields else ""
                yield row.add_prefix(name), f"{number}. {label}: {text}"
