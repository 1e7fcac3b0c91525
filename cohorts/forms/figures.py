"""Numbers as people type them: with commas, with Thai digits."""

from django import forms

from pyp_portal import thai

ARABIC = str.maketrans(thai.THAI_DIGITS, "0123456789")


class FigureField(forms.DecimalField):
    """A figure or a sum of money: 1,250.50 and ๑,๒๕๐ are numbers too."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_digits": 14, "decimal_places": 2, **kwargs})

    def to_python(self, value):
        typed = str(value if value is not None else "")
        return super().to_python(typed.translate(ARABIC).replace(",", "").replace(" ", ""))

    def number(self, value):
        """What was typed as a number, or None where it is none."""
        try:
            return self.clean(value)
        except forms.ValidationError:
            return None
