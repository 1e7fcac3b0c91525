"""The form of one step, made from the table of questions: fields, and rows as formsets."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property

from proposals import places, questions
from proposals.forms.choosing import Choices
from proposals.forms.fields import field_of
from proposals.forms.rows import rows_class
from proposals.questions import Kind


@dataclass(frozen=True)
class Block:
    """What the page shows for one question: a field, rows, files, or words only."""

    question: object
    field: object = None
    formset: object = None
    is_open: bool = True


class StepForm:
    """All of one step: one form for the single answers and a formset for each kind of rows."""

    summary_above = True

    def __init__(self, proposal, step, data=None, *, open_codes=None, queries=None):
        self.proposal, self.step, self.data = proposal, step, data
        self.open_codes = frozenset(questions.CODES) if open_codes is None else open_codes
        self.answers = proposal.answered()
        self.choices = Choices(proposal, queries, self.chosen)

    def chosen(self, source):
        """What stands in the rows, and what was just sent: both stay choices."""
        if source == "agencies":
            return self.sent("-agency") + [r["agency"] for r in self.answers["partners"]]
        stood = [places.of_answer(row) for row in self.answers["target_areas"]]
        found = [*stood, *map(places.of_key, self.sent("-place"))]
        return [(place.key, place.name) for place in found if place]

    def sent(self, ending):
        """The values of the controls of this name in what was just sent."""
        return [value for key, value in (self.data or {}).items() if key.endswith(ending) and value]

    @property
    def questions(self):
        return self.proposal.form.of_step(self.step)

    def asked(self, *kinds):
        """The open questions of these kinds (or of all but rows, files and shown ones)."""
        unasked = {Kind.ROWS, Kind.FILES, Kind.SHOWN}
        return [
            question
            for question in self.questions
            if question.code in self.open_codes
            and (question.kind in kinds if kinds else question.kind not in unasked)
        ]

    @cached_property
    def form(self):
        """The form of the single answers."""
        form = forms.Form(self.data, initial=self.initial())
        form.use_required_attribute = False
        form.summary_above = True
        for question in self.asked():
            field = field_of(
                question.kind,
                question.source,
                self.choices,
                most=question.max_length or question.most,
                label=question.label,
                help_text=question.help,
            )
            field.is_optional = not question.required
            form.fields[question.name] = field
        return form

    def initial(self):
        return {question.name: question.answer(self.answers) for question in self.asked()}

    @cached_property
    def formsets(self):
        """The rows by the name of their question."""
        return {
            question.name: rows_class(question, self.choices)(
                self.data, initial=question.answer(self.answers) or [], prefix=question.name
            )
            for question in self.asked(Kind.ROWS)
        }

    def is_valid(self):
        """Check everything, so that all errors are told at once."""
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.formsets.values())])

    def cleaned(self):
        """The answers by their keys, a dot opening a value inside a value."""
        answers = {}
        for question in self.asked():
            outer, _dot, inner = question.key.partition(".")
            value = self.form.cleaned_data[question.name]
            if inner:
                answers.setdefault(outer, {})[inner] = value
            else:
                answers[outer] = value
        rows = {name: formset.answers() for name, formset in self.formsets.items()}
        return answers | rows

    def add_error(self, key, message):
        """Put a service's objection to an answer beside its field."""
        name = questions.of_key(key).name
        self.form.add_error(name if name in self.form.fields else None, message)

    def parts(self):
        """For the error summary: the form, then the rows, as they follow on the page."""
        return [self.form, *self.formsets.values()]

    def blocks(self):
        """What the page shows, question by question."""
        return [self.block(question) for question in self.questions]

    def block(self, question):
        is_open = question.code in self.open_codes
        if is_open and question.name in self.form.fields:
            return Block(question, field=self.form[question.name])
        if is_open and question.name in self.formsets:
            return Block(question, formset=self.formsets[question.name])
        return Block(question, is_open=is_open)

    @property
    def forms(self):
        """Its parts, so that the error summary reads it like a formset."""
        return self.parts()

    def non_form_errors(self):
        return []

    @property
    def errors(self):
        """Whether anything is wrong: the title of the page says so."""
        return any(any(errors_in(part)) for part in self.parts() if part.is_bound)


def errors_in(part):
    """The errors of a form, or of the rows of a formset and of their number."""
    return [*part.errors, *part.non_form_errors()] if hasattr(part, "forms") else [part.errors]
