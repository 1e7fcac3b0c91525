"""Fields that several forms of this room share: agencies, reasons, files, choices as cards."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.forms.figures import CountField, figure
from proposals.grounds import REASON_MAX, REASON_MIN
from pyp_portal import thai
from pyp_portal.accounts.fields import ThaiField
from pyp_portal.accounts.models import Agency


def text(label, *, required=True, limit=2000, rows=4, help_text=""):
    """Several lines of Thai text, with a counter."""
    widget = forms.Textarea(attrs={"rows": rows, "data-counter": str(limit)})
    return ThaiField(
        label=label, required=required, max_length=limit, widget=widget, help_text=help_text
    )


def line(label, *, required=True, limit=200, help_text=""):
    """One line of Thai text."""
    return ThaiField(label=label, required=required, max_length=limit, help_text=help_text)


def one_of(choices, label, *, required=True, initial=None):
    """One of a few words, each a card."""
    return forms.ChoiceField(
        label=label,
        choices=choices.choices,
        widget=forms.RadioSelect,
        required=required,
        initial=initial,
    )


def amount(label, *, required=False):
    """A sum of money or another figure with at most two decimals."""
    return figure(label, required=required, min_value=0)


def count(label, *, least=0, most=10_000_000, required=True, initial=None):
    """A whole number that the database can keep."""
    return CountField(
        label=label, min_value=least, max_value=most, required=required, initial=initial
    )


class AgencyField(forms.CharField):
    """An agency by its code or its full name, as people copy it from the register."""

    def __init__(self, **kwargs):
        help_text = _("Full name or code of the agency")
        super().__init__(**{"help_text": help_text, "max_length": 200, **kwargs})

    def prepare_value(self, value):
        return value.name_th if isinstance(value, Agency) else value

    def clean(self, value):
        typed = thai.normalise(super().clean(value))
        if not typed:
            return None
        fits = Agency.objects.existing().filter(Q(code__iexact=typed) | Q(name_th=typed))
        if len(found := list(fits[:2])) != 1:
            raise ValidationError(_("No agency has exactly this name or code."))
        return found[0]


class FileField(forms.FileField):
    """A PDF that the uploads will look into."""

    def __init__(self, **kwargs):
        help_text = _("A PDF of at most 10 MB")
        super().__init__(**{"required": False, "help_text": help_text, **kwargs})


class ReasonForm(forms.Form):
    """Why: ten to a thousand characters."""

    reason = text(_("Reason"), limit=REASON_MAX)

    def clean_reason(self):
        reason = self.cleaned_data["reason"].strip()
        if len(reason) < REASON_MIN:
            raise ValidationError(_("Please write at least %(n)d characters.") % {"n": REASON_MIN})
        return reason


class NarrowForm(forms.Form):
    """How a list is narrowed; what is not known is ignored."""

    def chosen(self):
        """What was chosen and is known, as a filter of the rows."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def kept(self):
        """The same as plain values, for a file that is made later."""
        return {name: getattr(value, "pk", value) for name, value in self.chosen().items()}

    def words(self):
        """The same in words."""
        named = ((self.fields[name], value) for name, value in self.chosen().items())
        return " · ".join(str(dict(getattr(f, "choices", ())).get(v, v)) for f, v in named)
