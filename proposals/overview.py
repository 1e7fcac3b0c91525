"""All questions of a call on one page, as they are read before anybody writes."""

from dataclasses import dataclass

from proposals.models import PolicyItem, Theme
from proposals.questions import STEPS, Kind, limits
from pyp_portal.languages import column

FEW = 12  # words to choose from that are shown at once; a longer list is folded
REGISTERS = ("agencies", "provinces")  # found by typing, never listed


@dataclass(frozen=True)
class Asked:
    """One question with its limits, its columns and what may be chosen, in words."""

    question: object
    limit: str
    columns: tuple = ()
    choices: tuple = ()

    @property
    def is_long(self):
        """True for a list that is shown only to who opens it."""
        return len(self.choices) > FEW


@dataclass(frozen=True)
class Column:
    """One column of rows: its name, whether it is needed, what may be chosen in it."""

    label: str
    is_needed: bool
    choices: tuple = ()


def overview(call):
    """The seven steps: number, title, note, and the questions that people answer."""
    lists = Lists(call)
    for number in STEPS:
        asked = [q for q in call.form.of_step(number) if q.kind != Kind.SHOWN]
        yield number, *call.form.step_words(number), [lists.asked(question) for question in asked]


class Lists:
    """The lists of a call in words, the records among them fetched at once."""

    def __init__(self, call):
        self.form = call.form
        items = PolicyItem.objects.filter(scheme__calls=call).order_by("pk")
        self.records = {"themes": list(Theme.objects.values_list(column("name"), flat=True))}
        for kind, name in items.values_list("scheme__kind", column("name")):
            self.records.setdefault(f"policy:{kind}", []).append(name)

    def words(self, source):
        """What may be chosen from a source; nothing where it is a register or nothing at all."""
        if not source or source in REGISTERS:
            return ()
        if source == "themes" or source.startswith("policy:"):
            return tuple(self.records.get(source, ()))
        return tuple(word for _value, word in self.form.choices(source))

    def asked(self, question):
        columns = [self.column(question, column) for column in question.columns]
        return Asked(
            question, limits.in_words(question), tuple(columns), self.words(question.source)
        )

    def column(self, question, column):
        label = question.column_label(column)
        return Column(label, column.required, self.words(column.source))
