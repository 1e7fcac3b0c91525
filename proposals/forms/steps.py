"""The form of one step, made from the table of questions: fields, and rows as formsets."""

from dataclasses import dataclass

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from proposals import questions
from proposals.forms.fields import field_of
from proposals.models import PolicyItem, Theme
from proposals.questions import Kind
from pyp_portal.accounts.models import Agency, Province
from pyp_portal.search.services import matching

SPARE_ROWS = 1  # empty rows to write into without script
LONG_CELL = 200  # a text of so many characters gets a line of its own
HALF = {Kind.CHOICE, Kind.NUMBER, Kind.YEAR, Kind.PHONE, Kind.EMAIL, Kind.BOOL}


class Choices:
    """What may be chosen in a call: lists of the year, and the records of the register."""

    def __init__(self, proposal, agency_query="", chosen_agencies=()):
        self.call, self.form = proposal.call, proposal.form
        self.query, self.chosen = agency_query, chosen_agencies
        self.made = {}

    def __call__(self, source):
        if source not in self.made:
            self.made[source] = list(self.find(source))
        return self.made[source]

    def find(self, source):
        if source.startswith("policy:"):
            items = PolicyItem.objects.filter(
                scheme__kind=source.partition(":")[2], scheme__calls=self.call
            )
            return [(item.code, item.name_th) for item in items]
        if source in RECORDS:
            return RECORDS[source](self)
        return self.form.choices(source)

    def themes(self):
        return Theme.objects.values_list("code", "name_th")

    def provinces(self):
        return Province.objects.values_list("pk", "name_th")

    def agencies(self):
        """Agencies that were found or chosen before: never the whole register."""
        found = matching(Agency.objects.existing(), self.query)[:50] if self.query else []
        chosen = Agency.objects.filter(code__in=self.chosen)
        return list({a.code: (a.code, a.name_th) for a in [*found, *chosen]}.values())


RECORDS = {
    "themes": Choices.themes,
    "provinces": Choices.provinces,
    "agencies": Choices.agencies,
}


class RowForm(forms.Form):
    """One row of answers; an empty one is left out."""

    use_required_attribute = False
    indispensable = ""  # the column without which a row cannot be kept

    def clean(self):
        """A row that says something says also where or what it is about."""
        typed = {k: v for k, v in self.cleaned_data.items() if k != "DELETE" and v}
        lacking = self.indispensable
        if typed and lacking and not typed.get(lacking) and lacking not in self.errors:
            self.add_error(lacking, _("Choose one, or empty the row."))
        return self.cleaned_data


class RowFormSet(BaseFormSet):
    """The rows of one question."""

    def answers(self):
        """The rows that say something, in their order."""
        kept = [form.cleaned_data for form in self.forms if form not in self.deleted_forms]
        rows = [{k: v for k, v in row.items() if k != "DELETE"} for row in kept]
        return [
            row for row in rows if any(value not in ("", None, False) for value in row.values())
        ]


def rows_class(question, choices):
    """The formset class for a question with rows."""
    fields = {column.name: column_field(question, column, choices) for column in question.columns}
    indispensable = "province_code" if question.key == "target_areas" else ""
    form = type("Row", (RowForm,), {**fields, "indispensable": indispensable})
    most = question.most or 20
    return formset_factory(
        form,
        formset=RowFormSet,
        extra=SPARE_ROWS,
        max_num=most,
        absolute_max=most + 5,
        validate_max=True,
        can_delete=True,
    )


def column_field(question, column, choices):
    words = question.column_words(column)
    field = field_of(
        column.kind,
        column.source,
        choices,
        most=words.get("max_length"),
        label=question.column_label(column),
    )
    is_short = column.kind in HALF or words.get("max_length", LONG_CELL) < LONG_CELL
    field.column = "col-md-6" if is_short else "col-12"
    field.is_optional = not column.required
    return field


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

    def __init__(self, proposal, step, data=None, *, open_codes=None, agency_query=""):
        self.proposal, self.step, self.data = proposal, step, data
        self.open_codes = frozenset(questions.CODES) if open_codes is None else open_codes
        self.answers = proposal.answered()
        chosen = [row["agency"] for row in self.answers["partners"] if row["agency"]]
        chosen += self.typed_agencies()
        self.choices = Choices(proposal, agency_query, chosen)

    def typed_agencies(self):
        """Agencies chosen in what was just sent: they stay choices."""
        return [v for k, v in (self.data or {}).items() if k.endswith("-agency") and v]

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
