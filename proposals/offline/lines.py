"""Where the questions stand in the workbook: one sheet a step, one marker a line.

A marker in the first, hidden column says what its line holds, so that the file can be read
again whatever rows were moved: ``t:`` one answer, ``c:`` some choices, ``r:`` a row.
"""

from dataclasses import dataclass
from math import ceil

from django.utils import translation

from proposals.questions import Kind

WIDE = 7  # cells of a line, behind the marker and the words of the question
FIRST = 2  # the first of them
MOST_ROWS, MOST_CHOICES = 20, 21
# What is declared, attached or known already is not asked in a file.
LEFT_OUT = (Kind.SHOWN, Kind.FILES, Kind.BOOL)
AREAS = "target_areas"
SHEET, LISTS, FACTS = "ขั้นที่ {}", "รายการ", "pyp"


@dataclass(frozen=True)
class Line:
    """One line of answers of a question; ``columns`` are those of a row."""

    marker: str
    question: object
    columns: tuple = ()

    @property
    def is_row(self):
        return self.marker.startswith("r:")


def asked(form, step):
    """The questions of a step that are asked in the file."""
    return [question for question in form.of_step(step) if question.kind not in LEFT_OUT]


def columns_of(question):
    """The columns of rows as the file has them: an agency is found by its name."""
    return tuple(column for column in question.columns if column.source != "agencies")


def lines_of(question):
    """The lines in which a question is answered."""
    if question.kind == Kind.ROWS:
        row = Line(f"r:{question.name}", question, columns_of(question))
        return [row] * min(question.most or MOST_ROWS, MOST_ROWS)
    if question.kind == Kind.CHOICES:
        most = min(question.most or MOST_CHOICES, MOST_CHOICES)
        return [Line(f"c:{question.name}", question)] * ceil(most / WIDE)
    return [Line(f"t:{question.name}", question)]


class Words:
    """The words of every list of a form, and the values behind them.

    In Thai, as the file is, whoever reads it.
    """

    def __init__(self, choices):
        self.choices, self.known = choices, {}

    def of(self, source):
        """Words to values, each word once."""
        if source not in self.known:
            with translation.override("th"):
                self.known[source] = self.found(source)
        return self.known[source]

    def found(self, source):
        found = {}
        for value, word in self.choices(source):
            found[f"{word} ({value})" if word in found else str(word)] = value
        return found

    def value(self, source, word):
        """The value that a word stands for; a word that is not known stands for itself."""
        return self.of(source).get(word.strip(), word.strip())

    def word(self, source, value):
        """The word for a value; one that is not known stands for itself."""
        found = (word for word, own in self.of(source).items() if own == value)
        return next(found, "" if value is None else str(value))
