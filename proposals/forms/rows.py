"""Questions with rows: one form a row, one formset a question."""

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proposals import places
from proposals.forms.fields import field_of
from proposals.questions import Kind

REMOVED_ROWS = 100  # rows that were taken away again while the page was open
SPARE_ROWS = 1  # empty rows to write into without script
LONG_CELL = 200  # a text of so many characters gets a line of its own
HALF = {Kind.CHOICE, Kind.NUMBER, Kind.YEAR, Kind.PHONE, Kind.EMAIL, Kind.BOOL}


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


class AreaRow(RowForm):
    """A row of F17: one place of the official list stands for three names."""

    indispensable = "place"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.initial.get("province_code"):
            self.initial["place"] = places.of_answer(self.initial).key

    def clean(self):
        row = super().clean()
        place = places.answer_of(row.pop("place", ""))
        return {**place, **row}


def rows_class(question, choices):
    """The formset class for a question with rows."""
    fields = {column.name: column_field(question, column, choices) for column in question.columns}
    base = RowForm
    if question.key == "target_areas":
        base, fields = AreaRow, {"place": place_field(question, choices), **pilot_alone(fields)}
    form = type("Row", (base,), fields)
    most = question.most or 20
    return formset_factory(
        form,
        formset=RowFormSet,
        extra=SPARE_ROWS,
        max_num=most,
        absolute_max=most + REMOVED_ROWS,
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
    field.column = "col-md-6" if is_short and column.source != "agencies" else "col-12"
    field.is_optional = not column.required
    return field


def pilot_alone(fields):
    """Of the columns of F17 only the tick: their names come with the place."""
    return {"is_pilot": fields["is_pilot"]}


def place_field(question, choices):
    """The place of a row, found by any part of its name."""
    label = gettext_lazy("Subdistrict, district or province")
    field = field_of(Kind.CHOICE, "places", choices, label=label)
    field.column, field.is_optional = "col-12", False
    return field
