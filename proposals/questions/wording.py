"""The form as one version asks it: the questions of the table with the words of the version."""

from dataclasses import dataclass, field, fields

from django.utils.translation import get_language

from proposals.questions.asking import Question
from proposals.questions.table import QUESTIONS


def spoken(words, name):
    """One of the words of a version in the language of the page; Thai where English is missing."""
    language = (get_language() or "th")[:2]
    return words.get(f"{name}_{language}") or words.get(f"{name}_th", "")


def _said(row):
    """A word that is kept under the language alone."""
    language = (get_language() or "th")[:2]
    return row.get(language) or row["th"]


@dataclass(frozen=True)
class AskedQuestion(Question):
    """A question with its label, its help and its limits."""

    words: dict = field(default_factory=dict, compare=False)

    @property
    def label(self):
        return spoken(self.words, "label")

    @property
    def help(self):
        return spoken(self.words, "help")

    @property
    def example(self):
        """A good answer, to learn from; empty where the version gives none."""
        return spoken(self.words, "example")

    @property
    def required(self):
        return self.words.get("required", False)

    @property
    def least(self):
        """The fewest rows, files or choices; one where an answer is required."""
        return self.words.get("least", int(self.required))

    @property
    def most(self):
        return self.words.get("most")

    @property
    def min_length(self):
        return self.words.get("min_length", 0)

    @property
    def max_length(self):
        return self.words.get("max_length")

    def column_words(self, column):
        return self.words["columns"][column.name]

    def column_label(self, column):
        return spoken(self.column_words(column), "label")


class AskedForm:
    """All questions of one version, its steps, its lists and its checklist E1 to E8.

    A question that is younger than the version is not asked by it.
    """

    def __init__(self, number, words):
        self.number, self.words = number, words
        self.questions = tuple(
            asked(question, words["questions"][question.key])
            for question in QUESTIONS
            if question.key in words["questions"]
        )

    def of_step(self, step):
        """The questions of one step, in their order."""
        return [question for question in self.questions if question.step == step]

    def of_code(self, code):
        """The first question with this F-number."""
        return next(question for question in self.questions if question.code == code)

    def of_key(self, key):
        """The question with this key."""
        return next(question for question in self.questions if question.key == key)

    def step_words(self, step):
        """Title and note of a step."""
        words = self.words["steps"][step - 1]
        return spoken(words, "title"), spoken(words, "note")

    def choices(self, name):
        """A list of the version as pairs of value and word."""
        return [(row["value"], _said(row)) for row in self.words["lists"][name]]

    def check_label(self, item):
        """The words of a line of the checklist E1 to E8."""
        return _said(self.words["checks"][item])


def asked(question, words):
    """A question of the table in the words of a version."""
    own = {part.name: getattr(question, part.name) for part in fields(Question)}
    return AskedQuestion(**own, words=words)
