"""Forms in which an administrator writes the words and limits of the next version."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.forms.several import SeveralForms
from proposals.models import Call
from proposals.questions import Kind
from proposals.questions.checking import MOST_LETTERS, MOST_ROWS, is_limited, list_label
from pyp_portal import clock
from pyp_portal.accounts.fields import ThaiField

TEXTS = {
    "label_th": _("Label in Thai"),
    "label_en": _("Label in English"),
    "help_th": _("Help in Thai"),
    "help_en": _("Help in English"),
    "example_th": _("Example of a good answer, in Thai"),
    "example_en": _("Example of a good answer, in English"),
    "title_th": _("Title in Thai"),
    "title_en": _("Title in English"),
    "note_th": _("Note in Thai"),
    "note_en": _("Note in English"),
}
LONGEST = {"example_th": 3000, "example_en": 3000}
SHOWN_BY_EXAMPLE = (Kind.TEXT, Kind.AREA, Kind.ROWS)
LIMITS = {
    "min_length": (_("Fewest characters"), MOST_LETTERS),
    "max_length": (_("Most characters"), MOST_LETTERS),
    "least": (_("Fewest rows or choices"), MOST_ROWS),
    "most": (_("Most rows or choices"), MOST_ROWS),
}


def words_field(name, label=None):
    """One of the words; a help may take two lines."""
    most = LONGEST.get(name, 500)
    rows = 5 if name in LONGEST else 2 if name.startswith(("help", "note")) else 0
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    is_needed = name in ("label_th", "title_th", "th")
    label = label or TEXTS[name]
    field = ThaiField(label=label, max_length=most, required=is_needed, widget=widget)
    field.column = "col-md-6"
    return field


def limit_field(name, label=None):
    """A limit; empty means that there is none."""
    own, most = LIMITS[name]
    field = forms.IntegerField(label=label or own, min_value=0, max_value=most, required=False)
    field.column = "col-md-6"
    return field


class WordsForm(forms.Form):
    """A form over some of the values of a dictionary of words."""

    use_required_attribute = False
    summary_above = True

    def __init__(self, words, data=None, **kwargs):
        super().__init__(data, initial=words, **kwargs)
        self.before = words

    def words(self):
        """The dictionary as it was typed; an empty limit is left out, and so are empty words."""
        kept = {k: v for k, v in self.before.items() if k not in self.cleaned_data}
        return kept | {k: v for k, v in self.cleaned_data.items() if v not in (None, "")}


class StepWordsForm(WordsForm):
    """Title and note of a step."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("title_th", "title_en", "note_th", "note_en"):
            self.fields[name] = words_field(name)


class QuestionWordsForm(WordsForm):
    """Label, help, whether it is required, and the limits of one question with its columns."""

    def __init__(self, question, data=None):
        super().__init__(question.words, data, prefix=question.name)
        self.question = question
        for name in ("label_th", "label_en", "help_th", "help_en"):
            self.fields[name] = words_field(name)
        if question.kind in SHOWN_BY_EXAMPLE:
            for name in ("example_th", "example_en"):
                self.fields[name] = words_field(name)
        if question.kind != Kind.SHOWN:
            self.fields["required"] = forms.BooleanField(label=_("Required"), required=False)
        for name in is_limited(question):
            self.fields[name] = limit_field(name)
        self.columns = [ColumnWordsForm(question, column, data) for column in question.columns]

    def is_valid(self):
        return all([super().is_valid(), *(column.is_valid() for column in self.columns)])

    @property
    def column_errors(self):
        """Whether one of the columns is wrong, so that the page opens them."""
        return self.is_bound and any(column.errors for column in self.columns)

    def words(self):
        words = super().words()
        if self.columns:
            words["columns"] = {form.column.name: form.words() for form in self.columns}
        return words


class ColumnWordsForm(WordsForm):
    """Label of a column of rows, and how much may be written into it."""

    def __init__(self, question, column, data=None):
        prefix = f"{question.name}-{column.name}"
        super().__init__(question.column_words(column), data, prefix=prefix)
        self.column = column
        for name in ("label_th", "label_en"):
            self.fields[name] = words_field(name)
        if column.kind == Kind.TEXT:
            self.fields["max_length"] = limit_field("max_length")


class WordForm(WordsForm):
    """One word to choose, or one line of the checklist, in both languages."""

    def __init__(self, row, prefix, data=None):
        super().__init__(row, data, prefix=prefix)
        self.fields["th"] = words_field("th", _("In Thai"))
        self.fields["en"] = words_field("en", _("In English"))


class ListWords(SeveralForms):
    """The words of every list of a version, and of its checklist E1 to E8."""

    summary_above = True

    def __init__(self, form, data=None):
        lists, checks = form.words["lists"], form.words["checks"]
        self.lists = {
            name: {row["value"]: WordForm(row, f"{name}-{row['value']}", data) for row in rows}
            for name, rows in lists.items()
        }
        self.checks = {item: WordForm(row, f"check-{item}", data) for item, row in checks.items()}
        self.labels = {name: list_label(name, form.words) for name in lists}

    def groups(self):
        """Heading and forms of each list, the checklist last."""
        for name, rows in self.lists.items():
            yield self.labels[name], list(rows.items())
        yield _("Checklist of the screening"), list(self.checks.items())

    @property
    def forms(self):
        return [form for _heading, rows in self.groups() for _value, form in rows]

    def words(self):
        """The words of the lists and of the checklist, as they were typed."""
        lists = {
            name: {value: form.words() for value, form in rows.items()}
            for name, rows in self.lists.items()
        }
        return lists, {item: form.words() for item, form in self.checks.items()}


class StepWords(SeveralForms):
    """All words of one step: its own, and those of each of its questions."""

    def __init__(self, form, step, data=None):
        self.own = StepWordsForm(form.words["steps"][step - 1], data, prefix="step")
        self.questions = [QuestionWordsForm(question, data) for question in form.of_step(step)]

    def parts(self):
        """Every form of the page, as the error summary reads them."""
        for question in self.questions:
            yield question
            yield from question.columns

    @property
    def forms(self):
        return [self.own, *self.parts()]

    def words(self):
        return {form.question.key: form.words() for form in self.questions}


class GiveForm(forms.Form):
    """Which call takes this version: one that has not opened."""

    call = forms.ModelChoiceField(label=_("Call"), queryset=Call.objects.none())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["call"].queryset = Call.objects.filter(opens_at__gt=clock.now())
