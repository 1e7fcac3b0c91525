"""One form field for each kind of question, with its limits and formats and nothing else.

A draft may be incomplete, so no field is required here: what is missing is asked for
when the proposal is handed in.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proposals.forms.choosing import REMOTE, is_picked
from proposals.questions import Kind
from pyp_portal import dates, thai
from pyp_portal.accounts.fields import PhoneField, ThaiField, number_named

LONG = 200  # from this many characters on, a text is counted for its writer
ARABIC = str.maketrans(thai.THAI_DIGITS, "0123456789")


class LimitedField(ThaiField):
    """Thai text counted after mending (V-10); one that is too long says by how much."""

    def __init__(self, *, most=None, **kwargs):
        super().__init__(required=False, **kwargs)
        self.most = most

    def validate(self, value):
        super().validate(value)
        over = len(value) - self.most if self.most else 0
        if over > 0:
            text = _("%(over)d characters too long. Shorten it to %(most)d.")
            raise ValidationError(text % {"over": over, "most": self.most}, code="max_length")


class LooseEmailField(forms.EmailField):
    """An e-mail address, also one that came with spaces around it."""

    def to_python(self, value):
        return thai.normalise(super().to_python(value) or "")


class ThaiNumberField(forms.DecimalField):
    """A number, also in Thai digits and with commas; kept as a whole one where it is whole."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value):
        if isinstance(value, str):
            value = value.translate(ARABIC).replace(",", "").replace("−", "-").strip()
        number = super().to_python(value)
        if number is None:
            return None
        if not number.is_finite():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(number) if number == number.to_integral_value() else float(number)

    def validate(self, value):
        return None

    def run_validators(self, value):
        if value is not None and abs(value) > 10**12:
            raise ValidationError(_("This number is too large."))


class YearField(forms.CharField):
    """A year of the Buddhist era."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value):
        typed = super().to_python(value)
        try:
            return dates.read_year(typed) if typed else None
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from None

    def run_validators(self, value):
        return None


class MonthWidget(forms.MultiWidget):
    """Name of the month and year of the Buddhist era."""

    use_fieldset = True

    def __init__(self, attrs=None):
        months = [("", gettext_lazy("Month")), *MONTHS.items()]
        month = {"aria-label": gettext_lazy("Month")}
        year = number_named(gettext_lazy("Year (B.E.)"))
        super().__init__([forms.Select(month, choices=months), forms.TextInput(year)], attrs)

    def decompress(self, value):
        if not value:
            return [None, None]
        year, month = value.split("-")
        return [int(month), int(year) + 543]


class MonthField(forms.MultiValueField):
    """A month such as "2025-03", typed with its year of the Buddhist era."""

    widget = MonthWidget

    def __init__(self, **kwargs):
        parts = [forms.CharField(max_length=40, required=False) for _part in range(2)]
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, parts):
        if not any(parts):
            return ""
        try:
            return f"{dates.read_month(*parts):%Y-%m}"
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from None


class SomeChoicesField(forms.TypedMultipleChoiceField):
    """Several choices, up to a limit."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, most=None, **kwargs):
        super().__init__(required=False, **kwargs)
        self.most = most

    def validate(self, value):
        super().validate(value)
        if self.most and len(value) > self.most:
            raise ValidationError(_("Choose at most %(most)d.") % {"most": self.most})


class CodeField(forms.TypedChoiceField):
    """One choice; provinces have numbers for codes, everything else has words."""

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)


def text_field(most, rows=0, least=0, **words):
    """One line, or several; a long one is counted while it is written."""
    attrs = {"data-counter": most} if most and most >= LONG and rows else {}
    if attrs and least:
        attrs["data-least"] = least
    widget = forms.Textarea(attrs={"rows": rows, **attrs}) if rows else forms.TextInput(attrs=attrs)
    return LimitedField(most=most, widget=widget, **words)


def rows_for(most):
    """The height of a box by how much may be written into it."""
    return max(3, min(10, (most or 300) // 150))


def field_of(kind, source, choices, most=None, least=0, **words):
    """The form field for a kind of question or of a column.

    ``choices`` gives the pairs behind a source.
    """
    if kind in MAKERS:
        return MAKERS[kind](required=False, **words)
    if kind == Kind.AREA:
        return text_field(most, rows_for(most), least, **words)
    if kind in (Kind.CHOICE, Kind.CHOICES):
        return choice_field(kind, source, choices, most, **words)
    return text_field(most, **words)


def choice_field(kind, source, choices, most=None, **words):
    """One choice or several; from a long list one picks by typing part of a name."""
    coerce = int if source == "provinces" else str
    if kind == Kind.CHOICES:
        field = SomeChoicesField(most=most, choices=choices(source), coerce=coerce, **words)
        field.is_picker = is_picked(source)
        return field
    pairs = [("", _("Choose")), *choices(source)]
    field = CodeField(choices=pairs, coerce=coerce, empty_value="", **words)
    if is_picked(source):
        field.widget.attrs["data-picker"] = str(REMOTE.get(source, ""))
    return field


MAKERS = {
    Kind.EMAIL: LooseEmailField,
    Kind.PHONE: PhoneField,
    Kind.URL: lambda **words: forms.URLField(assume_scheme="https", max_length=300, **words),
    Kind.NUMBER: ThaiNumberField,
    Kind.YEAR: YearField,
    Kind.MONTH: MonthField,
    Kind.BOOL: forms.BooleanField,
}
