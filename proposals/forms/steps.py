"""The form of one step, made from the table of questions: fields, and rows as formsets."""

from dataclasses import replace

from django import forms
from django.utils.functional import cached_property

from proposals import places, questions
from proposals.forms.blocks import Block, errors_in, marks
from proposals.forms.choosing import Choices
from proposals.forms.fields import field_of
from proposals.forms.rows import rows_class
from proposals.questions import Kind


class StepForm:
    """All of one step: one form for the single answers and a formset for each kind of rows.

    ``names`` makes it a part of the step: those questions and no others.
    """

    summary_above = True

    def __init__(self, proposal, step, data=None, *, open_codes=None, queries=None, names=None):
        self.proposal, self.step, self.data, self.names = proposal, step, data, names
        self.open_codes = frozenset(questions.CODES) if open_codes is None else open_codes
        self.choices = Choices(proposal, queries, self.chosen)
        self.clashes, self.comments = {}, None

    @cached_property
    def answers(self):
        return self.proposal.answered()

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
        asked = self.proposal.form.of_step(self.step)
        return [q for q in asked if self.names is None or q.name in self.names]

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
        form = forms.Form(self.data, initial=self.initial() if self.data is None else None)
        form.use_required_attribute = False
        form.summary_above = True
        for question in self.asked():
            field = field_of(
                question.kind,
                question.source,
                self.choices,
                most=question.max_length or question.most,
                least=question.min_length,
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
                self.data, initial=self.initial_rows(question), prefix=question.name
            )
            for question in self.asked(Kind.ROWS)
        }

    def initial_rows(self, question):
        return (question.answer(self.answers) or []) if self.data is None else None

    def is_valid(self):
        """Check everything, so that all errors are told at once."""
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.formsets.values())])

    def sound(self):
        """The questions whose answers are in order, whatever is wrong with others."""
        single = [q for q in self.asked() if q.name not in self.form.errors]
        return single + [q for q in self.asked(Kind.ROWS) if self.formsets[q.name].is_valid()]

    def cleaned(self):
        """The answers that are in order by their keys, a dot opening a value inside a value."""
        answers = {}
        for question in self.sound():
            outer, _dot, inner = question.key.partition(".")
            value = self.value(question)
            if inner:
                answers.setdefault(outer, {})[inner] = value
            else:
                answers[outer] = value
        return answers

    def value(self, question):
        if question.kind == Kind.ROWS:
            return self.formsets[question.name].answers()
        return self.form.cleaned_data[question.name]

    def add_error(self, name, texts):
        """Put a service's objection to an answer beside its field."""
        self.form.add_error(name if name in self.form.fields else None, texts)

    def parts(self):
        """For the error summary: the form, then the rows, as they follow on the page."""
        return [self.form, *self.formsets.values()]

    def blocks(self):
        """What the page shows, question by question."""
        blocks = [self.block(question) for question in self.questions]
        if self.comments is None:
            return blocks
        counts = self.comments
        return [replace(one, comments=counts.get(one.question.name, 0)) for one in blocks]

    def block(self, question):
        name = question.name
        if question.code not in self.open_codes:
            return Block(question, is_open=False)
        if name in self.form.fields:
            return Block(question, field=self.form[name], **marks(self, question))
        if name in self.formsets:
            return Block(question, formset=self.formsets[name], **marks(self, question))
        return Block(question)

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
