"""Form fields for Thai text, Thai telephone numbers and dates of the Buddhist era."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from pyp_portal import dates, thai

_ARABIC = str.maketrans(thai.THAI_DIGITS, "0123456789")


def without_thai_digits(text):
    """The same text with Arabic digits for Thai ones."""
    return text.translate(_ARABIC)


class ThaiField(forms.CharField):
    """Text whose broken vowels and stray signs are mended before it is checked."""

    def to_python(self, value):
        return thai.normalise(super().to_python(value) or "")


class PhoneField(forms.CharField):
    """Nine or ten digits, kept as 0-2xxx-xxxx or 08x-xxx-xxxx."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
        super().__init__(**{"widget": widget, "max_length": 30, **kwargs})

    def clean(self, value):
        typed = super().clean(value).translate(_ARABIC)
        digits = re.sub(r"[\s().-]", "", typed).replace("+66", "0", 1)
        if not digits and not self.required:
            return ""
        if not re.fullmatch(r"0\d{8,9}", digits):
            raise ValidationError(_("Give a telephone number of 9 or 10 digits, beginning with 0."))
        head = 3 if len(digits) == 10 else 1
        return f"{digits[:head]}-{digits[head:-4]}-{digits[-4:]}"


def number_named(name):
    """Attributes of a small control for a number, which says inside what it is for."""
    return {"inputmode": "numeric", "aria-label": name, "placeholder": name}


class BuddhistDateWidget(forms.MultiWidget):
    """Three controls: day, name of the month, year of the Buddhist era."""

    use_fieldset = True

    def __init__(self, attrs=None):
        months = [("", _("Month")), *MONTHS.items()]
        super().__init__(
            [
                forms.TextInput(number_named(_("Day"))),
                forms.Select({"aria-label": _("Month")}, choices=months),
                forms.TextInput(number_named(_("Year (B.E.)"))),
            ],
            attrs,
        )

    def decompress(self, value):
        return [value.day, value.month, value.year + 543] if value else [None, None, None]


class BuddhistDateField(forms.MultiValueField):
    """A date given with its year of the Buddhist era; any of its parts may hold the whole of it."""

    widget = BuddhistDateWidget
    years = dates.ANY_YEARS

    def __init__(self, **kwargs):
        parts = [forms.CharField(max_length=40, required=False) for _part in range(3)]
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, parts):
        if not any(parts):
            return None
        try:
            return dates.read_date(*parts, years=self.years)
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from None


class ProgrammeDateField(BuddhistDateField):
    """A date of the programme: B.E. 2560 to 2600, so that a slip of the finger is noticed."""

    years = dates.PROGRAMME_YEARS
