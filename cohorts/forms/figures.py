"""Numbers as people type them: with commas, with Thai digits."""

from django import forms

from pyp_portal import thai

NOTHING = str.maketrans("", "", ", ")
ARABIC = str.maketrans(thai.THAI_DIGITS, "0123456789")


def plain(typed):
    """What was typed, without commas and blanks, in Arabic digits."""
    return str(typed if typed is not None else "").translate(ARABIC).translate(NOTHING)


class FigureField(forms.DecimalField):
    """A figure or a sum of money: 1,250.50 and ๑,๒๕๐ are numbers too."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_digits": 14, "decimal_places": 2, **kwargs})

    def to_python(self, value):
        return super().to_python(plain(value))

    def number(self, value):
        """What was typed as a number, or None where it is none."""
        try:
            return self.clean(value)
        except forms.ValidationError:
            return None


def figure(label, *, required=True, **limits):
    """A figure in a line of text: a box for numbers would take neither ๑๘ nor 1,250."""
    typed = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
    return FigureField(label=label, required=required, widget=typed, **limits)


class CountField(forms.IntegerField):
    """A whole number, typed in the same ways."""

    def __init__(self, **kwargs):
        typed = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(**{"widget": typed, **kwargs})

    def to_python(self, value):
        return super().to_python(plain(value))
